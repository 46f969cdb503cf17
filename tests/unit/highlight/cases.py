# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads "cases": what editors have to make of a line."""
import collections
import json
import pathlib
import sys

Case = collections.namedtuple("Case", "line kind start end words")


def read(editor):
    """Returns of each file its name, its lines and the cases: lines and columns from 0."""
    files = []
    for text in (pathlib.Path(__file__).parent / "cases").read_text().splitlines():
        mark, _, rest = text.partition(" ")
        if mark == "@":
            lines, cases = [], []
            files.append((rest, lines, cases))
        elif mark == ">":
            lines.append(rest)
            at = 0
        elif mark in ("?", editor + "?"):
            kind, _, words = rest.partition(" ")
            at = lines[-1].index(words, at)
            cases.append(Case(len(lines) - 1, kind, at, at + len(words), words))
            at += len(words)
    return files


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1])))

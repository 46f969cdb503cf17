#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""gtksource.py LANGUAGE_FOLDER: runs the cases in GtkSourceView, prints TAP lines without numbers."""
import sys
import tempfile

import cases
import gi

gi.require_version("GtkSource", "4")
from gi.repository import GLib, GtkSource  # noqa: E402

KINDS = ("comment section key hit miss example operator class escape level word subject join date number error").split()


def scheme(folder):
    """One colour a style, so that a tag tells which style it is."""
    styles = "".join(f'<style name="badidea:{kind}" foreground="#0000{n + 1:02x}"/>' for n, kind in enumerate(KINDS))
    with open(f"{folder}/test.xml", "w", encoding="utf-8") as file:
        file.write(f'<style-scheme id="test" name="test" version="1.0">{styles}</style-scheme>')
    manager = GtkSource.StyleSchemeManager()
    manager.set_search_path([folder])
    return manager.get_scheme("test")


def kind_at(buffer, line, column):
    for tag in buffer.get_iter_at_line_offset(line, column).get_tags():
        if tag.props.foreground_set:
            return KINDS[round(tag.props.foreground_rgba.blue * 255) - 1]
    return "none"


def run(language_folder, scratch):
    complaints = []
    GLib.log_set_writer_func(lambda level, fields, n: GLib.LogWriterOutput.HANDLED)
    manager = GtkSource.LanguageManager()
    manager.set_search_path([language_folder] + manager.get_search_path())
    style_scheme = scheme(scratch)
    for name, lines, wanted in cases.read("gtk"):
        language = manager.guess_language(name, None)
        buffer = GtkSource.Buffer()
        buffer.set_language(language)
        buffer.set_style_scheme(style_scheme)
        buffer.set_text("\n".join(lines))
        buffer.ensure_highlight(buffer.get_start_iter(), buffer.get_end_iter())
        if language is None or language.get_id() != "badidea":
            complaints.append(f"{name}: taken for {language and language.get_id()}")
        for case in wanted:
            kinds = {kind_at(buffer, case.line, n) for n in range(case.start, case.end)}
            if kinds != {case.kind}:
                complaints.append(f"{name}:{case.line + 1}: {case.words!r} is {kinds}, not {case.kind}")
    return complaints


with tempfile.TemporaryDirectory() as scratch:
    found = run(sys.argv[1], scratch)
print("\n".join(found))
sys.exit(1 if found else 0)

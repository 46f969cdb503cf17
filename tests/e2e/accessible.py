#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask a running GTK 2 program what it shows, through AT-SPI.

usage: accessible.py tree               every showing widget: role, name, text, place, states
       accessible.py text               the names and texts that show, one a line
       accessible.py shows TEXT         true if a showing name or text contains TEXT
       accessible.py entry              the content of the message entry
       accessible.py log                the content of the conversation's log
       accessible.py card               what the card of a held draft says, a line a label
       accessible.py focused            the widget with the focus: entry, log, or its role and name
       accessible.py buttons            the names of the showing buttons
       accessible.py find ROLE NAME     the middle of that widget on the screen: X Y
       accessible.py states ROLE NAME   its states, blank-separated

Widgets of minimised windows and of hidden tabs do not show. ROLE is AT-SPI's name, such as
"push button" or "label". The exit status is 0 if there is an answer, 1 if there is none, 2 if the
question makes no sense or there is nobody to ask.
"""

import sys
from collections import namedtuple

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

BUTTONS = ("push button", "toggle button", "check box", "radio button")
Node = namedtuple("Node", "depth role name text states widget")


def text_of(widget):
    if "Text" not in widget.get_interfaces():
        return ""
    return Atspi.Text.get_text(widget, 0, Atspi.Text.get_character_count(widget))


def node_of(widget, depth):
    states = {state.value_nick for state in widget.get_state_set().get_states()}
    role = widget.get_role_name()
    return Node(depth, role, widget.get_name() or "", text_of(widget), states, widget)


def below(widget, depth=0):
    """The showing nodes under a widget. One that vanishes meanwhile is left out."""
    try:
        children = [widget.get_child_at_index(i) for i in range(widget.get_child_count())]
    except GLib.Error:
        return
    for child in filter(None, children):
        try:
            node = node_of(child, depth)
        except GLib.Error:
            continue
        if "showing" in node.states and "iconified" not in node.states:
            yield node
            yield from below(child, depth + 1)


def applications():
    desktop = Atspi.get_desktop(0)
    found = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
    return [application for application in found if application]


def showing():
    for application in applications():
        yield from below(application)


def place(node):
    return Atspi.Component.get_extents(node.widget, Atspi.CoordType.SCREEN)


def line(node):
    box = place(node)
    states = " ".join(sorted(node.states - {"showing", "visible", "enabled"}))
    said = f" {node.text!r}" if node.text and node.text != node.name else ""
    where = f"{box.width}x{box.height}+{box.x}+{box.y}"
    return f"{'  ' * node.depth}{node.role} {node.name!r}{said} {where} ({states})"


def texts():
    for node in showing():
        yield from dict.fromkeys(filter(None, (node.name, node.text)))


def nickname(node):
    """Pidgin's entry and log have no names: they are text views, and only the entry is editable."""
    if node.role == "text" and "multi-line" in node.states:
        return "entry" if "editable" in node.states else "log"
    return f"{node.role} {node.name}".rstrip()


def content(wanted):
    return first(node.text for node in showing() if nickname(node) == wanted)


def named(role, name):
    return (node for node in showing() if node.role == role and name in (node.name, node.text))


def card():
    """Labels that scrolled out of sight count as well: they belong to the card."""
    inside = None
    for node in showing():
        if inside is not None and node.depth <= inside:
            return
        if node.role == "alert":
            inside = node.depth
        elif inside is not None and node.role == "label":
            yield node.text or node.name


def centre(node):
    box = place(node)
    return f"{box.x + box.width // 2} {box.y + box.height // 2}"


def first(answers):
    return [answer for _, answer in zip(range(1), answers)]


QUESTIONS = {
    "tree": lambda: (line(node) for node in showing()),
    "text": texts,
    "shows": lambda wanted: first(text for text in texts() if wanted in text),
    "entry": lambda: content("entry"),
    "log": lambda: content("log"),
    "card": card,
    "focused": lambda: first(nickname(node) for node in showing() if "focused" in node.states),
    "buttons": lambda: (node.name for node in showing() if node.role in BUTTONS),
    "find": lambda role, name: map(centre, first(named(role, name))),
    "states": lambda role, name: (" ".join(sorted(n.states)) for n in first(named(role, name))),
}


def main(arguments):
    question = QUESTIONS.get(arguments[0]) if arguments else None
    if not question or question.__code__.co_argcount != len(arguments) - 1:
        print(__doc__, file=sys.stderr)
        return 2
    if Atspi.init() not in (0, 1) or not applications():
        print("accessible.py: no program on the accessibility bus", file=sys.stderr)
        return 2
    try:
        answers = list(question(*arguments[1:]))
    except GLib.Error as error:
        print(f"accessible.py: the program changed or ended meanwhile: {error.message}", file=sys.stderr)
        return 2
    for answer in answers:
        print(answer)
    return 0 if answers else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

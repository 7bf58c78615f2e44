"""The part of the command line that prints the other papers: log, contact sheet, network picture.

A kind of paper is one line in `KINDS`: its name, what can be said of it, and how it is made.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.errors import Refused
from app.i18n import _


class Kind(NamedTuple):
    """A paper: what it is, what can be said of it, and its bytes from the open book."""

    help: Callable[[], str]
    add_arguments: Callable[[argparse.ArgumentParser], None]
    pdf_of: Callable[[argparse.Namespace], bytes]


def add_arguments(
    parser: argparse.ArgumentParser, add_book: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Every kind with what can be said of it; `add_book` adds what all commands share."""
    kinds = parser.add_subparsers(required=True, metavar="KIND", dest="kind")
    for name, kind in KINDS.items():
        made = kinds.add_parser(name, help=kind.help())
        kind.add_arguments(made)
        made.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
        made.add_argument("--paper", choices=("a4", "letter"), help=_("the country's, unless said"))
        add_book(made)


def pdf_of(options: argparse.Namespace) -> bytes:
    """The paper from the open book; raises `Refused` where there is nothing to print."""
    return KINDS[options.kind].pdf_of(options)


# Contact sheet


def _say_contact(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--contact", metavar="ID", help=_("the contact with this id"))
    which.add_argument("--search", metavar="NAME", help=_("the contact of this name"))
    parser.add_argument(
        "--private", action="store_true", help=_("with your notes, for your own eyes")
    )


def _contact(options: argparse.Namespace) -> bytes:
    from app.services import contact_sheets

    chosen = options.contact or _found(options.search)
    wanted = contact_sheets.Wanted(chosen, private=options.private, paper=options.paper)
    return contact_sheets.pdf_of(wanted)[1]


def _found(search: str) -> str:
    """The one contact of this name; raises `Refused` where there is none, or more."""
    from app.services import directory

    found = directory.named(search) or directory.choices(search, 8)
    if not found:
        raise Refused(_("No contact fits “{words}”.").format(words=search))
    if len(found) > 1:
        listed = "".join(f"\n  {one.id}  {one.name}, {one.organization}" for one in found)
        raise Refused(
            _("Several contacts fit “{words}”; say which with --contact:{listed}").format(
                words=search, listed=listed
            )
        )
    return found[0].id


# Network picture


def _say_network(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--to", metavar="ID", help=_("the way to the contact with this id"))
    which.add_argument(
        "--search", default="", metavar="TEXT", help=_("the way to a person, a firm or a field")
    )
    which.add_argument("--opportunity", metavar="ID", help=_("the people around an opening"))


def _network(options: argparse.Namespace) -> bytes:
    from app.services import networks

    goal = None
    if options.to:
        goal = networks.goal_to(options.to)
    elif options.search:
        goal = networks.goal_for(options.search)
    wanted = networks.Wanted(goal, options.opportunity or "", options.paper)
    return networks.pdf_of(wanted)[1]


# Call list


def _say_calls(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--contact", action="append", default=[], metavar="ID", help=_("this one; may be repeated")
    )


def _calls(options: argparse.Namespace) -> bytes:
    from app.services import call_lists

    wanted = call_lists.Wanted(tuple(options.contact), paper=options.paper)
    return call_lists.pdf_of(wanted)[1]


# Work-search log


def _say_log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", type=day, dest="first", metavar="DATE", required=True)
    parser.add_argument("--to", type=day, dest="last", metavar="DATE", help=_("the same day"))
    parser.add_argument("--claim", default="", metavar="NUMBER", help=_("for this print only"))
    parser.add_argument(
        "--no-follow-ups", action="store_true", help=_("without thanks and keeping in touch")
    )


def day(text: str) -> date:
    """A date as one writes it on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{date}” is not a date; write 2026-11-24").format(date=text)
        ) from None


def _log(options: argparse.Namespace) -> bytes:
    from app.services import work_log

    last = options.last or options.first
    _title, data = work_log.pdf_of(
        work_log.Wanted(
            min(options.first, last),
            max(options.first, last),
            claim=options.claim,
            follow_ups=not options.no_follow_ups,
            paper=options.paper,
        )
    )
    return data


KINDS = {
    "log": Kind(lambda: _("what was done in a period, for an office"), _say_log, _log),
    "calls": Kind(lambda: _("whom to call in one sitting, and why"), _say_calls, _calls),
    "contact": Kind(lambda: _("everything about one person"), _say_contact, _contact),
    "network": Kind(lambda: _("who leads to whom, on one page"), _say_network, _network),
}

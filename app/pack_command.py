"""The part of the command line that prints a day or a trip in one document (B07, P40)."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.i18n import _


def add_arguments(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """What can be said of a pack; `day` reads a date."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--on", type=day, metavar="DATE", help=_("every meeting of a day"))
    which.add_argument("--from", type=day, dest="first", metavar="DATE", help=_("a trip’s first"))
    parser.add_argument("--to", type=day, dest="last", metavar="DATE", help=_("a trip’s last day"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    resume = parser.add_mutually_exclusive_group()
    resume.add_argument(
        "--resume", type=Path, metavar="FILE.pdf", help=_("the one chosen in the book, unless said")
    )
    resume.add_argument("--no-resume", action="store_true", help=_("briefs without a résumé"))
    parser.add_argument("--paper", choices=("a4", "letter"), help=_("the country's, unless said"))
    parser.add_argument(
        "--double-sided", action="store_true", help=_("for both sides; nobody shares a sheet")
    )
    parser.add_argument(
        "--private", action="store_true", help=_("with your notes, for your own eyes")
    )
    parser.add_argument(
        "--wallet-cards", action="store_true", help=_("small cards to cut out, at the end")
    )


def resume_of(options: argparse.Namespace) -> bytes:
    """The file that was named; raises `Refused` or `StorageError` when it cannot be printed."""
    from app.services import documents

    if options.resume is None:
        return b""
    data = documents.read(options.resume)
    documents.check(data, options.resume.name)
    return data


def pdf_of(options: argparse.Namespace, resume: bytes) -> bytes:
    """The pack from the open book."""
    from app.services import documents, packs

    first = options.on or options.first
    own = None if resume or options.no_resume else documents.chosen()
    wanted = packs.Wanted(
        tuple(packs.between(first, options.last or first)),
        resume=own.id if own else "",
        wallet_cards=options.wallet_cards,
        double_sided=options.double_sided,
        paper=options.paper,
        private=options.private,
    )
    return packs.pdf_of(wanted, resume=resume)

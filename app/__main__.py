"""The command line: import, brief, pack, list and more; and the window, which alone needs a screen.

Arguments are parsed before anything heavy is imported, and nothing here imports Qt: the window is
handed over to `ui` only when it is asked for. Exit codes: 0 done, 1 refused, 2 wrong use.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from app import __version__, pack_command, paper_command
from app.errors import AppError, Refused
from app.i18n import _, ngettext

DONE, REFUSED, WRONG_USE = 0, 1, 2
COMMANDS = ("import", "brief", "pack", "paper", "list", "backup", "check")
# What can be listed, each by a function of app/services/listings.py.
LISTS = ("contacts", "meetings", "outreach", "referrals", "relationships", "duties", "promises",
         "favors", "asks", "needs", "tidbits", "documents")  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_every_alphabet()
    try:
        options = _parser(given).parse_args(given)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    try:
        return int(options.run(options))
    except AppError as problem:
        print(f"bridgebook: {problem}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone
        return REFUSED
    except KeyboardInterrupt:
        print(_("bridgebook: stopped; nothing half-done was kept."), file=sys.stderr)
        return REFUSED


def _speak_every_alphabet() -> None:
    """A terminal that has no Greek shows question marks instead of a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


# Arguments


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bridgebook",
        description=_("Prepare informational meetings, and remember who opened which door."),
        epilog=_(
            "Commands: import, brief, pack, paper, list, backup, check. "
            "“bridgebook COMMAND --help” says more. "
            "Without a command the window opens."
        ),
    )
    parser.add_argument("--version", action="version", version=f"Bridgebook {__version__}")
    first = next((word for word in given if not word.startswith("-")), "")
    if first in COMMANDS and given[0] == first:
        _add_commands(parser)
        return parser
    parser.add_argument("book", nargs="?", type=Path, metavar="BOOK", help=_("the book to open"))
    parser.add_argument(
        "--sample", action="store_true", help=_("open a private copy of the sample book")
    )
    parser.add_argument("--smoke", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=_window)
    return parser


def _add_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    bring = commands.add_parser("import", help=_("bring people in from vCard or LinkedIn files"))
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument(
        "--dry-run", action="store_true", help=_("say what would happen, write nothing")
    )
    _add_book(bring, _import)

    _add_brief(commands.add_parser("brief", help=_("print a meeting's page as PDF")))

    pack = commands.add_parser("pack", help=_("print a day or a trip in one document"))
    pack_command.add_arguments(pack, paper_command.day)
    _add_book(pack, _pack)

    paper = commands.add_parser("paper", help=_("print another paper, such as a contact sheet"))
    paper_command.add_arguments(paper, lambda kind: _add_book(kind, _paper))

    listing = commands.add_parser("list", help=_("list contacts, meetings, outreach and more"))
    listing.add_argument("what", choices=LISTS)
    listing.add_argument("--search", default="", metavar="TEXT")
    listing.add_argument("--json", action="store_true", help=_("an array of objects"))
    _add_book(listing, _list)

    backup = commands.add_parser("backup", help=_("copy a book, and verify the copy"))
    backup.add_argument("--to", type=Path, required=True, metavar="FILE")
    _add_book(backup, _backup)

    check = commands.add_parser("check", help=_("look for damage in a book"))
    _add_book(check, _check)


def _add_brief(brief: argparse.ArgumentParser) -> None:
    which = brief.add_mutually_exclusive_group(required=True)
    which.add_argument("--next", action="store_true", help=_("the next meeting"))
    which.add_argument("--meeting", metavar="ID", help=_("the meeting with this id"))
    which.add_argument(
        "--on", type=paper_command.day, metavar="DATE", help=_("every meeting of a day")
    )
    brief.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    brief.add_argument("--paper", choices=("a4", "letter"), help=_("the country's, unless said"))
    brief.add_argument(
        "--private", action="store_true", help=_("with your notes, for your own eyes")
    )
    _add_book(brief, _brief)


def _add_book(parser: argparse.ArgumentParser, run: Callable[[Any], int]) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--book", type=Path, metavar="BOOK")
    which.add_argument(
        "--sample", action="store_true", help=_("the private copy of the sample book")
    )
    parser.set_defaults(run=run)


# Books


@contextmanager
def _opened(options: argparse.Namespace, *, writing: bool = False) -> Iterator[Path]:
    """The book that was named, open while the command runs."""
    from app import database
    from app.services import clock, sample

    try:
        if options.sample:
            yield sample.open_copy(clock.day())
        else:
            database.open_book(options.book, create=writing, read_only=not writing)
            yield options.book
    finally:
        database.close()


# Commands


def _window(options: argparse.Namespace) -> int:
    """Hand over to the window; only here is Qt imported, by name, so that `app` never sees it."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        raise Refused(  # Qt itself would abort the process
            _(
                "There is no display here, so the window cannot open. "
                "The commands work without one; “bridgebook --help” names them."
            )
        )
    start = import_module("ui.__main__")
    return int(start.run(options.book, sample=options.sample, smoke=options.smoke))


def _import(options: argparse.Namespace) -> int:
    from app.exchange import files

    readings, failed = [], False
    for file in options.files:
        try:
            readings.append((file, files.read(file)))
        except AppError as problem:
            failed = True
            print(f"bridgebook: {problem}", file=sys.stderr)
    if not readings:
        return REFUSED
    if options.dry_run and options.book is not None and not options.book.exists():
        _import_for_trial(readings)
    else:
        with _opened(options, writing=True):
            _import_into_open_book(readings, dry_run=options.dry_run)
    return REFUSED if failed else DONE


def _import_for_trial(readings: Sequence[tuple[Path, Any]]) -> None:
    """Say what an import would do to a book that is not there yet, without making it."""
    import tempfile

    from app import database

    with tempfile.TemporaryDirectory() as folder:
        database.open_book(Path(folder) / "trial.bridgebook", create=True)
        try:
            _import_into_open_book(readings, dry_run=True)
        finally:
            database.close()


def _import_into_open_book(readings: Sequence[tuple[Path, Any]], *, dry_run: bool) -> None:
    from app.database import edit
    from app.services import importing

    plan = importing.plan([reading for _file, reading in readings])
    for place, (file, reading) in enumerate(readings):
        _say_plan(file, reading, plan.counts_of(place))
    if dry_run:
        print(_("Nothing was written."))
    else:
        with edit(_("Import people")):
            importing.apply(plan)


def _say_plan(file: Path, reading: Any, counts: Mapping[Any, int]) -> None:
    print(
        _(
            "{file}: {new} new, {same} same, {changed} changed, {unsure} unsure, {skipped} skipped"
        ).format(file=file.name, **counts)
    )
    for remark in reading.remarks:
        print(f"  {remark}")
    for skipped in reading.skipped:
        print(f"  {skipped.where}: {skipped.reason}")
    if counts["unsure"]:
        print(
            ngettext(
                "  The unsure one was left out; import in the window to decide.",
                "  The {count} unsure ones were left out; import in the window to decide.",
                counts["unsure"],
            ).format(count=counts["unsure"])
        )


def _brief(options: argparse.Namespace) -> int:
    from app import settings
    from app.brief import pdf
    from app.services import briefs, clock

    _refuse_to_replace(options.out, b"%PDF", _("a printed page"))
    with _opened(options):
        chosen = _chosen_meetings(options)
        zone, today = settings.your_zone(), clock.day()
        pages = [
            briefs.for_meeting(i, your_zone=zone, today=today, private=options.private)
            for i in chosen
        ]
        now = datetime.now().astimezone()
        paper = options.paper or settings.paper()
        data = pdf.render_all(pages, paper=paper, printed_at=now)
    for page in pages:
        for warning in pdf.warnings(page):
            print(warning, file=sys.stderr)
    _write(options.out, data)
    print(options.out)
    return DONE


def _pack(options: argparse.Namespace) -> int:
    _refuse_to_replace(options.out, b"%PDF", _("a printed page"))
    file = pack_command.resume_of(options)
    with _opened(options):
        data = pack_command.pdf_of(options, file)
    _write(options.out, data)
    print(options.out)
    return DONE


def _paper(options: argparse.Namespace) -> int:
    _refuse_to_replace(options.out, b"%PDF", _("a printed page"))
    with _opened(options):
        data = paper_command.pdf_of(options)
    _write(options.out, data)
    print(options.out)
    return DONE


def _chosen_meetings(options: argparse.Namespace) -> list[str]:
    from app.services import clock, meetings

    if options.meeting:
        if not meetings.rows([options.meeting]):
            raise Refused(
                _("There is no meeting “{id}” in this book; “list meetings” shows them.").format(
                    id=options.meeting
                )
            )
        return [options.meeting]
    if options.on:
        found = meetings.on(options.on)
        if not found:
            raise Refused(_("There is no meeting on {date}.").format(date=options.on.isoformat()))
        return found
    following = meetings.next_meeting(clock.moment())
    if following is None:
        raise Refused(_("There is no meeting ahead in this book."))
    return [following]


def _list(options: argparse.Namespace) -> int:
    from app.services import listings

    with _opened(options):
        found = getattr(listings, options.what)(options.search)
    if options.json:
        whole = "utf" in (sys.stdout.encoding or "").lower()
        print(json.dumps(found, ensure_ascii=not whole, indent=2))
        return DONE
    for row in found:
        print(listings.line(options.what, row))
    return DONE


def _backup(options: argparse.Namespace) -> int:
    from app import database

    _refuse_to_replace(options.to, b"SQLite format 3", _("a backup"))
    with _opened(options):
        print(database.back_up(options.to))
    return DONE


def _check(options: argparse.Namespace) -> int:
    from app import database
    from app.services import clock, sample

    if options.sample:
        try:
            path = sample.open_copy(clock.day())
        finally:
            database.close()
    else:
        path = options.book
    problems = database.check(path)
    for problem in problems:
        print(f"bridgebook: {problem}", file=sys.stderr)
    if problems:
        return REFUSED
    print(_("“{file}” is sound.").format(file=path.name))
    return DONE


def _refuse_to_replace(path: Path, begins: bytes, kind: str) -> None:
    """A slip of the keys shall not cost a file of another kind; an empty one is nobody's work."""
    from app.book_files import explained

    if not path.is_file():
        return
    with explained(path), path.open("rb") as file:
        start = file.read(len(begins))
    if start and start != begins:
        raise Refused(
            _("“{file}” is there already and is not {kind}. Choose another name.").format(
                file=path.name, kind=kind
            )
        )


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    from app import whole_files
    from app.book_files import explained

    with explained(path):
        if not path.parent.is_dir():
            raise Refused(_("The folder “{folder}” does not exist.").format(folder=path.parent))
        whole_files.write(path, data)


if __name__ == "__main__":
    sys.exit(main())

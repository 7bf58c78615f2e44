"""No paper says what is private, unless it was chosen for that very print (P29)."""

import io
from contextlib import redirect_stdout
from datetime import UTC, date, datetime, time

import pypdfium2
import pytest
from pypdf import PdfReader

from app import __main__ as command
from app import database, paper_command
from app.brief import pdf
from app.domain.meetings import MeetingDraft, QuestionDraft
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft, TouchDraft
from app.domain.pipeline import OutreachDraft
from app.domain.tidbits import TidbitDraft
from app.services import briefs, contacts, meetings, outreach, packs, tidbits

NOTES = ("KESTRELNOTE", "HALDENNOTE", "MEETNOTE", "FIRMNOTE", "OPENINGNOTE")
SECRET, SOURCE = "OTTERSECRET", "HERONSOURCE"


@pytest.fixture
def secretive(tmp_path):
    """A book in which every private field holds a word of its own."""
    path = tmp_path / "secretive.bridgebook"
    database.open_book(path, create=True)
    dana = contacts.add(
        ContactDraft("Dana", "Okafor", notes=f"{NOTES[0]} is shy", about="Ran the move.",
                     channels=(ChannelDraft("phone", "+1 215"),),
                     positions=(PositionDraft("Meridian Foods"),))
    )  # fmt: skip
    bruce = contacts.add(ContactDraft("Bruce", "Lind", notes=NOTES[1]))
    thread = outreach.open(OutreachDraft(dana, subject="Planning"))
    meeting = meetings.add(
        MeetingDraft(people=(dana,), outreach=thread, day=date(2026, 11, 26), clock=time(9),
                     zone="UTC", state="agreed", questions=(QuestionDraft("What first?"),),
                     what_you_bring=(f"The port closes, {SECRET} says so.",))
    )  # fmt: skip
    contacts.record_touch(bruce, TouchDraft("call", "2026-11-04T10:00:00Z", "out"))
    meetings.add(
        MeetingDraft(people=(dana,), day=date(2026, 11, 3), clock=time(9), zone="UTC", state="held")
    )
    tidbits.add(TidbitDraft(f"The port closes, {SECRET} says so.", "", dana, "no"))
    tidbits.add(TidbitDraft("Depots are re-let.", SOURCE, bruce, "unnamed", about="depots"))
    with database.edit("Write notes"):
        database.database.execute_sql("UPDATE meeting SET notes = ?", (NOTES[2],))
        database.database.execute_sql("UPDATE organization SET notes = ?", (NOTES[3],))
        database.database.execute_sql(
            "INSERT INTO opportunity VALUES ('o', NULL, 'Planner', '', ?)", (NOTES[4],)
        )
        database.database.execute_sql("UPDATE outreach SET opportunity_id = 'o'")
    yield path, meeting
    database.close()


def whole(data: bytes) -> str:
    """All that a PDF says or hides: text, title, tree, every stream unpacked."""
    reader = PdfReader(io.BytesIO(data))
    document = pypdfium2.PdfDocument(data)
    said = [page.get_textpage().get_text_bounded() for page in document]
    said += [page.extract_text() for page in reader.pages]
    said.append(repr(reader.metadata))
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        said.append(repr(found))
        if hasattr(found, "get_data"):
            said.append(found.get_data().decode("latin-1"))
    document.close()
    return "\n".join(said)


def on(text: str) -> set[str]:
    return {word for word in (*NOTES, SECRET, SOURCE) if word in text}


# Each kind of paper of the command line, with what it wants to be told.
SAID = {
    "contact": [("--search", "Dana"), ("--search", "Bruce")],
    "log": [("--from", "2026-11-01", "--to", "2026-11-30")],
}
PAPERS = [
    *[("paper", kind, *said) for kind in paper_command.KINDS for said in SAID.get(kind, [()])],
    ("brief", "--on", "2026-11-26"),
    ("pack", "--on", "2026-11-26", "--wallet-cards", "--double-sided"),
]


def printed(path, tmp_path, *words: str) -> bytes:
    out = tmp_path / "out.pdf"
    out.unlink(missing_ok=True)
    database.close()
    with redirect_stdout(io.StringIO()):
        done = command.main([*words, "--book", str(path), "--out", str(out)])
    return out.read_bytes() if done == 0 else b""


@pytest.mark.parametrize("words", PAPERS)
def test_no_paper_says_what_is_private(secretive, tmp_path, words):
    """P29."""
    path, _meeting = secretive

    data = printed(path, tmp_path, *words)

    assert data
    assert on(whole(data)) == set()


@pytest.mark.parametrize("words", [one for one in PAPERS if one[0] != "paper" or "contact" in one])
def test_what_is_private_is_there_when_it_was_asked_for(secretive, tmp_path, words):
    path, _meeting = secretive

    assert on(whole(printed(path, tmp_path, *words, "--private"))) != set()


def test_what_was_chosen_for_this_print_stands_under_its_heading_and_the_foot_says_so(secretive):
    _path, meeting = secretive

    brief = briefs.for_meeting(meeting, your_zone="UTC", today=date(2026, 11, 25), private=True)
    said = whole(pdf.render(brief, paper="a4", printed_at=datetime(2026, 11, 25, tzinfo=UTC)))

    assert on(said) == {NOTES[0], *NOTES[2:], SECRET}
    assert "PRIVATE — FOR YOUR EYES" in said
    assert "With private notes. Shred after typing up." in said
    assert briefs.for_meeting(meeting, your_zone="UTC", today=date(2026, 11, 25)).private == ()


def test_a_pack_has_private_notes_on_its_briefs_only_where_chosen(secretive):
    _path, meeting = secretive

    with_notes = whole(packs.pdf_of(packs.Wanted((meeting,), wallet_cards=True, private=True)))
    without = whole(packs.pdf_of(packs.Wanted((meeting,), wallet_cards=True)))

    assert on(with_notes) == {NOTES[0], *NOTES[2:], SECRET}
    assert on(without) == set()

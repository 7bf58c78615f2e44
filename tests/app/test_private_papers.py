"""No paper says what is private, unless it was chosen for that very print (P29)."""

import io
import sys
from contextlib import redirect_stdout
from datetime import UTC, date, datetime, time

import pypdfium2
import pytest
from pypdf import PdfReader

from app import __main__ as command
from app import database, paper_command
from app.brief import pdf
from app.domain.meetings import MeetingDraft, QuestionDraft
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.domain.tidbits import TidbitDraft
from app.services import briefs, contacts, meetings, packs, tidbits

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
    meeting = meetings.add(
        MeetingDraft(people=(dana,), day=date(2026, 11, 26), clock=time(9), zone="UTC",
                     state="agreed", questions=(QuestionDraft("What first?"),),
                     what_you_bring=(f"The port closes, {SECRET} says so.",))
    )  # fmt: skip
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
    yield path, dana, meeting
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
SAID = {"contact": ("--search", "Dana"), "log": ("--from", "2026-11-01", "--to", "2026-11-30")}


def printed(path, tmp_path, *words: str) -> bytes:
    out = tmp_path / "out.pdf"
    out.unlink(missing_ok=True)
    database.close()
    with redirect_stdout(io.StringIO()):
        done = command.main([*words, "--book", str(path), "--out", str(out)])
    return out.read_bytes() if done == 0 else b""


@pytest.mark.parametrize("kind", paper_command.KINDS)
def test_no_other_paper_says_what_is_private(secretive, tmp_path, kind):
    """P29."""
    path, _dana, _meeting = secretive

    data = printed(path, tmp_path, "paper", kind, *SAID.get(kind, ()))

    assert data
    assert on(whole(data)) == set()


@pytest.mark.parametrize(
    "words",
    [("brief", "--next"), ("pack", "--on", "2026-11-26", "--wallet-cards", "--double-sided")],
)
def test_no_page_for_a_meeting_says_what_is_private(secretive, tmp_path, words, monkeypatch):
    """P29."""
    monkeypatch.setattr(sys, "argv", ["bridgebook"])
    path, _dana, _meeting = secretive

    data = printed(
        path, tmp_path, *words[:1], *(words[1:] if words[1] != "--next" else ("--on", "2026-11-26"))
    )

    assert data
    assert on(whole(data)) == set()


def test_what_was_chosen_for_this_print_stands_in_its_frame_and_the_foot_says_so(secretive):
    _path, dana, meeting = secretive

    brief = briefs.for_meeting(meeting, your_zone="UTC", today=date(2026, 11, 25), private=True)
    said = whole(pdf.render(brief, paper="a4", printed_at=datetime(2026, 11, 25, tzinfo=UTC)))

    assert on(said) == {NOTES[0], NOTES[2], NOTES[3], SECRET}
    assert "PRIVATE — FOR YOUR EYES" in said
    assert "With private notes. Shred after typing up." in said
    assert briefs.for_meeting(meeting, your_zone="UTC", today=date(2026, 11, 25)).private == ()
    assert dana


def test_a_pack_has_private_notes_on_its_briefs_only_where_chosen(secretive):
    _path, _dana, meeting = secretive

    with_notes = whole(packs.pdf_of(packs.Wanted((meeting,), wallet_cards=True, private=True)))
    without = whole(packs.pdf_of(packs.Wanted((meeting,), wallet_cards=True)))

    assert on(with_notes) == {NOTES[0], NOTES[2], NOTES[3], SECRET}
    assert on(without) == set()

"""P29: what may not be passed on reaches no brief, no message and no export made for others."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from app import database
from app.brief import pdf
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft
from app.domain.people import ContactDraft
from app.domain.tidbits import TidbitDraft
from app.models import Need, Promise
from app.services import briefs, confidences, contacts, meetings, tidbits

ROOT = Path(__file__).parent.parent.parent.parent
TODAY = date(2026, 11, 25)
SECRET = "Kestrel moves its planning to Gdansk in June"
KEPT = "One sentence kept back: it may not be passed on"
# Who may read the table: its service, the person's own lists, search and history, and the verbs
# that keep it whole when a contact goes. None of these makes anything for others.
READERS = {
    "app/services/tidbits.py", "app/services/timelines.py", "app/services/histories.py",
    "app/services/contacts.py", "app/services/merging.py", "app/services/sample.py",
    "app/search_index.py", "app/second_tables.py", "app/models/favors.py",
    "app/models/__init__.py", "app/migrations.py",
    # It asks which ones a person told; their words come through `tidbits.rows`, without those that
    # may not be passed on.
    "app/services/contact_sheets.py",
    # It reads them where a person chose to have them on one print, for their own eyes.
    "app/services/private_lines.py",
}  # fmt: skip


@pytest.fixture
def dana(book):
    return contacts.add(ContactDraft("Dana", "Okafor", about="Ran the move."))


@pytest.fixture
def priya(book):
    return contacts.add(ContactDraft("Priya", "Nair"))


@pytest.fixture
def secret(priya):
    return tidbits.add(TidbitDraft(SECRET, source_contact_id=priya))


def page(draft):
    return briefs.for_draft(draft, your_zone="Etc/UTC", today=TODAY)


def printed(draft):
    data = pdf.render(page(draft), paper="a4", printed_at=datetime(2026, 11, 25, tzinfo=UTC))
    words = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(data)).pages)
    return " ".join(words.split())


@pytest.mark.parametrize(
    "said",
    [
        SECRET,
        SECRET.upper(),
        f"{SECRET} (from Priya Nair)",
        "In June, Kestrel is moving planning to Gdansk",
        f"The weather. {SECRET}. And the port",
    ],
)
@pytest.mark.parametrize(
    "field",
    ["what_you_bring", "bring_list", "plan_b", "purpose_detail", "questions", "offer", "thing"],
)  # fmt: skip
def test_whatever_field_it_was_typed_into_it_is_not_printed(dana, secret, field, said):
    """P29."""
    values = {
        "what_you_bring": (said,), "bring_list": (said,), "plan_b": said, "purpose_detail": said,
        "questions": (QuestionDraft(said),), "offer": AskDraft("Names", offer=said),
        "thing": AskDraft(said),
    }  # fmt: skip
    name = "ask" if field in ("offer", "thing") else field
    draft = MeetingDraft(people=(dana,), **{name: values[field]})

    paper = printed(draft)

    assert "gdansk" not in paper.casefold()
    assert page(draft).missing[-1] == KEPT


def test_it_is_not_printed_from_needs_promises_and_what_is_known_of_a_person(dana, secret):
    """P29."""
    contacts.change(dana, ContactDraft("Dana", "Okafor", about=f"Ran the move.\n{SECRET}"))
    with database.edit("Note"):
        Need.create(contact=dana, text=SECRET, heard_on="2026-11-01")
        Promise.create(contact=dana, direction="mine", text=SECRET, made_on="2026-11-01")

    paper = printed(MeetingDraft(people=(dana,)))

    assert "Gdansk" not in paper
    assert "Ran the move." in paper
    assert "3 sentences kept back: they may not be passed on" in paper


def test_a_permission_that_is_withdrawn_counts_in_meetings_planned_before(dana, priya):
    """P29."""
    draft = TidbitDraft(SECRET, source_contact_id=priya, may_pass="freely")
    tidbit = tidbits.add(draft)
    contacts.change(dana, ContactDraft("Dana", "Okafor", expertise="planning at Kestrel"))
    (offer,) = tidbits.for_meeting(MeetingDraft(people=(dana,)))
    meeting = meetings.add(MeetingDraft(people=(dana,), what_you_bring=(offer.text, "Two names")))

    def brings():
        made = briefs.for_meeting(meeting, your_zone="Etc/UTC", today=TODAY)
        return made.what_you_bring, made.missing[-1:]

    assert brings()[0] == (f"{SECRET} (from Priya Nair)", "Two names")
    tidbits.change(tidbit, replace(draft, may_pass="no"))
    assert brings() == (("Two names",), (KEPT,))
    tidbits.change(tidbit, replace(draft, may_pass="unnamed"))
    assert brings() == (("Two names",), (KEPT,))
    database.undo()
    database.undo()
    assert len(brings()[0]) == 2
    assert meetings.draft_of(meeting).what_you_bring[0] == offer.text


def test_the_form_says_which_field_holds_it(dana, secret):
    """P29."""
    draft = MeetingDraft(people=(dana,), what_you_bring=(SECRET,), plan_b=f"Wait.\n{SECRET}")

    found = [(gap.field, gap.text) for gap in confidences.gaps(draft)]

    assert found == [("what_you_bring", KEPT), ("plan_b", KEPT)]


def test_without_secrets_a_page_is_as_it_was(dana):
    draft = MeetingDraft(people=(dana,), what_you_bring=(SECRET, ""), plan_b="A\n\nB")

    assert page(draft).what_you_bring == (SECRET, "")
    assert page(draft).plan_b == "A\n\nB"


def test_nothing_else_reads_what_was_told():
    """P29: there is one road from a tidbit to paper or message, and the rule stands on it."""
    table = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE) tidbit\b|\bTidbit\b(?!s|Draft|Row|Form|Card)")
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app").rglob("*.py")
        if table.search(path.read_text(encoding="utf-8"))
    }

    assert readers <= READERS

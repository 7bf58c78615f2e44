"""Every kind of message to everybody in the sample book, read as the person would read it."""

from datetime import UTC, datetime, time

import pytest

from app import database
from app.database import fetch
from app.domain import overlap
from app.domain.messages import KINDS, Occasion, occasion_of_duty
from app.domain.wording import check
from app.services import duties, messages, sample, wording
from tests.app.test_sample import TODAY

AT = datetime.combine(TODAY, time(9), UTC)


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIDGEBOOK_DATA", str(tmp_path_factory.mktemp("sample")))
        sample.open_copy(TODAY)
        yield [contact for (contact,) in fetch("SELECT id FROM contact ORDER BY id")]
        database.close()


@pytest.fixture(scope="module")
def drafts(people):
    return [
        (occasion, messages.draft(occasion, at=AT))
        for contact in people
        for kind in KINDS
        for occasion in [Occasion(kind, contact, other_id=people[0])]
    ]


def test_b04_no_draft_names_anybody_who_has_not_said_yes(drafts):
    withheld = {}
    for contact, given, family in fetch(
        "SELECT r.to_id, c.given, c.family FROM referral r JOIN contact c ON c.id = r.from_id"
        " WHERE r.may_use_name <> 'yes'"
    ):
        withheld.setdefault(contact, []).extend([f"{given} {family}", given, family])
    assert len(withheld) >= 3
    for occasion, message in drafts:
        told = f"{message.subject}\n{message.body}"
        assert not overlap.mentions(told, withheld.get(occasion.contact_id, ())), told


def test_every_draft_reads_as_a_letter(drafts):
    for _occasion, message in drafts:
        paragraphs = message.body.split("\n\n")
        assert message.subject
        assert "\n" not in message.subject
        assert paragraphs[0].startswith("Dear ")
        assert paragraphs[-1].startswith("Best wishes")
        assert all(paragraph.strip() for paragraph in paragraphs)
        assert not [
            bad for bad in ("  ", " ,", "..", "{", "}", "[", "]", " .") if bad in message.body
        ]
        assert len(message.body) < 1_800


def test_p01_no_draft_but_a_report_speaks_of_a_position(drafts):
    for occasion, message in drafts:
        if occasion.kind in ("request", "second_try", "last_try", "check_in"):
            assert not overlap.mentions(message.body, ["job", "position", "vacancy", "hiring"])


def test_p10_no_check_in_asks(drafts):
    for occasion, message in drafts:
        if occasion.kind == "check_in":
            assert "?" not in message.body


def test_p04_b01_every_duty_that_is_written_has_a_draft_that_says_something(people):
    occasions = [one for duty in duties.listing() if (one := occasion_of_duty(duty))]
    assert {one.kind for one in occasions} >= {"thank_you", "report_back"}
    for occasion in occasions:
        message = messages.draft(occasion, at=AT)
        assert len(message.body.split("\n\n")) >= 4, message.body


def test_p01_p05_p15_p26_p35_the_wording_check_finds_nothing_in_a_draft(drafts):
    known = wording.rules()
    for occasion, message in drafts:
        kind = "report" if occasion.kind == "report_back" else "message"
        for text in (message.subject, message.body):
            assert not check(text, known, kind=kind, stage=message.stage), text

from datetime import date

import pytest

from app import paths, settings
from app.domain.people import ContactDraft
from app.domain.pipeline import InvitationDraft, OpportunityDraft, OutreachDraft
from app.domain.wording import Rules, check
from app.services import contacts, outreach, wording


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A place for rule files of one's own."""
    monkeypatch.setattr(paths, "_RESOURCES", tmp_path)
    (tmp_path / "wording").mkdir()
    return tmp_path / "wording"


def test_the_rules_are_those_of_the_language_that_the_program_speaks(book):
    assert wording.rules().language == "en"
    settings.save(settings.Settings(language="de"))
    assert wording.rules().language == "de"
    assert wording.rules("en").rules


def test_a_language_without_a_file_has_no_rules_rather_than_the_english_ones():
    german = wording.rules("de_AT")

    assert german == Rules("de")
    assert check("Hire me asap", german, kind="ask") == ()


def test_the_rules_are_read_once():
    assert wording.rules("en") is wording.rules("en_GB")


def test_a_file_that_is_no_json_is_explained_and_marks_nothing(folder, caplog):
    (folder / "xx.json").write_text('{\n "rules": [\n', encoding="utf-8")

    found = wording.rules("xx")

    assert found.problems == ("xx.json is no JSON: line 3, column 1. Nothing is marked.",)
    assert found.rules == ()
    assert "xx.json is no JSON" in caplog.text


def test_a_file_that_cannot_be_read_is_explained(folder, caplog):
    (folder / "xx.json").write_bytes(b'{"rules": ["\xff"]}')
    (folder / "yy.json").mkdir()

    assert wording.rules("xx").problems == ("xx.json cannot be read. Nothing is marked.",)
    assert wording.rules("yy").problems == ("yy.json cannot be read. Nothing is marked.",)
    assert "cannot be read" in caplog.text


def test_a_mistake_in_one_rule_is_told_in_the_log_and_the_others_work(folder, caplog):
    (folder / "xx.json").write_text(
        """{"rules": [
        {"id": "odd", "practice": "P99"},
        {"id": "good", "practice": "P26", "kinds": ["message"], "patterns": ["liebe alle"],
         "reason": "Viele.", "better": "Eine.", "marks": ["Liebe alle"], "passes": ["Liebe Eva"]}
        ]}""",
        encoding="utf-8",
    )

    found = wording.rules("xx")

    assert [rule.name for rule in found.rules] == ["good"]
    assert "rule “odd”" in found.problems[0]
    assert "rule “odd”" in caplog.text
    assert check("Liebe Alle,", found, kind="message")


def test_an_ask_without_a_meeting_stands_where_the_thread_with_the_person_stands(book):
    """P01."""
    dana = contacts.add(ContactDraft("Dana", "Okafor"))
    assert wording.stage_with(dana) == "info_only"

    thread = outreach.open(OutreachDraft(dana))
    assert wording.stage_with(dana) == "info_only"
    outreach.advance(
        thread, "applied",
        invitation=InvitationDraft("position", given_by=dana, given_on=date(2026, 11, 2),
                                   channel="mail", words="Do apply here."),
        opportunity=OpportunityDraft("Planner", "Meridian Foods"), applied_on=date(2026, 11, 3),
    )  # fmt: skip
    assert wording.stage_with(dana) == "applied"
    outreach.close(thread, "landed")
    assert wording.stage_with(dana) == "info_only"

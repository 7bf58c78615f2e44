"""Quick capture: one line, one step, attached to whom it names (P23, P24, P27, P29, P41, B06)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app import database, paths
from app.domain.capture import Captured
from app.domain.people import ContactDraft
from app.errors import Invalid
from app.services import capture, contacts, directory, listings, referrals

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def people(book):
    names = ("Dana Okafor", "Bruce Lindqvist", "Jonas Hale", "Ines Ferreira", "Dana Brown")
    return {name: contacts.add(ContactDraft(*name.split())) for name in names}


def note(line, **changes):
    said = capture.understand(line, at=AT)
    found = capture.whom(said.who)
    captured = Captured(
        said.kind, said.text, found[0].id if len(found) == 1 else "", said.who, said.day,
        other=said.other, firm=said.firm,
    )  # fmt: skip
    return capture.save(replace(captured, **changes), at=AT)


def rows(table, columns):
    return database.fetch(f"SELECT {columns} FROM {table}")


def test_a_need_is_written_down_and_taken_back_in_one_step(people):
    """P23."""
    noted = note("Okafor needs a speaker for January")

    assert noted.sentence == "Dana Okafor needs: A speaker for January"
    assert rows("need", "contact_id, text, heard_on") == [
        (people["Dana Okafor"], "A speaker for January", "2026-11-25")
    ]
    assert database.undo() == "Note need"
    assert rows("need", "text") == []


def test_promises_go_both_ways_and_an_introduction_is_one(people):
    """B06."""
    note("promised Bruce the port survey by Friday")
    note("Ines offered to introduce me to Rui")

    found = rows("promise", "direction, text, ifnull(due, ''), kind")
    assert sorted(found) == [
        ("mine", "The port survey", "2026-11-27", ""),
        ("theirs", "Introduce me to Rui", "", "introduction"),
    ]


def test_favors_go_both_ways(people):
    """P27."""
    note("Jonas reviewed my résumé yesterday")
    note("helped Bruce find a planner")

    found = rows("favor", "direction, what, on_date")
    assert sorted(found) == [
        ("given", "Helped Bruce find a planner", "2026-11-25"),
        ("received", "Reviewed my résumé yesterday", "2026-11-24"),
    ]


def test_a_tidbit_is_only_for_me_and_keeps_its_source(people):
    """P29."""
    note("heard from Ines that Lisbon builds a terminal")
    noted = note("heard from Kim Novak that it snows")

    first, second = sorted(listings.tidbits(), key=lambda row: row["text"], reverse=True)
    assert (first["text"], first["source"]) == ("Lisbon builds a terminal", "Ines Ferreira")
    assert (second["text"], second["source"]) == ("It snows", "Kim Novak")
    assert {first["may_pass"], second["may_pass"]} == {"no"}
    assert noted.sentence == "Noted, and only for you: It snows"
    assert directory.named("Novak") == []


def test_a_name_given_becomes_a_contact_with_its_chain(people):
    """P33, P41."""
    noted = note("Jonas gave me Aiko Kimura at Halden Systems: she knows cold rooms")

    (aiko,) = directory.named("Aiko Kimura")
    (link,) = referrals.to(aiko.id)
    assert (aiko.organization, link.from_name, link.reason) == (
        "Halden Systems", "Jonas Hale", "She knows cold rooms"
    )  # fmt: skip
    assert noted.sentence == "Jonas Hale named Aiko Kimura"
    assert database.undo() == "Note name"
    assert directory.named("Aiko") == []


def test_a_name_given_that_is_known_is_not_made_twice(people):
    """P41."""
    note("Jonas mentioned Bruce Lindqvist", other_id=people["Bruce Lindqvist"])

    assert len(directory.named("Bruce")) == 1
    with pytest.raises(Invalid) as refusal:
        note("Jonas mentioned Bruce Lindqvist", other_id=people["Bruce Lindqvist"])
    assert set(refusal.value.errors) == {"other"}


def test_a_note_is_a_line_with_its_day(people):
    contacts.change(people["Bruce Lindqvist"], ContactDraft("Bruce", "Lindqvist", notes="Brisk."))
    note("Bruce: budget closes in December")

    notes = contacts.draft_of(people["Bruce Lindqvist"]).notes
    assert notes == "Brisk.\n2026-11-25: Budget closes in December"
    assert rows("touch", "id") == []


def test_somebody_new_becomes_a_contact_in_the_same_step(people):
    note("Kim Novak needs a planner")

    assert [person.name for person in directory.named("Kim Novak")] == ["Kim Novak"]
    database.undo()
    assert directory.named("Kim Novak") == []


def test_what_is_new_says_whose_need_it_would_meet(people):
    """P24."""
    note("Dana Okafor needs a speaker for her January day")
    noted = note("Bruce: a born speaker, free for a January day")

    assert [need.text for need in noted.helps] == ["A speaker for her January day"]


def test_whoever_is_called_so_is_found_by_whole_words(people):
    assert sorted(person.name for person in capture.whom("dana")) == ["Dana Brown", "Dana Okafor"]
    assert [person.name for person in capture.whom("Okafor, Dana")] == ["Dana Okafor"]
    assert list(capture.whom("Dan")) == []
    assert list(capture.whom("…")) == []


def test_what_cannot_be_kept_is_said_where_it_was_typed_and_leaves_nothing(people):
    before = rows("contact", "count(*)")
    with pytest.raises(Invalid) as refusal:
        note("I promised Kim Novak the list", day=date(2026, 11, 1))
    assert set(refusal.value.errors) == {"day"}
    with pytest.raises(Invalid) as refusal:
        note("Kim Novak needs a planner", contact_id="gone")
    assert set(refusal.value.errors) == {"who"}
    assert rows("contact", "count(*)") == before


@pytest.mark.parametrize("content", ["{", '{"prefixes": 1}', "\udcff"])
def test_a_file_of_words_with_a_mistake_is_told_and_lines_are_noted_as_the_person_says(
    people, tmp_path, monkeypatch, caplog, content
):
    (tmp_path / "capture").mkdir()
    file = tmp_path / "capture" / "en.json"
    file.write_text(content, encoding="utf-8", errors="surrogateescape")
    monkeypatch.setattr(paths, "_RESOURCES", tmp_path)

    assert "quick capture cannot be read" in capture.problem()
    note("Okafor needs a speaker", kind="need", contact_id=people["Dana Okafor"])
    assert rows("need", "text") == [("Okafor needs a speaker",)]
    assert "quick capture" in caplog.text


def test_with_the_words_of_the_program_there_is_nothing_to_tell(book):
    assert capture.problem() == ""

import pytest

from app import database
from app.domain.introductions import Goal
from app.domain.people import ContactDraft, PositionDraft, TouchDraft
from app.domain.referrals import LinkDraft
from app.domain.relationships import RelationshipDraft
from app.models import Meeting, MeetingPerson
from app.services import contacts, introductions, referrals, relationships

pytestmark = pytest.mark.usefixtures("book")


def add(name: str, firm: str = "", **more) -> str:
    given, _blank, family = name.partition(" ")
    jobs = (PositionDraft(firm, more.pop("title", "")),) if firm else ()
    return contacts.add(ContactDraft(given, family, positions=jobs, **more))


def meet(person: str) -> None:
    with database.edit("Meet"):
        meeting = Meeting.create(start="2026-11-01T09:00:00Z", state="held")
        MeetingPerson.create(meeting=meeting, contact=person)


@pytest.fixture
def people():
    found = {
        "alice": add("Alice Chen", "Tidewater", roles=("friend",)),
        "bruce": add("Bruce Lindqvist", "Lindqvist & Partners"),
        "dana": add("Dana Okafor", "Meridian Foods", expertise="Cold chain", title="VP"),
        "gregor": add("Gregor Weiss", "Nordlicht"),
    }
    meet(found["gregor"])
    relationships.add(
        RelationshipDraft(found["alice"], found["bruce"], how="shared an office.", warmth=3)
    )
    referrals.add(LinkDraft(found["bruce"], found["dana"], reason="She rebuilt it all"))
    relationships.add(RelationshipDraft(found["dana"], found["gregor"], warmth=1))
    return found


def names(road) -> list[str]:
    return [stop.name for stop in road.stops]


def test_the_shortest_and_the_warmest_way_to_a_person_are_told_with_why_p08(people):
    (goal, *_others) = introductions.goals("okaf")
    short, warm = introductions.roads(goal)

    assert (short.title, names(short)) == ("The shortest way", ["Gregor Weiss", "Dana Okafor"])
    assert short.why == (
        "You know Gregor Weiss: you met once.",
        "Gregor Weiss knows Dana Okafor by name.",
    )
    assert warm.title == "The warmest way"
    assert names(warm) == ["Alice Chen", "Bruce Lindqvist", "Dana Okafor"]
    assert warm.why == (
        "You know Alice Chen: friend.",
        "Alice Chen knows Bruce Lindqvist warmly. Shared an office.",
        "Bruce Lindqvist sent you to Dana Okafor: “She rebuilt it all”",
    )


def test_a_firm_and_a_field_lead_to_whoever_is_there_p08(people):
    (firm,) = introductions.goals("MERIDIAN")
    assert (firm.kind, firm.words) == ("firm", "Somebody at Meridian Foods")
    (field,) = introductions.goals("cold  chain")
    assert field.words == "Somebody who knows about “cold chain”"

    for goal in (firm, field):
        assert names(introductions.roads(goal)[0])[-1] == "Dana Okafor"
    assert introductions.goals("  ") == introductions.goals("nobody at all") == ()
    assert introductions.goals("…") == ()
    assert [goal.kind for goal in introductions.goals("vp")] == ["field"]


def test_whom_i_know_myself_needs_no_introduction(people):
    (road,) = introductions.roads(Goal("person", people["alice"], "Alice Chen"))

    assert (road.title, names(road)) == ("You know them yourself", ["Alice Chen"])


def test_without_a_link_there_is_no_road_and_nothing_fails(people):
    alone = add("Zoe")

    assert introductions.roads(Goal("person", alone, "Zoe")) == ()
    assert introductions.roads(Goal("person", "gone", "Gone")) == ()
    assert introductions.roads(Goal("firm", "No such firm", "No such firm")) == ()


def test_whom_i_only_wrote_to_and_who_was_sent_to_their_sender_is_a_way_too(people):
    pia, quinn = add("Pia"), add("Quinn")
    contacts.record_touch(pia, TouchDraft("mail", "2026-01-01T00:00:00Z", "out"))
    referrals.add(LinkDraft(quinn, pia))

    (road,) = introductions.roads(Goal("person", quinn, "Quinn"))
    assert road.why == (
        "You know Pia: you were in touch.",
        "Quinn sent you to Pia, so they know each other.",
    )


def test_hubs_are_those_most_roads_go_through_and_no_number_is_shown_p12_p07(people):
    bruce = people["bruce"]
    for name in ("Eva", "Finn", "Gus", "Hal"):
        referrals.add(LinkDraft(bruce, add(name)))

    first, *others = introductions.hubs()

    assert (first.name, first.firm) == ("Bruce Lindqvist", "Lindqvist & Partners")
    assert first.words == "Sent you to Dana Okafor, Eva, Finn, Gus and others. Knows Alice Chen"
    assert not any(character.isdigit() for row in (first, *others) for character in row.words)
    assert people["alice"] not in [row.id for row in others]


@pytest.mark.parametrize("odd", ["", "\udcff", "(|", "\u200f"])
def test_a_field_without_a_word_leads_nowhere(people, odd):
    assert introductions.goals(odd) == ()
    assert introductions.roads(Goal("field", odd, odd)) == ()

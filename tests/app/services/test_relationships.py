import pytest

from app.database import undo, undo_label
from app.domain.people import ContactDraft
from app.domain.relationships import RelationshipDraft
from app.errors import Invalid, NotFound
from app.services import contacts, directory, relationships

pytestmark = pytest.mark.usefixtures("book")


@pytest.fixture
def people():
    return [contacts.add(ContactDraft(name)) for name in ("Alice", "Bruce", "Dana")]


def test_who_knows_whom_stands_on_both_cards_the_warmest_first_p08(people):
    alice, bruce, dana = people
    relationships.add(RelationshipDraft(alice, bruce, how="shared an office", warmth=2))
    relationships.add(RelationshipDraft(dana, alice, how="sisters", warmth=3))

    assert [(row.name, row.words) for row in relationships.known_by(alice)] == [
        ("Dana", "sisters, warmly"),
        ("Bruce", "shared an office, well"),
    ]
    assert [row.name for row in relationships.known_by(bruce)] == ["Alice"]
    assert undo_label() == "Note who knows whom"
    assert set(directory.ids("sisters")) == {dana, alice}
    relationships.delete([relationships.known_by(dana)[0].id])
    assert directory.ids("sisters") == []


def test_somebody_new_becomes_a_contact(people):
    relationships.add(RelationshipDraft(people[0], other_name=" Priya  Nair", warmth=1))

    assert relationships.known_by(people[0])[0].name == "Priya Nair"
    assert len(directory.ids("Priya")) == 1
    undo()
    assert directory.ids("Priya") == []


def test_how_and_how_well_can_be_corrected_from_either_side(people):
    alice, bruce, dana = people
    row = relationships.add(RelationshipDraft(alice, bruce))

    relationships.change(row, RelationshipDraft(bruce, alice, how="neighbours", warmth=3))
    assert relationships.get(row, alice).words == "neighbours, warmly"
    relationships.change(row, RelationshipDraft(alice, dana, how="neighbours"))
    assert relationships.known_by(bruce) == ()
    assert relationships.get(row, dana).name == "Alice"


def test_forgetting_can_be_undone(people):
    row = relationships.add(RelationshipDraft(*people[:2]))
    relationships.delete([row])
    assert relationships.known_by(people[0]) == ()
    undo()
    assert len(relationships.known_by(people[1])) == 1
    relationships.delete([])
    assert undo_label() == "Note who knows whom"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "other"),
        ({"other_name": " \u200b "}, "other"),
        ({"other_name": "x" * 3000}, "other"),
        ({"other_name": "Ben", "warmth": 7}, "warmth"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence(people, more, field):
    with pytest.raises(Invalid) as refusal:
        relationships.add(RelationshipDraft(people[0], **more))

    assert set(refusal.value.errors) == {field}
    assert relationships.known_by(people[0]) == ()


def test_nobody_knows_themselves_or_anybody_twice(people):
    alice, bruce, dana = people
    relationships.add(RelationshipDraft(alice, bruce))
    other = relationships.add(RelationshipDraft(alice, dana))

    with pytest.raises(Invalid, match="Everybody knows themselves"):
        relationships.add(RelationshipDraft(alice, alice))
    with pytest.raises(Invalid, match="Bruce and Alice know each other is noted already"):
        relationships.add(RelationshipDraft(bruce, alice))
    with pytest.raises(Invalid, match="noted already"):
        relationships.change(other, RelationshipDraft(alice, bruce))


def test_what_was_deleted_meanwhile_is_told_so(people):
    alice, bruce, dana = people
    contacts.delete([dana])

    with pytest.raises(NotFound):
        relationships.add(RelationshipDraft(alice, dana))
    with pytest.raises(NotFound):
        relationships.add(RelationshipDraft(dana, other_name="Ben"))
    with pytest.raises(NotFound):
        relationships.change("gone", RelationshipDraft(alice, bruce))

import pytest

from app import database
from app.database import fetch
from app.domain.messages import KINDS, Occasion
from app.domain.people import ContactDraft
from app.domain.templates import TemplateDraft
from app.errors import Invalid
from app.services import contacts, messages, templates


def subject_of(kind, contact):
    return messages.draft(Occasion(kind, contact)).subject


@pytest.fixture
def dana(book):
    return contacts.add(ContactDraft("Dana", "Okafor"))


def test_every_kind_has_a_template_that_ships(book):
    assert [one.kind for one in templates.listing()] == list(KINDS)
    assert all(one.body for one in templates.listing())
    assert not any(templates.is_own(kind) for kind in KINDS)


def test_a_template_in_ones_own_words_is_used_undone_and_restored_p37(dana):
    templates.change(TemplateDraft("check_in", "Ahoy {name}", "Dear {name}, ahoy."))
    assert subject_of("check_in", dana) == "Ahoy Dana"
    assert database.undo_label() == "Change template"
    templates.change(TemplateDraft("check_in", "Hi {name}", "Dear {name}, hi."))
    assert subject_of("check_in", dana) == "Hi Dana"
    database.undo()
    assert subject_of("check_in", dana) == "Ahoy Dana"
    templates.restore("check_in")
    assert subject_of("check_in", dana) == "A short hello"
    database.undo()
    assert subject_of("check_in", dana) == "Ahoy Dana"


def test_a_template_with_an_unknown_field_is_refused_in_a_sentence_and_nothing_is_written(book):
    with pytest.raises(Invalid) as refusal:
        templates.change(TemplateDraft("check_in", "Hi", "Dear {nmae}, could you {ask}?"))
    assert refusal.value.errors["body"].startswith("There is no field “nmae”. There are {name}, ")
    assert fetch("SELECT count(*) FROM message_template") == [(0,)]


def test_no_template_of_a_check_in_can_ask_p10(book):
    with pytest.raises(Invalid, match="There is no field “ask”"):
        templates.change(TemplateDraft("check_in", "", "Dear {name}, {ask}"))


def test_the_programs_own_words_typed_again_are_no_words_of_ones_own(book):
    templates.change(TemplateDraft("check_in", "Hi", "Hi."))
    shipped = templates.shipped("check_in")
    templates.change(TemplateDraft("check_in", f" {shipped.subject}", f"{shipped.body}\n"))
    assert not templates.is_own("check_in")


def test_a_kind_that_does_not_exist_is_refused(book):
    for refused in (templates.of, templates.restore, templates.shipped):
        with pytest.raises(Invalid):
            refused("blast")
    with pytest.raises(Invalid):
        templates.change(TemplateDraft("blast", "", "Dear all"))


def test_a_template_is_read_on_a_real_contact_while_it_is_typed(dana):
    draft = TemplateDraft("check_in", "Hi {name}", "Dear {full_name},\n\n{advice}\n\nBye")
    assert templates.preview(draft, dana) == ("Hi Dana", "Dear Dana Okafor,\n\nBye")
    with pytest.raises(Invalid) as refusal:
        templates.preview(TemplateDraft("check_in", "{x}", "{y"), dana)
    assert set(refusal.value.errors) == {"subject", "body"}


def test_a_template_is_read_on_somebody_invented_who_has_everything(book):
    for draft in templates.listing():
        subject, body = templates.example(draft)
        assert subject
        assert body.startswith("Dear Dana")
        assert "{" not in subject + body

import re

import pytest

from app import database
from app.domain.meetings import purpose_names
from app.domain.questions import FIRST, BankQuestion
from app.errors import Invalid
from app.services import questions

A_JOB = re.compile(
    r"\b(jobs?|hir(e|es|ed|ing)|vacanc\w+|openings?|recruit\w*|salar\w+)\b", re.IGNORECASE
)


def test_the_program_ships_with_more_than_sixty_questions_all_different():
    shipped = questions.shipped()

    assert len(shipped) >= 60
    assert len({question.text.casefold() for question in shipped}) == len(shipped)
    assert {question.purpose for question in shipped} == {
        *purpose_names(), FIRST, "",
    } - {"other"}  # fmt: skip


def test_every_purpose_has_enough_questions_to_choose_from():
    for purpose in set(purpose_names()) - {"other"}:
        assert len([q for q in questions.shipped() if q.purpose == purpose]) >= 10, purpose


def test_none_of_them_asks_for_a_job():
    assert not [q.text for q in questions.shipped() if A_JOB.search(q.text)]
    assert A_JOB.search("Do you have any job openings?")


def test_each_of_them_fits_two_lines_of_the_page():
    assert max(len(question.text) for question in questions.shipped()) <= 110


def test_a_question_of_your_own_is_suggested_first_and_kept_once(book):
    kept = questions.add(BankQuestion("How cold is cold?", "field", "cold storage"))
    again = questions.add(BankQuestion("How COLD is cold?", "field"))

    assert kept == again
    assert questions.suggestions(purpose="field")[0].text == "How cold is cold?"
    assert database.undo() == "Keep question"
    assert questions.own() == ()


def test_questions_of_your_own_can_be_deleted(book):
    kept = [questions.add(BankQuestion(text)) for text in ("Why?", "How?")]
    questions.delete(kept)

    assert questions.own() == ()
    assert database.undo_label() == "Delete 2 questions"


def test_an_empty_question_is_not_kept(book):
    with pytest.raises(Invalid, match="Write down the question first"):
        questions.add(BankQuestion("  "))

"""The bank of questions: those that ship with the program, and the person's own (P34)."""

import json
from collections.abc import Sequence
from functools import lru_cache

from app import paths
from app.database import edit, fetch, new_id
from app.domain import questions
from app.domain.questions import BankQuestion
from app.i18n import _, ngettext
from app.models import BankQuestion as Kept


def bank() -> tuple[BankQuestion, ...]:
    """Every question there is, the person's own first."""
    return (*own(), *shipped())


def own() -> tuple[BankQuestion, ...]:
    """The questions the person keeps for other meetings, in their order."""
    found = fetch("SELECT text, purpose, field, id FROM bank_question ORDER BY rank, id")
    return tuple(BankQuestion(*row) for row in found)


@lru_cache(maxsize=1)
def shipped() -> tuple[BankQuestion, ...]:
    """The questions that come with the program."""
    text = paths.resource("questions", "en.json").read_text(encoding="utf-8")
    return tuple(
        BankQuestion(question, purpose)
        for purpose, asked in json.loads(text).items()
        for question in asked
    )


def add(question: BankQuestion) -> str:
    """Keep a question for other meetings; its id. One that is there already is not kept twice."""
    question = question.checked()
    same = fetch(
        "SELECT id FROM bank_question WHERE text = ? COLLATE NOCASE AND purpose = ?",
        (question.text, question.purpose),
    )
    if same:
        return str(same[0][0])
    with edit(_("Keep question")):
        question_id = new_id()
        rank = fetch("SELECT ifnull(max(rank), -1) + 1 FROM bank_question")[0][0]
        Kept.create(
            id=question_id, text=question.text, purpose=question.purpose, field=question.field,
            rank=rank,
        )  # fmt: skip
    return question_id


def delete(question_ids: Sequence[str]) -> None:
    """Take questions of one's own out of the bank; meetings keep theirs."""
    label = ngettext("Delete question", "Delete {count} questions", len(question_ids))
    with edit(label.format(count=len(question_ids))):
        Kept.delete().where(Kept.id.in_(list(question_ids))).execute()


def suggestions(
    *, purpose: str = "", field: str = "", first_meeting: bool = False, taken: Sequence[str] = ()
) -> tuple[BankQuestion, ...]:
    """What to suggest for a meeting, best first; what is taken already is left out."""
    return questions.suggestions(
        bank(), purpose=purpose, field=field, first_meeting=first_meeting, taken=taken
    )

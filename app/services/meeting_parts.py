"""What planning and debriefing a meeting both read and write."""

from collections.abc import Sequence
from typing import get_args

from app.database import fetch
from app.domain.meetings import QuestionDraft, State
from app.errors import NotFound
from app.i18n import _
from app.models import Question


def state_and_start(meeting_id: str) -> tuple[State, str | None]:
    found = fetch("SELECT state, start FROM meeting WHERE id = ?", (meeting_id,))
    if not found:
        raise NotFound(_("This meeting was deleted meanwhile."))
    state, start = found[0]
    assert state in get_args(State)
    return state, start


def people_of(meeting_id: str) -> tuple[str, ...]:
    found = fetch(
        "SELECT contact_id FROM meeting_person WHERE meeting_id = ? ORDER BY rank, id",
        (meeting_id,),
    )
    return tuple(contact for (contact,) in found)


def questions_of(meeting_id: str) -> tuple[QuestionDraft, ...]:
    """A meeting's questions in order, with the answers so far."""
    found = fetch(
        "SELECT text, answer, id FROM question WHERE meeting_id = ? ORDER BY rank, id",
        (meeting_id,),
    )
    return tuple(QuestionDraft(*row) for row in found)


def write_questions(meeting_id: str, wanted: Sequence[QuestionDraft]) -> None:
    """Make a meeting's questions these, in this order; only inside an edit."""
    there = {row for (row,) in fetch("SELECT id FROM question WHERE meeting_id = ?", (meeting_id,))}
    gone = there - {question.id for question in wanted}
    Question.delete().where(Question.id.in_(gone)).execute()
    for rank, question in enumerate(wanted):
        values = {"text": question.text, "answer": question.answer, "rank": rank}
        if question.id in there:
            Question.update(**values).where(Question.id == question.id).execute()
        else:
            Question.create(meeting=meeting_id, **values)

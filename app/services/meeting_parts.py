"""What planning and debriefing a meeting both read and write."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from app.database import fetch
from app.domain.meetings import QuestionDraft, State
from app.errors import Invalid, NotFound
from app.i18n import _
from app.models import Question

# The people of a list of ids, in its order, each with the position they have now or had last.
CHOSEN_PEOPLE = """
FROM json_each(?) wanted JOIN contact c ON c.id = wanted.value
LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id
                                ORDER BY current DESC, rank LIMIT 1)
LEFT JOIN organization o ON o.id = p.organization_id ORDER BY wanted.key
"""


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


def refuse_gone(named: Mapping[str, Iterable[str]]) -> None:
    """Raises `Invalid` for each field in which somebody is named who was deleted meanwhile."""
    wanted = {name: {contact for contact in ids if contact} for name, ids in named.items()}
    there = {
        contact
        for (contact,) in fetch(
            "SELECT id FROM contact WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(set().union(*wanted.values()))),),
        )
    }
    gone = [name for name, ids in wanted.items() if not ids <= there]
    if gone:
        text = _("Somebody chosen here was deleted meanwhile. Undo that, or choose again.")
        raise Invalid(dict.fromkeys(gone, text))


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

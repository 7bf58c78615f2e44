"""The templates of messages: those that ship with the program, and the person's own (P37).

A kind without a row in the book has the program's words; restoring one deletes its row.
"""

from collections.abc import Mapping
from datetime import datetime

from app.database import edit, fetch
from app.domain import messages, templates, texts
from app.domain.messages import FIELDS, KINDS, Occasion
from app.domain.templates import TemplateDraft
from app.errors import Invalid
from app.i18n import _
from app.models import MessageTemplate
from app.services import message_facts
from app.services import messages as drafting


def listing() -> tuple[TemplateDraft, ...]:
    """The template in use of every kind, in the usual order."""
    own = {
        kind: TemplateDraft(kind, subject, body)
        for kind, subject, body in fetch("SELECT kind, subject, body FROM message_template")
    }
    return tuple(own.get(kind) or shipped(kind) for kind in KINDS)


def of(kind: str) -> TemplateDraft:
    """The template in use for a kind."""
    messages.as_kind(kind)
    return next(one for one in listing() if one.kind == kind)


def is_own(kind: str) -> bool:
    """Whether the person wrote this one."""
    return bool(fetch("SELECT 1 FROM message_template WHERE kind = ?", (kind,)))


def shipped(kind: str) -> TemplateDraft:
    """The template that comes with the program."""
    return TemplateDraft(messages.as_kind(kind), *message_facts.language().templates[kind])


def change(draft: TemplateDraft) -> None:
    """Keep a template in the person's words; raises `Invalid` with a sentence per part.

    The program's own words, typed again, are no words of one's own.
    """
    draft = draft.checked(FIELDS[messages.as_kind(draft.kind)])
    if draft == shipped(draft.kind).checked(FIELDS[draft.kind]):
        restore(draft.kind)
        return
    values = {"subject": draft.subject, "body": draft.body}
    with edit(_("Change template")):
        same = MessageTemplate.kind == draft.kind
        if not MessageTemplate.update(**values).where(same).execute():
            MessageTemplate.create(kind=draft.kind, **values)


def restore(kind: str) -> None:
    """Go back to the words that come with the program."""
    with edit(_("Restore template")):
        MessageTemplate.delete().where(MessageTemplate.kind == messages.as_kind(kind)).execute()


def filled(draft: TemplateDraft, facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body with these facts in them; raises `Invalid` with a sentence per part."""
    errors, made = {}, []
    for part, text in (("subject", draft.subject), ("body", draft.body)):
        try:
            made.append(templates.filled(text, facts, FIELDS[draft.kind]))
        except Invalid as wrong:
            errors[part] = str(wrong)
    if errors:
        raise Invalid(errors)
    return texts.line(made[0]), made[1]


def preview(
    draft: TemplateDraft, contact_id: str, *, at: datetime | None = None
) -> tuple[str, str]:  # fmt: skip
    """How a template reads when it is filled in for somebody, while it is still being typed."""
    occasion = Occasion(messages.as_kind(draft.kind), contact_id)
    return filled(draft, drafting.gathered(occasion, at=at).fields)


def example(draft: TemplateDraft) -> tuple[str, str]:
    """How a template reads for somebody invented, of whom everything is known."""
    return filled(draft, message_facts.language().examples)

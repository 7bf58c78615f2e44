"""The small forms of a card: who sent me to whom, and who knows whom."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.domain.referrals import LinkDraft, ReferralRow, outcome_names, permission_names
from app.domain.relationships import RelationshipDraft, RelationshipRow, warmth_names
from app.errors import AppError, Invalid
from app.i18n import _
from app.services import clock, directory, referrals, relationships
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.dates import Date
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice, Line, Text
from ui.widgets.form import Field, Form
from ui.widgets.picker import Picker
from ui.widgets.wrapped import Wrapped


def search(text: str) -> list[Entry]:
    """Contacts whose name fits what was typed."""
    return [Entry(c.id, c.name, c.organization) for c in directory.choices(text)]


class _Small(QDialog):
    """A form with save, cancel, and delete where there is something to delete."""

    def __init__(self, title: str, form: Form, *, known: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = form
        self.banner = Banner()
        self.remark = Wrapped()
        theme.role(self.remark, "subtle")
        self.remark.hide()
        roles = QDialogButtonBox.ButtonRole
        self._buttons = QDialogButtonBox()
        self._buttons.addButton(_("&Save"), roles.AcceptRole).setDefault(True)
        self._buttons.addButton(_("Cancel"), roles.RejectRole)
        if known:
            gone = self._buttons.addButton(_("&Delete"), roles.DestructiveRole)
            gone.clicked.connect(lambda: self._do(self.delete))
        self._buttons.accepted.connect(lambda: self._do(self.save))
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[3 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        for widget in (self.banner, form, self.remark, self._buttons):
            column.addWidget(widget)
        self.resize(self.fontMetrics().horizontalAdvance("0") * 68, self.sizeHint().height())

    def save(self) -> None:
        """Write down what stands in the form."""
        raise NotImplementedError

    def delete(self) -> None:
        """Take it away; undo brings it back."""
        raise NotImplementedError

    def _do(self, what: Any) -> None:
        try:
            if what() is not False:
                self.accept()
        except Invalid as refusal:
            self.form.show_errors(refusal.errors)
        except AppError as problem:
            self.banner.say(str(problem), "error")


class ReferralDialog(_Small):
    """Who sent me to this contact, or to whom they sent me (P33, B04)."""

    def __init__(
        self,
        contact_id: str,
        name: str,
        *,
        sent_here: bool,
        known: ReferralRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._id, self._known, self._here = contact_id, known, sent_here
        who = _("W&ho sent you here") if sent_here else _("To &whom they sent you")
        self._end = "from" if sent_here else "to"
        results = [text for key, text in outcome_names().items() if key]
        form = Form(
            [
                Field(self._end, who, editor=Picker(search, new=True)),
                Field("reason", _("Wh&y, in the referrer’s words"),
                      _("Why they thought that this person could help."), Text(lines=3)),
                Field("may_use_name", _("May you &use the referrer’s name?"),
                      editor=Choice(list(permission_names().items()))),
                Field("outcome", _("What &became of it"),
                      _("Left empty, the book tells it: written, met, sent on, applied."),
                      Line(suggestions=results)),
                Field("on_date", _("Whe&n"), editor=Date(today=clock.day)),
            ]
        )  # fmt: skip
        titles = (_("Who sent you to {name}"), _("To whom {name} sent you"))
        super().__init__(
            titles[not sent_here].format(name=name[:80]), form, known=known is not None,
            parent=parent,
        )  # fmt: skip
        self._fill()
        form.edited.connect(lambda field: self._remark() if field == self._end else None)
        form.editor(self._end).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        row = self._known
        if row is None:
            self.form.set_values({"may_use_name": "not_asked", "on_date": clock.day()})
            return
        other = (row.from_id, row.from_name) if self._here else (row.to_id, row.to_name)
        self.form.set_values(
            {
                self._end: Entry(*other), "reason": row.reason, "may_use_name": row.may_use_name,
                "outcome": row.outcome, "on_date": date.fromisoformat(row.on_date),
            }
        )  # fmt: skip

    def save(self) -> Any:
        picker: Picker = self.form.editor(self._end)
        if not picker.settle():
            return False
        draft = self._draft(self.form.values())
        if self._known is None:
            referrals.add(draft)
        else:
            referrals.change(self._known.id, draft)
        return None

    def delete(self) -> None:
        assert self._known is not None
        referrals.delete([self._known.id])

    def _draft(self, values: dict[str, Any]) -> LinkDraft:
        other: Entry = values.pop(self._end) or Entry()
        name = "" if other.id else other.text
        if self._here:
            return LinkDraft(other.id, self._id, from_name=name, **values)
        return LinkDraft(self._id, other.id, to_name=name, **values)

    def _remark(self) -> None:
        """What is surprising about it, told before it is saved."""
        other: Entry = self.form.editor(self._end).value()
        ends = (other.id, self._id) if self._here else (self._id, other.id)
        told = referrals.remarks(LinkDraft(*ends)) if other.id else ()
        self.remark.setText(" ".join(told))
        self.remark.setVisible(bool(told))


class RelationshipDialog(_Small):
    """Whom a contact knows, how, and how well (P08)."""

    def __init__(
        self,
        contact_id: str,
        name: str,
        *,
        known: RelationshipRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._id, self._known = contact_id, known
        warmth = [(str(key), text) for key, text in warmth_names().items()]
        form = Form(
            [
                Field("other", _("&Whom they know"), editor=Picker(search, new=True)),
                Field("how", _("&How they know each other"), editor=Text(lines=2)),
                Field("warmth", _("How we&ll"), editor=Choice(warmth)),
            ]
        )
        super().__init__(
            _("Whom {name} knows").format(name=name[:80]), form, known=known is not None,
            parent=parent,
        )  # fmt: skip
        if known is None:
            form.set_values({"warmth": "2"})
        else:
            form.set_values(
                {"other": Entry(known.contact_id, known.name), "how": known.how,
                 "warmth": str(known.warmth)}
            )  # fmt: skip
        form.editor("other").setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> Any:
        if not self.form.editor("other").settle():
            return False
        values = self.form.values()
        other: Entry = values["other"] or Entry()
        draft = RelationshipDraft(
            self._id, other.id, "" if other.id else other.text, values["how"],
            int(values["warmth"]),
        )  # fmt: skip
        if self._known is None:
            relationships.add(draft)
        else:
            relationships.change(self._known.id, draft)
        return None

    def delete(self) -> None:
        assert self._known is not None
        relationships.delete([self._known.id])

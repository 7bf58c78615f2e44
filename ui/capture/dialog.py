"""One line, from anywhere: what it is, whom it is about and when is understood as one types.

Everything that was understood can be put right: Tab or an Alt key leads there. Enter writes it
down; Esc keeps the line for the next time.
"""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.capture import FAVORS, PROMISES, Captured, Understood, kind_names
from app.errors import AppError, Invalid
from app.i18n import _, ngettext
from app.services import capture, clock, drafts
from ui import theme
from ui.capture.people import entry_for, find
from ui.widgets.banner import Banner
from ui.widgets.card import Section
from ui.widgets.dates import Date
from ui.widgets.editor import Entry
from ui.widgets.editors import Choice, Line
from ui.widgets.form import Field, Form
from ui.widgets.picker import Picker
from ui.widgets.wrapped import Wrapped

KEY = "capture"
_KEEP_MS = 700  # after the last key, the line is kept for after a crash


class CaptureDialog(QDialog):
    """Write a line; see what it becomes; Enter."""

    noted = Signal(object)  # a `capture.Noted`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Understood()
        self._put_right: set[str] = set()  # what the person filled in, which nothing overrides
        self.setWindowTitle(_("Note something"))
        self.line = Form([
            Field("text", _("&One line"), _(
                "“promised Bruce the survey by Friday”, “Jonas gave me Aiko Kimura”, “heard that …”"
            ), Line(_("Dana needs a speaker for January"))),
        ], width=160)  # fmt: skip
        self.parts = {field.name: Form([field]) for field in _fields()}
        self.outcome = Wrapped()
        self.banner = Banner()
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self._lay_out()
        self.line.edited.connect(self._on_line)
        for name, form in self.parts.items():
            form.edited.connect(lambda _name, name=name: self._take_over(name))
        kept = drafts.recall(KEY)
        if kept and isinstance(kept.get("text"), str):
            self.line.set_values({"text": kept["text"]})
            self.line.editor("text").line.end(False)
        self._understand()
        if problem := capture.problem():
            self.banner.say(problem, "warning")
        self.line.editor("text").setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("&Note it"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        across = QHBoxLayout()
        across.setSpacing(2 * theme.GRID)
        for form in self.parts.values():
            across.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[3 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self.banner)
        column.addWidget(self.line)
        column.addLayout(across)
        column.addWidget(Section(_("What becomes of it")))
        column.addWidget(self.outcome)
        column.addWidget(buttons)
        self.outcome.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 92)

    # What a person can do here.

    def save(self) -> None:
        """Write it down and close."""
        if not all(self.value_of(name).settle() for name in ("who", "other") if self._asks(name)):
            return
        try:
            self.line.show_errors({})
            for form in self.parts.values():
                form.show_errors({})
                form.values()
            noted = capture.save(self.captured())
        except Invalid as refusal:
            self._show_errors(refusal.errors)
        except AppError as problem:
            self.banner.say(str(problem), "error")
        else:
            self._keeping.stop()
            drafts.forget(KEY)
            self.accept()
            self.noted.emit(noted)

    def keep(self) -> None:
        """Keep the line for the next time."""
        self._keeping.stop()
        text = self._typed()
        try:
            if text:
                drafts.keep(KEY, {"text": text})
            else:
                drafts.forget(KEY)
        except AppError as problem:
            self.banner.say(str(problem), "warning")

    def reject(self) -> None:
        """Leave; the line is there again the next time."""
        self.keep()
        super().reject()

    def captured(self) -> Captured:
        """What would be written down, as it stands now."""
        who, other = (self._value(name) or Entry() for name in ("who", "other"))
        return Captured(
            kind=self._value("kind"),
            text=self._text(),
            contact_id=who.id,
            who="" if who.id else who.text,
            day=self._value("day") if self._asks("day") else self._said.day,
            other_id=other.id if self._asks("other") else "",
            other=other.text if self._asks("other") and not other.id else "",
            firm=self._said.firm,
        )

    def value_of(self, name: str) -> Any:
        """The editor of one of the things that were understood."""
        return self.parts[name].editor(name)

    # Following what is typed.

    def _on_line(self, _name: str) -> None:
        self._keeping.start()
        self._understand()

    def _understand(self) -> None:
        self._said = said = capture.understand(self._typed())
        for name, value in (
            ("kind", said.kind), ("who", entry_for(said.who)), ("other", entry_for(said.other)),
            ("day", said.day),
        ):  # fmt: skip
            if name not in self._put_right:
                self.parts[name].set_values({name: value})
        self._show()

    def _take_over(self, name: str) -> None:
        self._put_right.add(name)
        self._show()

    def _show(self) -> None:
        for name in ("other", "day"):
            self.parts[name].setVisible(self._asks(name))
        self.outcome.setText(self._outcome() if self._typed() else "")

    def _outcome(self) -> str:
        captured = self.captured()
        who = captured.contact_id or captured.who
        if not who and captured.kind != "tidbit":
            return _("Whom is this about?")
        told = [capture.in_words(captured)]
        if captured.kind != "tidbit":
            told += [_someone(captured.who)] if captured.who else []
        told += [_someone(captured.other, captured.firm)] if captured.other else []
        return "\n".join(filter(None, told))

    # What stands there.

    def _typed(self) -> str:
        return str(self.line.editor("text").value())

    def _value(self, name: str) -> Any:
        return self.value_of(name).value()

    def _asks(self, name: str) -> bool:
        kind = self._value("kind")
        return name == "who" or (
            kind == "name" if name == "other" else kind in (*PROMISES, *FAVORS)
        )

    def _text(self) -> str:
        """What was understood, or the whole line where the person knows better than that."""
        same_kind = self._value("kind") == self._said.kind
        day_is_gone = self._said.day and self._asks("day") and not self._value("day")
        return self._said.text if same_kind and not day_is_gone else self._typed()

    def _show_errors(self, errors: dict[str, str]) -> None:
        rest = dict(errors)
        for name, form in (*self.parts.items(), ("text", self.line)):
            if name in rest:
                form.show_errors({name: rest.pop(name)})
        if rest:
            self.banner.say(" ".join(rest.values()), "warning")

    # Qt calls this.

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._keeping.isActive():  # or it would be kept in whatever book is open by then
            self.keep()


def _fields() -> list[Field]:
    kinds = list(kind_names().items())
    return [
        Field("kind", _("W&hat it is"), editor=Choice(kinds)),
        Field("who", _("&Who"), editor=Picker(find, placeholder=_("A name"), new=True)),
        Field("other", _("Whom they name&d"), editor=Picker(find, new=True)),
        Field("day", _("&Day"), editor=Date(_("Friday, 5 Dec"), today=clock.day)),
    ]


def _someone(name: str, firm: str = "") -> str:
    """What happens with a name that is nobody's, or several people's."""
    count = len(capture.whom(name))
    if not count and firm:
        return _("{name}, {firm}, becomes a contact.").format(name=name, firm=firm)
    if not count:
        return _("{name} becomes a contact.").format(name=name)
    return ngettext(
        "{name} may be somebody you know; you will be asked.",
        "{count} people are called {name}; you will be asked.",
        count,
    ).format(count=count, name=name)

"""Picking somebody or something by typing a part of the name."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, QStringListModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QWidget

from app.i18n import _
from ui import dialogs
from ui.widgets.editor import Editor, Entry

Search = Callable[[str], Sequence[Entry]]


class Picker(Editor):
    """Type to search; arrows and Enter choose. The value is an `Entry`.

    With `new=True` a text that fits nobody stays and becomes an `Entry` without id. Without it,
    such a text is a problem, and the field says so.
    """

    def __init__(self, search: Search, *, placeholder: str = "", new: bool = False) -> None:
        super().__init__()
        self._search, self._new = search, new
        self._picked = Entry()
        self._found: list[Entry] = []
        self.line = QLineEdit(placeholderText=placeholder or _("Type a name"))
        self.line.setClearButtonEnabled(True)
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(self.line)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # Our own view, so that it is known to be there.
        self._popup = QListView()
        self._popup.setAccessibleName(_("Suggestions"))
        self._completer.setPopup(self._popup)
        self._completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.line.textEdited.connect(self._look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Entry:
        """What was picked; without id when it is new, empty when the field is."""
        text = _tidy(self.line.text())
        if self._picked.id and text.casefold() == self._picked.text.casefold():
            return self._picked
        return Entry(text=text)

    def set_value(self, value: Any) -> None:
        self._picked = value or Entry()
        self.line.setText(self._picked.text)

    def problem(self) -> str:
        picked = self.value()
        if picked.text and not picked.id and not self._new:
            return _("Choose one of the names that appear while you type.")
        return ""

    def settle(self) -> bool:
        """Ask whom an unfinished name means, where it may be several; False for no answer."""
        typed = self.value()
        if not self._new or not typed.text or typed.id:
            return True
        meant = settled(self, typed.text, self._search)
        if meant is not None:
            self.set_value(meant)
        return meant is not None

    def _look(self, text: str) -> None:
        self._found = list(self._search(_tidy(text)))[:12] if text.strip() else []
        same = _same(self._found, text)
        self._picked = same[0] if len(same) == 1 else Entry()  # typed in full is picked
        shown = [_shown(entry) for entry in self._found]
        if self._new and text.strip() and all(e.text != text.strip() for e in self._found):
            self._found.append(Entry(text=text.strip()))
            shown.append(_("New: {name}").format(name=text.strip()))
        self._model.setStringList(shown)
        if shown:
            self._completer.complete()
        else:
            self._popup.hide()
        self.edited.emit()

    def _choose(self, index: QModelIndex) -> None:
        self._picked = self._found[index.row()]
        self.line.setText(self._picked.text)
        self.edited.emit()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(280, super().sizeHint().height())


def settled(parent: QWidget, text: str, search: Search) -> Entry | None:
    """Whom a typed name means: somebody known, somebody new (no id), or None for no answer.

    A name that begins like somebody's is asked about, so that “Bruce” makes no second Bruce.
    """
    found = list(search(text))
    same = _same(found, text)
    if len(same) == 1 or not found:
        return same[0] if same else Entry(text=text)
    shown = found[:3]
    question = _("Whom do you mean by “{name}”?").format(name=text[:60])
    verbs = [f"{e.text}, {e.subtitle}" if e.subtitle else e.text for e in shown]
    place = dialogs.choose(parent, question, [*verbs, _("Somebody new")])
    if place is None:
        return None
    return shown[place] if place < len(shown) else Entry(text=text)


def _same(found: Sequence[Entry], text: str) -> list[Entry]:
    return [entry for entry in found if entry.text.casefold() == _tidy(text).casefold()]


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _shown(entry: Entry) -> str:
    return f"{entry.text} – {entry.subtitle}" if entry.subtitle else entry.text

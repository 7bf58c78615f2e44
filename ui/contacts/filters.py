"""The filter bar above the list: role, tag, stage, owed; all by keyboard."""

from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain import pipeline
from app.domain.people import role_names
from app.i18n import _
from ui import theme
from ui.widgets.flow import Flow


class Filters(TypedDict):
    """What the directory is asked for besides the search."""

    role: str
    tag: str
    stage: str
    owed: bool


class FilterBar(QWidget):
    """Three choices, a tick, and how many that leaves."""

    changed = Signal()  # by a person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles = _choice(_("Role"), {"": _("Any role")} | role_names())
        self._tags = _choice(_("Tag"), {"": _("Any tag")})
        self._stages = _choice(_("Stage"), {"": _("Any stage")} | pipeline.stage_names())
        self._owed = QCheckBox(_("You &owe them"))
        self._clear = QPushButton(_("Show everybody"))
        theme.role(self._clear, "link")
        self._clear.clicked.connect(self._clear_by_hand)
        self._clear.hide()
        self.count = QLabel()
        theme.role(self.count, "small")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID)
        boxes = (self._roles, self._tags, self._stages)
        for box in boxes:
            box.activated.connect(self._on_edit)
        self._owed.clicked.connect(self._on_edit)
        across.addWidget(Flow((*boxes, self._owed, self._clear), gap=theme.GRID), 1)
        across.addWidget(self.count)
        self.setFocusProxy(self._roles)

    def values(self) -> Filters:
        """What is chosen."""
        return {
            "role": str(self._roles.currentData()),
            "tag": str(self._tags.currentData()),
            "stage": str(self._stages.currentData()),
            "owed": self._owed.isChecked(),
        }

    def is_set(self) -> bool:
        """Whether anything is chosen."""
        return any(self.values().values())

    def show_tags(self, names: list[str]) -> None:
        """Offer these tags; the chosen one stays while it is among them."""
        offered = [str(self._tags.itemData(place)) for place in range(1, self._tags.count())]
        if names == offered:
            return
        chosen = str(self._tags.currentData())
        self._tags.clear()
        self._tags.addItem(_("Any tag"), "")
        for name in names:
            self._tags.addItem(name, name)
        self._tags.setCurrentIndex(max(0, self._tags.findData(chosen)))
        if chosen and not self._tags.currentData():
            self._on_edit()

    def clear(self) -> None:
        """Choose nothing."""
        for box in (self._roles, self._tags, self._stages):
            box.setCurrentIndex(0)
        self._owed.setChecked(False)
        self._clear.hide()

    def _clear_by_hand(self) -> None:
        self.clear()
        self.setFocus()
        self.changed.emit()

    def _on_edit(self) -> None:
        self._clear.setVisible(self.is_set())
        self.changed.emit()


def _choice(name: str, choices: dict[str, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for key, text in choices.items():
        box.addItem(text, key)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box

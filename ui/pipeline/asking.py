"""The frame of a small dialog about one outreach: whom it is about, the lines, what to do."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.wrapped import Wrapped


class Asking(QDialog):
    """Asks for a few lines; `verb` stands on the button that does it, Enter presses it."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.banner = Banner()

    def lay_out(self, about: str, lines: Sequence[QWidget], verb: str) -> None:
        """Put the parts below each other."""
        heading = Wrapped(about)
        theme.role(heading, "heading")
        buttons = QDialogButtonBox()
        save = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        theme.role(save, "main")
        save.clicked.connect(self.save)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 2 * theme.GRID, 24, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        for part in (heading, self.banner, *lines):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(420)

    def save(self) -> None:
        """Do it, or say what is missing."""
        raise NotImplementedError

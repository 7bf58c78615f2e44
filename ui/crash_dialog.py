"""What a person sees when the program has a bug: one sentence, and a report to copy."""

from typing import ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from app.i18n import _
from ui import dialogs, theme


class CrashDialog(QDialog):
    """Says that it is our fault, that the book is safe, and offers the report."""

    shown: ClassVar["CrashDialog | None"] = None  # one at a time

    def __init__(self, report: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(_("Something went wrong"))
        said = QLabel(
            _(
                "This is a mistake in Bridgebook, not yours. What you did last may be missing; "
                "everything before it is safe. Nothing has been sent to anybody."
            )
        )
        said.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        hint = QLabel(_("The report holds places in the program, and nobody's name."))
        theme.role(hint, "small")
        buttons = QDialogButtonBox()
        self.copy = QPushButton(_("&Copy report"))
        self.copy.clicked.connect(self._copy)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(_("Go &on"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        column = QVBoxLayout(self)
        for widget in (said, self.report, hint, buttons):
            column.addWidget(widget)
        self.resize(560, 360)
        self.finished.connect(self._forget)

    @classmethod
    def tell(cls, report: str) -> None:
        """Show a report; a second one, while the first is open, is added below it."""
        if cls.shown is not None:
            cls.shown.report.appendPlainText("\n" + report)
            return
        cls.shown = cls(report)
        dialogs.show(cls.shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def _forget(self) -> None:
        CrashDialog.shown = None

"""What to think of before asking: a calm sentence each, before anything is saved (P21, B03)."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from app.services import asks
from ui import theme
from ui.widgets.wrapped import Wrapped


class Warned(Wrapped):
    """Shown only while there is something to think of; it forbids nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        theme.role(self, "subtle")
        self.hide()

    def follow(self, contact_id: str, *, besides: str = "") -> None:
        """Say what speaks against asking this person; `besides` as `asks.warnings` has it."""
        said = "\n".join(asks.warnings(contact_id, besides=besides)) if contact_id else ""
        if said == self.text():
            return
        self.setText(said)
        self.setAccessibleName(said)
        self.setVisible(bool(said))
        if said:
            event = QAccessibleEvent(self, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(event)

"""Opening quick capture over the window, and saying afterwards what was noted."""

from typing import TYPE_CHECKING

from app import database
from app.i18n import _
from app.services.capture import Noted
from ui import dialogs
from ui.actions import action
from ui.capture.dialog import CaptureDialog
from ui.tidbits import words

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def open_over(window: "MainWindow") -> None:
    """Let the person write a line, whatever page or card is open."""
    dialog = CaptureDialog(window)
    dialog.noted.connect(lambda noted: _tell(window, noted))
    dialogs.show(dialog)


def _tell(window: "MainWindow", noted: Noted) -> None:
    """Say what was noted and whom it helps (P24), with the way back."""
    page = window.page()
    if page is None:
        return
    step = database.last_number()

    def take_back() -> None:
        if database.last_number() == step:
            window.undo()
        else:
            window.say(_("More was written since then; Ctrl+Z takes it back step by step."))

    undo = action(page, _("Undo"), take_back, name="take_note_back")
    page.say(" ".join(filter(None, (noted.sentence, words.helps(noted.helps)))), action=undo)

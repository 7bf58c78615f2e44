"""What can be done about how far a meeting has come: one action per state that may follow."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain import meetings as rules
from app.domain.meetings import State
from app.i18n import _
from ui.actions import action

_ICONS: dict[str, str] = {
    "agreed": "check",
    "held": "check",
    "cancelled": "close",
    "missed": "clock",
}


def verbs() -> dict[State, str]:
    """What stands on the button that leads to a state."""
    return {
        "wanted": _("Wanted again"),
        "requested": _("Requested"),
        "agreed": _("Agreed"),
        "held": _("Held"),
        "missed": _("Missed"),
        "cancelled": _("Cancelled"),
    }


class StateActions:
    """The actions of one page; `show(state)` leaves those that may follow.

    `held_key` is the key of typing up: what was not held yet is held by that.
    """

    def __init__(
        self, owner: QWidget, choose: Callable[[State], object], *, held_key: str = ""
    ) -> None:
        self.actions: dict[State, QAction] = {
            state: action(
                owner,
                text,
                partial(choose, state),
                icon=_ICONS.get(state, ""),
                name=f"mark_{state}",
                shortcut=held_key if held_key and state == "held" else None,
            )
            for state, text in verbs().items()
        }

    def show(self, state: str) -> None:
        """Offer only what a meeting in this state may become; nothing when there is none."""
        following = rules.next_states(state) if state else ()
        for name, act in self.actions.items():
            act.setVisible(name in following)
            act.setEnabled(name in following)

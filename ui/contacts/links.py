"""What a card says of the people around somebody: the chain, each referral, whom they know."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain import chains
from app.domain.referrals import BranchRow, ReferralRow
from app.domain.relationships import RelationshipRow
from app.i18n import _
from app.services import clock, referrals, relationships
from ui import theme
from ui.actions import icon_button
from ui.contacts import words
from ui.contacts.chain import Chain, Node, places
from ui.widgets.elided import Elided
from ui.widgets.wrapped import Wrapped

Opening = Callable[..., object]  # a noun and an id


@dataclass(frozen=True)
class Around:
    """Everybody around a contact, as the book has it."""

    way: Sequence[ReferralRow] = ()
    below: Sequence[BranchRow] = ()
    referrals: Sequence[ReferralRow] = ()
    circle: str = ""
    known: Sequence[RelationshipRow] = ()


def around(contact_id: str) -> Around:
    """Read it; a SELECT each, whatever the size of the book."""
    return Around(
        referrals.links(contact_id), referrals.branches(contact_id), referrals.around(contact_id),
        referrals.circle(contact_id), relationships.known_by(contact_id),
    )  # fmt: skip


def chain(shown: Around, contact_id: str, name: str, opening: Opening) -> Iterator[QWidget]:
    """The one line, and the drawing: up to you, down to whom they led (P42)."""
    if not shown.way and not shown.below:
        return
    if shown.way:
        yield _label(chains.line([*(link.from_name for link in shown.way), name]))
    drawing = Chain(places(shown.way, shown.below, contact_id, name))
    drawing.opened.connect(lambda row_id: opening("contact", row_id))
    yield drawing
    if shown.circle:
        yield _label(shown.circle, "subtle")


def referred(shown: Around, contact_id: str, opening: Opening) -> Iterator[QWidget]:
    """Each referral to or from them: why, what became of it, may the name be used (P33, B04)."""
    for row in shown.referrals:
        title = (
            _("{name} sent you here").format(name=row.from_name)
            if row.to_id == contact_id
            else _("Sent you to {name}").format(name=row.to_name)
        )
        said = row.reason and _("“{words}”").format(words=row.reason)
        line = _Row(title, said, _said(row), changing=_("Change: {what}").format(what=title))
        line.pen.clicked.connect(partial(opening, "referral", row.id))
        yield line


def knows(shown: Around, opening: Opening) -> Iterator[QWidget]:
    """Whom they know, and how well (P08)."""
    for row in shown.known:
        changing = _("Change: knows {name}").format(name=row.name)
        line = _Row(row.name, "", row.words, changing=changing, leads=True)
        line.pen.clicked.connect(partial(opening, "relationship", row.id))
        if line.link is not None:
            line.link.clicked.connect(partial(opening, "contact", row.contact_id))
        yield line


def _said(row: ReferralRow) -> str:
    name = {
        "yes": _("you may use the name"),
        "no": _("do not use the name"),
        "not_asked": _("not asked about the name"),
    }[row.may_use_name]
    return " · ".join(
        [words.short_day(date.fromisoformat(row.on_date), clock.day()), row.result, name]
    )


class _Row(QWidget):
    """A title, what was said, small print; the pen at its side changes it."""

    def __init__(
        self, title: str, said: str, small: str, *, changing: str, leads: bool = False
    ) -> None:
        super().__init__()
        self.link = Node(title) if leads else None
        self.pen = icon_button("edit", changing)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.link if self.link is not None else Elided(title))
        if said:
            column.addWidget(_label(said, "subtle"))
        column.addWidget(_label(small, "small"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID)
        across.addLayout(column, 1)
        across.addWidget(self.pen, 0, Qt.AlignmentFlag.AlignTop)


def _label(text: str, role: str = "") -> QLabel:
    label = Wrapped(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        theme.role(label, role)
    return label

"""The facts beside the timeline: who it is, how to reach them, what they know and need."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import settings
from app.domain import names
from app.domain.people import ChannelDraft, ContactCard, ContactDraft
from app.i18n import _
from app.services import clock
from ui import theme
from ui.actions import icon_button
from ui.contacts import links, words
from ui.contacts.exchange import exchange_lines, need_lines
from ui.contacts.preview import Glyph
from ui.contacts.shortened import ShortLink
from ui.widgets.card import Card, Initials, Section
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.wrapped import Wrapped

_ICONS = {"email": "mail", "phone": "phone", "link": "link", "address": "place"}
_WORTH_TELLING = 3  # tidbits; more are on their page


class Facts(QWidget):
    """A column of cards, made anew for each contact."""

    opened = Signal(str, str)  # noun and id of what was clicked
    told = Signal(str)  # something to say above the page

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)

    def show_contact(self, contact: ContactCard, around: links.Around) -> None:
        """Show these facts."""
        focused = self._focused()
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        draft = contact.draft
        opening = self.opened.emit
        self._add_card("", self._head(contact))
        self._add_card(
            _("How you came to them") if around.way else _("Whom they led you to"),
            links.chain(around, contact.id, contact.name, opening),
        )
        self._add_card(_("Expertise"), _texts(draft.expertise))
        self._add_card(_("Needs"), need_lines(contact, opening))
        self._add_card(_("Worth telling"), _worth_telling(contact.id))
        self._add_card(_("Favors and asks"), exchange_lines(contact, opening))
        self._add_card(_("Referrals"), links.referred(around, contact.id, opening))
        self._add_card(_("Knows"), links.knows(around, opening))
        self._add_card(_("Work"), _positions(draft))
        self._add_card(_("About"), _texts(draft.about, draft.how_met))
        self._add_card(_("Keeping in touch"), _keeping(contact))
        self._add_card(_("Notes, for your eyes only"), _texts(draft.notes))
        self._add_card(_("From imported files"), _kept(contact))
        if focused:
            self._focus(focused)

    def texts(self) -> list[str]:
        """What it says; for tests, which look at what a person sees."""
        found = [
            widget.text()
            for widget in self.findChildren(QWidget)
            if isinstance(widget, QLabel | QPushButton | Chip) and widget.isVisibleTo(self)
        ]
        return [text for text in found if text]

    def _add_card(self, title: str, parts: Iterator[QWidget]) -> None:
        widgets = list(parts)
        if not widgets:
            return
        if title:
            section = Section(title)
            self._column.addWidget(section)
            section.show()
        card = Card()
        card.body.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 12)
        for widget in widgets:
            card.body.addWidget(widget)
        self._column.addWidget(card)
        card.show()

    def _focused(self) -> str:
        focus = self.window().focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return focus.accessibleName() if inside and focus is not None else ""

    def _focus(self, name: str) -> None:
        """Let the cursor stay where it was, after the facts were made anew."""
        for widget in self.findChildren(QPushButton):
            if widget.accessibleName() == name and widget.isVisibleTo(self):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    # What stands in the cards.

    def _head(self, contact: ContactCard) -> Iterator[QWidget]:
        draft = contact.draft
        current = next((p for p in draft.positions if p.current), None) or next(
            iter(draft.positions), None
        )
        lines = QVBoxLayout()
        lines.setSpacing(2)
        if current is not None:
            lines.addWidget(_label(current.title or current.organization, "strong"))
            if current.title and current.organization:
                lines.addWidget(_label(current.organization))
        if draft.say_as:
            lines.addWidget(_label(_("Say: {how}").format(how=draft.say_as), "small"))
        for line in self._where(draft):
            lines.addWidget(_label(line, "small"))
        head = QWidget()
        across = QHBoxLayout(head)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(Initials(names.initials(contact.name)), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(lines, 1)
        yield head
        if draft.roles or draft.tags:
            chips = [Chip(role) for role in words.roles(draft.roles)]
            yield Flow([*chips, *(Chip(tag, "plain") for tag in draft.tags)])
        if draft.channels:
            yield self._reach(draft)

    def _reach(self, draft: ContactDraft) -> QWidget:
        """The addresses, the preferred ones first."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for channel in sorted(draft.channels, key=lambda one: not one.preferred):
            others = sum(one.kind == channel.kind for one in draft.channels) > 1
            column.addWidget(_Channel(channel, self, tells_preferred=others))
        return whole

    def _where(self, draft: ContactDraft) -> Iterator[str]:
        if draft.place:
            yield draft.place
        if draft.zone:
            yield words.clock_there(draft.zone, clock.moment(), settings.your_zone())


class _Channel(QWidget):
    """A way to reach somebody: a click opens it, the button beside it copies it."""

    def __init__(self, channel: ChannelDraft, facts: Facts, *, tells_preferred: bool) -> None:
        super().__init__()
        self._channel, self._facts = channel, facts
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID)
        across.addWidget(Glyph(_ICONS[channel.kind]), 0, Qt.AlignmentFlag.AlignVCenter)
        if channel.kind == "address":
            across.addWidget(_label(channel.value), 1)
        else:
            value = ShortLink(_short(channel))
            value.setAccessibleName(channel.value)
            value.setToolTip(_tip(channel))
            value.clicked.connect(self.open_it)
            across.addWidget(value, 1)
        said = [channel.label, _("preferred") if channel.preferred and tells_preferred else ""]
        if any(said):
            across.addWidget(_label(", ".join(filter(None, said)), "small", wrap=False))
        copying = icon_button("copy", _("Copy {what}").format(what=channel.value))
        copying.clicked.connect(self.copy)
        across.addWidget(copying)

    def open_it(self) -> None:
        """Write, call or look: with the program that the system has for it."""
        address = {"email": "mailto:{}", "phone": "tel:{}"}.get(self._channel.kind, "{}")
        value = self._channel.value
        if self._channel.kind == "phone":
            value = "".join(c for c in value if c.isdigit() or c == "+")
        if self._channel.kind == "link" and "://" not in value:
            value = f"https://{value}"
        if not QDesktopServices.openUrl(QUrl(address.format(value))):
            self.copy()

    def copy(self) -> None:
        """Put it into the clipboard."""
        QGuiApplication.clipboard().setText(self._channel.value)
        self._facts.told.emit(_("Copied: {what}").format(what=self._channel.value[:80]))


def _short(channel: ChannelDraft) -> str:
    """An address without what only machines read."""
    if channel.kind != "link":
        return channel.value
    return channel.value.split("://")[-1].removeprefix("www.").rstrip("/")


def _tip(channel: ChannelDraft) -> str:
    return {
        "email": _("Write a mail"), "phone": _("Call"), "link": _("Open the page"),
    }.get(channel.kind, "")  # fmt: skip


def _label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    label = Wrapped(text) if wrap else QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        theme.role(label, role)
    return label


def _texts(*texts: str) -> Iterator[QWidget]:
    for text in texts:
        if text:
            yield _label(text)


def _worth_telling(contact_id: str) -> Iterator[QWidget]:
    """What would interest them and may be told, with the reason (P24, P29)."""
    from app.services import tidbits  # not before a card is opened

    for offered in tidbits.for_contact(contact_id)[:_WORTH_TELLING]:
        yield _label(offered.text)
        yield _label(offered.because, "small")


def _positions(draft: ContactDraft) -> Iterator[QWidget]:
    for position in draft.positions:
        yield _label(words.work(position.title, position.organization))
        yield _label(words.years(position), "small")


def _keeping(contact: ContactCard) -> Iterator[QWidget]:
    draft = contact.draft
    said = ("touch", "meeting")
    last = next(
        (row.at for row in contact.timeline
         if row.kind in said and row.text not in ("wanted", "requested", "agreed", "cancelled")),
        "",
    )  # fmt: skip
    if last:
        when = words.ago(last, clock.moment(), settings.your_zone())
        yield _label(_("Last contact {when}").format(when=when))
    if draft.rhythm_days:
        yield _label(words.rhythm(draft.rhythm_days))
    if draft.workload:
        yield _label(draft.workload, "subtle")


def _kept(contact: ContactCard) -> Iterator[QWidget]:
    for row in contact.kept:
        yield _label(_("{name}: {value}").format(name=row.name, value=row.value), "small")

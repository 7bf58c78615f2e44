"""The etiquette clock: every number with its reason, and the practice that it comes from."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from app.domain import etiquette_news
from app.i18n import _
from app.services import duty_facts
from ui.widgets.editors import Choice, Number
from ui.widgets.form import Field

_WIDER = {"EU", "QO", "ZZ"}  # territories of Qt that are no countries


class Region(Choice):
    """A part of a country with holidays of its own; which there are depends on the country."""

    def __init__(self) -> None:
        super().__init__([("", _("The whole country"))])

    def offer(self, regions: Mapping[str, str]) -> None:
        """Offer these, and keep the chosen one where it is among them."""
        chosen = self.value()
        while self.box.count() > 1:
            self.box.removeItem(1)
        for code, name in sorted(regions.items(), key=lambda one: one[1].casefold()):
            self.box.addItem(name, code)
        self.set_value(chosen)
        self.setEnabled(bool(regions))


def fields() -> list[Field]:
    """Where holidays count, and how long courtesy takes."""
    return [*_holidays(), *_thanks(), *_promises(), *_tries()]


def _holidays() -> list[Field]:
    return [
        Field(
            "country", _("Holidays of"),
            _("Nobody waits for an answer over a holiday or a weekend. (B02)"),
            Choice([("", _("As the system")), *_countries()]), heading=_("The etiquette clock"),
        ),
        Field(
            "region", _("Region"),
            _("Some regions have holidays of their own."), Region(),
        ),
    ]  # fmt: skip


def _countries() -> list[tuple[str, str]]:
    named = {
        QLocale.territoryToCode(territory): QLocale.territoryToString(territory)
        for territory in QLocale.Country
    }
    pairs = [(code, name) for code, name in named.items() if len(code) == 2 and code not in _WIDER]
    return sorted(pairs, key=lambda pair: pair[1])


def _thanks() -> list[Field]:
    return [
        _days(
            "thank_within_hours", _("Say thanks within"), _("hours"), 168,
            _("While the talk is in mind, and before anybody wonders. (P04, article 1; B02)"),
        ),
        _days(
            "report_within_days", _("Tell of a step forward within"), _("days"), 60,
            _report(),
        ),
        _days(
            "tell_of_lead_within_days", _("Say what became of a lead within"), _("days"), 90,
            _("A week is long for whoever gave it and wonders. (P04, article 1)"),
        ),
    ]  # fmt: skip


def _report() -> str:
    """Why news are told soon, and how far the clock looks: what is further away is no duty."""
    return _(
        "While it is news; they hear the other side’s view anyway. It looks at your last"
        " {meetings} meetings, and at {people} people up a chain. (P04, article 1; B01)"
    ).format(meetings=f"{duty_facts.MEETINGS_READ:,}", people=etiquette_news.MOST_TOLD)


def _promises() -> list[Field]:
    return [
        _days(
            "promise_within_days", _("Keep a promise without a date within"), _("days"), 90,
            _("A week: what stands open for longer is forgotten. (B06)"),
        ),
        _days(
            "introduction_within_days", _("Remind of an introduction after"), _("days"), 90,
            _("One that was offered and not made in a week earns one gentle note, once. (B06)"),
        ),
    ]  # fmt: skip


def _tries() -> list[Field]:
    return [
        _days(
            "second_try_business_days", _("Ask once more after"), _("business days"), 60,
            _("A working week: mail gets lost in a busy one. (B02; P35, article 4)"),
        ),
        _days(
            "last_try_business_days", _("Ask a last time after"), _("business days"), 60,
            _("A little longer than before: a reminder, not a demand. (B02; P35, article 4)"),
        ),
        _days(
            "rest_after_business_days", _("Let them be after"), _("business days"), 60,
            _("After the last try, silence is the answer. (B02)"),
        ),
        _days(
            "rest_for_days", _("Somebody rests for"), _("days"), 3650,
            _("Two months, a rhythm of keeping in touch; then the door is open again. (B02; P20)"),
        ),
    ]  # fmt: skip


def _days(name: str, label: str, unit: str, most: int, why: str) -> Field:
    return Field(name, label, why, Number(least=1, most=most, unit=unit))

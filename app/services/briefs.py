"""A meeting as the printed page wants it: everything on the page comes from rows.

Private notes, of contacts and of meetings, are never read here; where somebody wants them on a page
for this one print, `private_lines` reads them.
"""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app import settings
from app.brief import clock, phrases
from app.brief.content import Brief, BriefPerson
from app.database import fetch
from app.domain import meetings as rules
from app.domain import names, readiness, texts, times
from app.domain.meetings import MeetingDraft
from app.domain.readiness import Gap, MeetingFacts
from app.errors import Invalid
from app.i18n import _, ngettext
from app.services import confidences, doors, favors_in_words, meetings, private_lines
from app.services.meeting_parts import CHOSEN_PEOPLE


def for_meeting(meeting_id: str, *, your_zone: str, today: date, private: bool = False) -> Brief:
    """The page of a meeting in the book; raises `NotFound`.

    `private`: with your notes and what was told in confidence, chosen for this print.
    """
    draft = meetings.draft_of(meeting_id)
    page = for_draft(draft, your_zone=your_zone, today=today, meeting_id=meeting_id)
    if not private:
        return page
    lines = private_lines.about(meeting_id, draft.people, draft.outreach)
    return replace(page, private=lines)


def for_draft(draft: MeetingDraft, *, your_zone: str, today: date, meeting_id: str = "") -> Brief:
    """The page of a meeting that is still being typed; what cannot be read yet is left open."""
    people = [_Person(*row) for row in _people(draft)]
    start = start_of(draft)
    door = doors.to(draft, today)
    last = door.ways[-1] if door.ways else None
    page = Brief(
        people=tuple(_printed(person, meeting_id, start, today) for person in people),
        start=start,
        their_zone=draft.zone,
        your_zone=your_zone,
        minutes=draft.minutes or 0,
        agreed=draft.state not in ("wanted", "requested"),
        medium=rules.medium_names().get(draft.medium, draft.medium),
        call=draft.medium in {"video", "phone"},
        place=draft.place,
        stage=door.stage,
        invitation=door.invitation,
        purpose=rules.purpose_names().get(draft.purpose, draft.purpose),
        purpose_detail=draft.purpose_detail,
        chain=tuple(name or _("someone") for name in door.between),
        reason=last.reason if last else "",
        reason_by=door.between[-1] if door.between else "",
        reason_on=date.fromisoformat(last.on_date) if last and last.on_date else None,
        name_permission=door.permission,
        promises=tuple(line for person in people for line in _promises(person, today)),
        plan_b=draft.plan_b,
        bring=draft.bring_list,
        questions=tuple(question.text for question in draft.questions),
        ask=_ask(draft, today),
        offer=draft.ask.offer,
        what_you_bring=draft.what_you_bring,
        afterwards=_afterwards(draft, people, door.between, start, your_zone),
        missing=tuple(gap.text for gap in gaps(draft)) if draft.state in rules.AHEAD else (),
    )
    return confidences.guarded(door.guarded(page))


def gaps(draft: MeetingDraft) -> tuple[Gap, ...]:
    """What is not ready yet with a meeting that is being typed (P06, P30, P33, P34)."""
    people = [_Person(*row) for row in _people(draft)]
    return readiness.gaps(
        MeetingFacts(
            people=len(people),
            unknown_experts=tuple(p.name for p in people if not p.expertise.strip()),
            has_start=start_of(draft) is not None,
            has_purpose=bool(draft.purpose or draft.purpose_detail),
            medium=draft.medium,
            has_place=bool(draft.place),
            questions=len(draft.questions),
            referrer=doors.referrer_name(draft.referral) or draft.referral.from_name,
            has_reason=bool(draft.referral.reason.strip()),
            may_use_name=draft.referral.may_use_name,
            has_ask=bool(draft.ask.thing),
            has_offer=bool(draft.ask.offer),
        )
    )


def remarks(draft: MeetingDraft, today: date) -> tuple[Gap, ...]:
    """What was typed and keeps off the page, told beside the form only (P29, B04)."""
    return (*confidences.gaps(draft), *doors.gaps(draft, today))


def start_of(draft: MeetingDraft) -> datetime | None:
    """When the meeting starts, or None while that cannot be told from what was typed."""
    try:
        return draft.start()
    except (Invalid, OverflowError):
        return None


_PEOPLE = f"""
SELECT c.id, c.given, c.family, c.say_as, c.place, c.expertise, c.about,
    ifnull(p.title, ''), ifnull(o.name, '')
{CHOSEN_PEOPLE}
"""


@dataclass(frozen=True)
class _Person:
    id: str
    given: str
    family: str
    say_as: str
    place: str
    expertise: str
    about: str
    title: str
    organization: str

    @property
    def name(self) -> str:
        return names.full(self.given, self.family)

    @property
    def short(self) -> str:
        return names.called(self.given, self.family)


def _people(draft: MeetingDraft) -> list[tuple[str, ...]]:
    return fetch(_PEOPLE, (json.dumps(list(draft.people)),))


def _printed(
    person: _Person, meeting_id: str, start: datetime | None, today: date
) -> BriefPerson:  # fmt: skip
    met = _met_before(person, meeting_id, start, today)
    return BriefPerson(
        name=person.name,
        say_as=person.say_as,
        title=person.title,
        organization=person.organization,
        place=person.place,
        expertise=_expertise(person.expertise),
        about="\n".join(filter(None, (person.about, met))),
        needs=_needs(person, today),
        favors=favors_in_words.of(person.id, person.short),
        short=person.short,
        phone=_phone(person),
    )


def _phone(person: _Person) -> str:
    """The number to reach them at: for a call, and for whoever waits in a lobby."""
    found = fetch(
        "SELECT value FROM channel WHERE contact_id = ? AND kind = 'phone'"
        " ORDER BY preferred DESC, rank, id LIMIT 1",
        (person.id,),
    )
    return str(found[0][0]) if found else ""


def _expertise(text: str) -> tuple[str, ...]:
    return texts.lines(text.replace(";", "\n").replace("·", "\n"))


def _met_before(person: _Person, meeting_id: str, start: datetime | None, today: date) -> str:
    before = times.to_text(start) if start else "9999"
    found = fetch(
        "SELECT count(*), max(m.start) FROM meeting_person p JOIN meeting m ON m.id = p.meeting_id"
        " WHERE p.contact_id = ? AND m.state = 'held' AND m.id <> ? AND m.start < ?",
        (person.id, meeting_id, before),
    )
    count, last = found[0]
    if not count:
        return ""
    day = clock.day_in(times.local(times.from_text(last), settings.your_zone()).date(), today.year)
    return ngettext(
        "You met once, on {day}.", "You met {count} times, last on {day}.", count
    ).format(count=count, day=day)


def _needs(person: _Person, today: date) -> tuple[str, ...]:
    """What they need and nobody has met yet, the longest open first (P23)."""
    found = fetch(
        "SELECT text, heard_on FROM need WHERE contact_id = ? AND met_on IS NULL"
        " ORDER BY heard_on, id",
        (person.id,),
    )
    return tuple(
        _("{need} (open since {day})").format(need=need, day=_day(heard_on, today))
        for need, heard_on in found
    )


def _promises(person: _Person, today: date) -> list[str]:
    """What was promised and not kept yet, mine first (B06)."""
    found = fetch(
        "SELECT direction, text, made_on, due FROM promise"
        " WHERE contact_id = ? AND kept_on IS NULL"
        " ORDER BY direction, due IS NULL, due, made_on, id",
        (person.id,),
    )
    lines = []
    for direction, text, made_on, due in found:
        wording = _promise_wording(direction, due, today)
        lines.append(
            wording.format(
                name=person.short, text=text.rstrip("."), made=_day(made_on, today),
                due=_day(due, today) if due else "",
            )
        )  # fmt: skip
    return lines


def _promise_wording(direction: str, due: str | None, today: date) -> str:
    late = bool(due) and str(due) < today.isoformat()
    if direction == "mine":
        if late:
            return _("You to {name}: {text} (was due {due})")
        return (
            _("You to {name}: {text} (by {due})")
            if due
            else _("You to {name}: {text} (since {made})")
        )
    if late:
        return _("{name} to you: {text} (was due {due})")
    return (
        _("{name} to you: {text} (by {due})") if due else _("{name} to you: {text} (since {made})")
    )


def _ask(draft: MeetingDraft, today: date) -> str:
    """The thing, its size and its date in one line (P15)."""
    ask = draft.ask
    by = _("by {day}").format(day=clock.day_in(ask.wanted_by, today.year)) if ask.wanted_by else ""
    return ", ".join(filter(None, (ask.thing, ask.size, by)))


def _afterwards(
    draft: MeetingDraft,
    people: list[_Person],
    between: tuple[str, ...],
    start: datetime | None,
    your_zone: str,
) -> tuple[str, ...]:
    """What to do when it is over: thank, tell everyone up the chain, write down (P04, B01)."""
    hours = settings.load().thank_within_hours
    lines = []
    for person in people[:3]:
        if start is None:
            lines.append(_("Thank {name} within a day").format(name=person.short))
            continue
        by = times.local(start + timedelta(minutes=draft.minutes or 0, hours=hours), your_zone)
        lines.append(
            _("Thank {name} by {day}").format(name=person.short, day=clock.short_day(by.date()))
        )
    lines += _news(between[::-1])
    lines += [_("Write down the needs you heard"), _("Type this page up within a day")]
    return tuple(lines)


def _news(up_the_chain: tuple[str, ...]) -> list[str]:
    """Whom to tell, nearest first; a name that is withheld is empty."""
    lines = []
    for place, name in enumerate(up_the_chain):
        if name:
            wording = _("Tell {name} how it went") if place == 0 else _("Tell {name} too")
        else:
            wording = (
                _("Tell whoever sent you how it went") if place == 0
                else _("Tell whoever sent them, too")
            )  # fmt: skip
        lines.append(wording.format(name=phrases.first_name(name)))
    return list(dict.fromkeys(lines))


def _day(text: str, today: date) -> str:
    return clock.day_in(date.fromisoformat(text), today.year)

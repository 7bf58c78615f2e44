"""A meeting as the printed page wants it: everything on the page comes from rows.

Private notes, of contacts and of meetings, are never read here.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import settings
from app.brief import clock, phrases
from app.brief.content import Brief, BriefPerson, Stage
from app.database import fetch
from app.domain import meetings as rules
from app.domain import names, readiness, texts, times
from app.domain.meetings import MeetingDraft, ReferralDraft
from app.domain.readiness import Gap, MeetingFacts
from app.domain.referrals import ReferralRow
from app.errors import Invalid
from app.i18n import _, ngettext
from app.services import confidences, favors_in_words, meetings, referrals


def for_meeting(meeting_id: str, *, your_zone: str, today: date) -> Brief:
    """The page of a meeting in the book; raises `NotFound`."""
    draft = meetings.draft_of(meeting_id)
    return for_draft(draft, your_zone=your_zone, today=today, meeting_id=meeting_id)


def for_draft(draft: MeetingDraft, *, your_zone: str, today: date, meeting_id: str = "") -> Brief:
    """The page of a meeting that is still being typed; what cannot be read yet is left open."""
    people = [_Person(*row) for row in _people(draft)]
    start = start_of(draft)
    ways = _ways(draft, people)
    between = [_sayable(way, last=way is ways[-1]) for way in ways]
    withheld = {way.from_id for way, name in zip(ways, between, strict=True) if not name}
    stage, invitation = _stage(draft, withheld, today)
    page = Brief(
        people=tuple(_printed(person, meeting_id, start, today) for person in people),
        start=start,
        their_zone=draft.zone,
        your_zone=your_zone,
        minutes=draft.minutes or 0,
        medium=rules.medium_names().get(draft.medium, draft.medium),
        place=draft.place,
        stage=stage,
        invitation=invitation,
        purpose=rules.purpose_names().get(draft.purpose, draft.purpose),
        purpose_detail=draft.purpose_detail,
        chain=tuple(name or _("someone") for name in between),
        reason=ways[-1].reason if ways else "",
        reason_by=between[-1] if between else "",
        reason_on=date.fromisoformat(ways[-1].on_date) if ways and ways[-1].on_date else None,
        name_permission=ways[-1].may_use_name if ways else "",
        promises=tuple(line for person in people for line in _promises(person, today)),
        plan_b=draft.plan_b,
        bring=draft.bring_list,
        questions=tuple(question.text for question in draft.questions),
        ask=_ask(draft, today),
        offer=draft.ask.offer,
        what_you_bring=draft.what_you_bring,
        afterwards=_afterwards(draft, people, between, start, your_zone),
        missing=tuple(gap.text for gap in gaps(draft)) if draft.state in rules.AHEAD else (),
    )
    return confidences.guarded(page)


def gaps(draft: MeetingDraft) -> tuple[Gap, ...]:
    """What is not ready yet with a meeting that is being typed (P06, P30, P33, P34)."""
    people = [_Person(*row) for row in _people(draft)]
    referrer = _names(draft.referral) or [draft.referral.from_name]
    return readiness.gaps(
        MeetingFacts(
            people=len(people),
            unknown_experts=tuple(p.name for p in people if not p.expertise.strip()),
            has_start=start_of(draft) is not None,
            has_purpose=bool(draft.purpose or draft.purpose_detail),
            medium=draft.medium,
            has_place=bool(draft.place),
            questions=len(draft.questions),
            referrer=referrer[0],
            has_reason=bool(draft.referral.reason.strip()),
            may_use_name=draft.referral.may_use_name,
            has_ask=bool(draft.ask.thing),
            has_offer=bool(draft.ask.offer),
        )
    )


def start_of(draft: MeetingDraft) -> datetime | None:
    """When the meeting starts, or None while that cannot be told from what was typed."""
    try:
        return draft.start()
    except (Invalid, OverflowError):
        return None


_PEOPLE = """
SELECT c.id, c.given, c.family, c.say_as, c.place, c.expertise, c.about,
    ifnull(p.title, ''), ifnull(o.name, '')
FROM json_each(?) wanted JOIN contact c ON c.id = wanted.value
LEFT JOIN position p ON p.id = (SELECT id FROM position WHERE contact_id = c.id
                                ORDER BY current DESC, rank LIMIT 1)
LEFT JOIN organization o ON o.id = p.organization_id ORDER BY wanted.key
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
    )


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


def _ways(draft: MeetingDraft, people: list[_Person]) -> tuple[ReferralRow, ...]:
    """The links from you to the first of them, the last one as the draft has it (P33, P42)."""
    referral = draft.referral
    if not people or not (referral.from_id or referral.from_name):
        return ()
    if not referral.from_id:
        return (_last_link(referral, referral.from_name, people[0]),)
    found = _names(referral)
    if not found:
        return ()
    above = [link for link in referrals.links(referral.from_id) if link.from_id != people[0].id]
    return (*above, _last_link(referral, found[0], people[0]))


def _names(referral: ReferralDraft) -> list[str]:
    found = fetch(
        "SELECT trim(given || ' ' || family) FROM contact WHERE id = ?", (referral.from_id,)
    )
    return [name for (name,) in found]


def _last_link(referral: ReferralDraft, name: str, person: _Person) -> ReferralRow:
    on = referral.on_date.isoformat() if referral.on_date else ""
    return ReferralRow(
        referral.id, referral.from_id, name, person.id, person.name, referral.reason,
        referral.may_use_name, on,
    )  # fmt: skip


def _sayable(link: ReferralRow, *, last: bool) -> str:
    """The name of whoever opened a door, '' where it must not lie on the table in print (B04).

    The one who sent you here has to have said yes. Whoever stands behind was asked, or not, for
    another meeting: a no counts for good.
    """
    withheld = link.may_use_name == "no" or (last and link.may_use_name != "yes")
    return "" if withheld else link.from_name


def _stage(draft: MeetingDraft, withheld: set[str], today: date) -> tuple[Stage, str]:
    """How far the thread has come, and the invitation it stands on (P01, P38)."""
    found = fetch(
        "SELECT o.stage, i.words, i.given_on, c.id, trim(c.given || ' ' || c.family)"
        " FROM outreach o JOIN invitation i ON i.id = o.invitation_id"
        " JOIN contact c ON c.id = i.given_by_id WHERE o.id = ?",
        (meetings.thread(draft),),
    )
    if not found:
        return "info_only", ""
    stage, words, given_on, giver, name = found[0]
    told = _("{day}: “{words}”") if giver in withheld else _("{name}, {day}: “{words}”")
    words = words.strip().strip('“”"')
    return stage, told.format(name=name, day=_day(given_on, today), words=words)


def _ask(draft: MeetingDraft, today: date) -> str:
    """The thing, its size and its date in one line (P15)."""
    ask = draft.ask
    by = _("by {day}").format(day=clock.day_in(ask.wanted_by, today.year)) if ask.wanted_by else ""
    return ", ".join(filter(None, (ask.thing, ask.size, by)))


def _afterwards(
    draft: MeetingDraft,
    people: list[_Person],
    between: list[str],
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


def _news(up_the_chain: list[str]) -> list[str]:
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

"""The sample book: invented people and eight weeks of a search, told relative to today.

It is what a newcomer sees first. The texts are in `resources/sample/`; this module only writes them
down, in one edit, which nobody takes back by mistake.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app import database, paths
from app.database import edit, fetch
from app.domain import times
from app.i18n import _
from app.models import (
    Ask,
    Channel,
    Contact,
    Duty,
    Favor,
    Invitation,
    Meeting,
    MeetingPerson,
    Need,
    Opportunity,
    Organization,
    Outreach,
    Position,
    Promise,
    Question,
    Referral,
    Relationship,
    Role,
    StageChange,
    Tag,
    Tidbit,
    Touch,
)
from app.models import Path as PathToExplore
from app.services import documents, duties, favors

_ZONES = {
    "Philadelphia": "America/New_York", "Wilmington": "America/New_York",
    "Baltimore": "America/New_York", "Hamburg": "Europe/Berlin", "Oslo": "Europe/Oslo",
    "Ostrava": "Europe/Prague", "Antwerp": "Europe/Brussels", "Bengaluru": "Asia/Kolkata",
    "Gothenburg": "Europe/Stockholm", "Lisbon": "Europe/Lisbon", "Rotterdam": "Europe/Amsterdam",
    "Prague": "Europe/Prague", "London": "Europe/London", "Osaka": "Asia/Tokyo",
    "Lagos": "Africa/Lagos", "Tromsø": "Europe/Oslo", "Thessaloniki": "Europe/Athens",
    "Sofia": "Europe/Sofia", "Bristol": "Europe/London", "Delft": "Europe/Amsterdam",
    "Brno": "Europe/Prague", "Toronto": "America/Toronto",
}  # fmt: skip


def open_copy(today: date) -> Path:
    """Open the person's own copy of the sample book.

    A copy in which nobody has written yet is told anew, so that its meetings are always ahead.
    """
    path = paths.sample_book()
    if path.exists():
        database.open_book(path)
        told_on, step = _told()
        if told_on == today.isoformat() or database.last_number() > step:
            return path
        database.close()
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
    database.open_book(path, create=True)
    fill(today)
    return path


def fill(today: date) -> None:
    """Write the sample into the open book, as things stand today."""
    people = json.loads(paths.resource("sample", "people.json").read_text(encoding="utf-8"))
    story = json.loads(paths.resource("sample", "story.json").read_text(encoding="utf-8"))
    with edit(_("Sample book")):
        teller = _Teller(today)
        teller.write_people(people)
        teller.write_referrals(story["referrals"])
        teller.write_relationships(story["relationships"])
        teller.write_outreach(story["outreach"])
        teller.write_meetings(story["meetings"])
        teller.write_exchange(story)
        teller.settle()
        resume = paths.resource("sample", "resume.pdf").read_bytes()
        documents.keep(resume, _("Résumé, version 7"), at=datetime.combine(today, time(), UTC))
    database.database.execute_sql(
        "REPLACE INTO setting VALUES ('sample_told_on', ?)", (today.isoformat(),)
    )
    database.begin_here()


def _told() -> tuple[str, int]:
    """The day of the telling, and the last step that belongs to it."""
    found = dict(fetch("SELECT key, value FROM setting"))
    return found.get("sample_told_on", ""), int(found.get("begins_after", 0))


@dataclass
class _Teller:
    """Writes the story down and remembers the ids of what it wrote."""

    today: date
    people: dict[str, str] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    firms: dict[str, str] = field(default_factory=dict)
    referrals: dict[str, str] = field(default_factory=dict)
    outreach: dict[str, str] = field(default_factory=dict)
    meetings: dict[tuple[str, int], str] = field(default_factory=dict)

    def day(self, offset: int) -> str:
        """The day so far from today, moved off a weekend: back when past, forward when ahead."""
        day = self.today + timedelta(offset)
        step = -1 if offset <= 0 else 1
        while day.weekday() > 4 and offset != 0:
            day += timedelta(step)
        return day.isoformat()

    def moment(self, offset: int, time: str = "12:00", zone: str = "UTC") -> str:
        """A time on a wall clock, so many days from today, as the book keeps it."""
        hour, minute = (int(part) for part in time.split(":"))
        day = date.fromisoformat(self.day(offset))
        return times.to_text(times.from_wall(day, hour, minute, zone))

    def write_people(self, told: dict[str, Any]) -> None:
        for name, place in told["firms"].items():
            self.firms[name] = Organization.create(name=name, place=place).id
        for person in told["people"]:
            self._write_person(person)
        for given, family, firm, title, place in told["more"]:
            contact = Contact.create(given=given, family=family, place=place, zone=_ZONES[place])
            self._know(f"{given} {family}", contact)
            Position.create(contact=contact, organization=self.firms[firm], title=title)

    def _know(self, key: str, contact: Contact) -> None:
        self.people[key] = str(contact.id)
        self.zones[key] = str(contact.zone)

    def _write_person(self, told: dict[str, Any]) -> None:
        given, family = told["name"]
        plain = ("say_as", "place", "zone", "expertise", "about", "how_met", "workload", "notes")
        contact = Contact.create(
            given=given,
            family=family,
            rhythm_days=told.get("rhythm"),
            **{name: told.get(name, "") for name in plain},
        )
        self._know(told["key"], contact)
        firm, title, since = told["at"]
        Position.create(contact=contact, organization=self.firms[firm], title=title, since=since)
        for rank, (old_firm, old_title, begun, ended) in enumerate(told.get("before", ()), 1):
            Position.create(
                contact=contact, organization=self.firms[old_firm], title=old_title, since=begun,
                until=ended, current=0, rank=rank,
            )  # fmt: skip
        for kind in ("email", "phone", "link"):
            if told.get(kind):
                Channel.create(contact=contact, kind=kind, value=told[kind], preferred=1)
        for role in told["roles"]:
            Role.create(contact=contact, kind=role)
        for tag in told["tags"]:
            Tag.create(contact=contact, name=tag)

    def write_referrals(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            self.referrals[one["key"]] = Referral.create(
                from_=self.people[one["from"]], to=self.people[one["to"]], reason=one["reason"],
                may_use_name=one["may"], on_date=self.day(one["day"]),
                outcome=one.get("outcome", ""),
            ).id  # fmt: skip

    def write_relationships(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            Relationship.create(
                contact=self.people[one["of"]], other=self.people[one["knows"]], how=one["how"],
                warmth=one["warmth"],
            )  # fmt: skip

    def write_outreach(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            opened = self.day(one["opened"])
            outreach = Outreach.create(
                contact=self.people[one["with"]], subject=one["subject"], opened_on=opened,
                stage_since=opened, next_step=one.get("next", ""),
            )  # fmt: skip
            self.outreach[one["with"]] = str(outreach.id)
            stage = "info_only"
            for move in one.get("moves", ()):
                self._move(str(outreach.id), one["with"], stage, move)
                stage = move["to"]
            if "closed" in one:
                how, day, rest = one["closed"]
                until = None if rest is None else self.day(rest)
                StageChange.create(
                    outreach=outreach, at=self.moment(day), from_stage=stage, to_stage=how
                )
                Outreach.update(closed=how, closed_on=self.day(day), rests_until=until).where(
                    Outreach.id == outreach.id
                ).execute()

    def _move(self, outreach_id: str, giver: str, stage: str, told: dict[str, Any]) -> None:
        day, leads = self.day(told["day"]), told.get("leads")
        leads_to = self.people[leads] if leads else None
        invitation = Invitation.create(
            outreach=outreach_id, kind=told["kind"], given_on=day, channel=told["channel"],
            words=told["words"], given_by=self.people[giver], leads_to=leads_to,
        )  # fmt: skip
        values: dict[str, Any] = {"stage": told["to"], "stage_since": day}
        values["invitation_id"] = invitation.id
        if leads_to:
            values["leads_to"] = leads_to
        if "opportunity" in told:
            title, firm = told["opportunity"]
            opening = Opportunity.create(title=title, organization=self.firms[firm])
            values |= {"opportunity": opening.id, "applied_on": day}
        Outreach.update(**values).where(Outreach.id == outreach_id).execute()
        StageChange.create(
            outreach=outreach_id, at=self.moment(told["day"]), from_stage=stage,
            to_stage=told["to"], invitation=invitation.id,
        )  # fmt: skip

    def write_meetings(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            lead = one["people"][0]
            zone = self.zones[lead]
            ahead = one["day"] is not None
            share = one.get("share")
            meeting = Meeting.create(
                outreach=self.outreach.get(lead),
                start=self.moment(one["day"], one["time"], zone) if ahead else None, zone=zone,
                minutes=one["minutes"], medium=_MEDIA.get(one["medium"], ""),
                place=one.get("place", ""), purpose=one["purpose"], purpose_detail=one["detail"],
                state=one["state"], referral=self.referrals.get(one.get("referral", "")),
                what_you_bring="\n".join(one.get("bring", ())), plan_b=one.get("plan_b", ""),
                bring_list="\n".join(one.get("list", ())), notes=one.get("notes", ""),
                advice=one.get("advice", ""), their_share=share,
                debriefed_on=self.day(one["day"]) if share else None,
            )  # fmt: skip
            if ahead:
                self.meetings[lead, one["day"]] = str(meeting.id)
            for rank, key in enumerate(one["people"]):
                MeetingPerson.create(meeting=meeting, contact=self.people[key], rank=rank)
            for rank, question in enumerate(one.get("questions", ())):
                Question.create(meeting=meeting, text=question, rank=rank)
            for path in one.get("paths", ()):
                PathToExplore.create(meeting=meeting, text=path)
            if "ask" in one:
                thing, size, offer = one["ask"]
                held = one["state"] == "held"
                Ask.create(
                    contact=self.people[lead], meeting=meeting, thing=thing, size=size,
                    offer=offer, state="received" if held else "prepared",
                    asked_on=self.day(one["day"]) if held else None,
                )  # fmt: skip

    def settle(self) -> None:
        """A courteous person: whatever was due before the last days was done in time."""
        for duty in duties.listing(times.from_text(self.moment(0))):
            if duty.kind in ("thank", "report_back") and duty.due < self.today - timedelta(2):
                Duty.create(
                    kind=duty.kind, contact=duty.contact_id, cause_id=duty.cause_id,
                    state="done", on_date=duty.due.isoformat(),
                )  # fmt: skip

    def write_exchange(self, told: dict[str, Any]) -> None:
        for one in told["needs"]:
            met = one.get("met")
            Need.create(
                contact=self.people[one["of"]], text=one["text"], heard_on=self.day(one["day"]),
                met_on=None if met is None else self.day(met),
            )  # fmt: skip
        self._write_favors(told["favors"])
        for one in told["asks"]:
            by = one.get("by")
            Ask.create(
                contact=self.people[one["of"]], thing=one["thing"], size=one["size"],
                offer=one["offer"], state=one["state"], asked_on=self.day(one["day"]),
                wanted_by=None if by is None else self.day(by),
            )  # fmt: skip
        for one in told["promises"]:
            kept = one.get("kept")
            Promise.create(
                contact=self.people[one["with"]], direction=one["dir"], text=one["text"],
                made_on=self.day(one["day"]), due=self.day(one["due"]),
                kept_on=None if kept is None else self.day(kept), kind=one.get("kind", ""),
            )  # fmt: skip
        for one in told["tidbits"]:
            fresh = one.get("fresh")
            Tidbit.create(
                text=one["text"], source=one.get("source", ""),
                source_contact=self.people[one["from"]] if "from" in one else None,
                may_pass=one["may"], about=one["about"], heard_on=self.day(one["day"]),
                fresh_until=None if fresh is None else self.day(fresh),
            )  # fmt: skip
        for one in told["touches"]:
            Touch.create(
                contact=self.people[one["with"]], kind=one["kind"], direction=one["dir"],
                at=self.moment(one["day"]), what=one["what"], message=one.get("message", ""),
                outreach_id=self.outreach[one["with"]] if "message" in one else None,
            )  # fmt: skip

    def _write_favors(self, told: list[dict[str, Any]]) -> None:
        """Favors in the person's own words; what else held meetings owe they book by themselves."""
        for one in told:
            booked_for = one.get("for", "")
            Favor.create(
                contact=self.people[one["with"]], direction=one["dir"], size=one["size"],
                what=one["what"], on_date=self.day(one["day"]), booked_for=booked_for,
                by_hand="what size on_date" if booked_for else "",
                meeting=self.meetings[tuple(one["met"])] if booked_for else None,
            )  # fmt: skip
        favors.book(self.meetings.values())
        for one in told:
            if "settles" in one:
                rows = favors.listing(contact=self.people[one["with"]], which="open")
                settling = next(row.id for row in rows if row.what == one["what"])
                settled = next(row.id for row in rows if row.what == one["settles"])
                favors.settle(settled, by=settling)


_MEDIA = {"in person": "in_person", "video": "video", "phone": "phone", "": ""}

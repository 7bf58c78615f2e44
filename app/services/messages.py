"""What to write to whom, drafted from the book; and that it was sent, when the person says so.

A draft is only ever a proposal: nothing is written into the book by drafting, copying or opening a
mail program. `sent` alone says that there was contact (P37, P04, P05, B01, B04, B06).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.database import edit, fetch, new_id
from app.domain import mails, messages, overlap, texts, times
from app.domain import tidbits as rules
from app.domain.etiquette import Key
from app.domain.messages import FIELDS, Message, Occasion
from app.domain.people import touch_names
from app.errors import Invalid, NotFound
from app.i18n import _
from app.models import Touch
from app.services import clock, duties, meetings, referrals
from app.services import message_facts as facts_of
from app.services.message_facts import Gathering, language
from app.services.message_news import newest_cause, tell_news

# Drafting


def draft(occasion: Occasion, *, at: datetime | None = None) -> Message:
    """What to write, from the person's template and the book; raises `NotFound`."""
    from app.services import templates  # imported here: it previews with what is gathered below

    template = templates.of(occasion.kind)
    facts = gathered(occasion, at=at)
    subject, body = templates.filled(template, facts.fields)
    return Message(
        subject, body, facts_of.addresses(occasion.contact_id), tuple(facts.remarks),
        tuple(facts.built_from), facts.to.name, _stage(occasion),
    )  # fmt: skip


def gathered(occasion: Occasion, *, at: datetime | None = None) -> Gathering:
    """The facts that the templates of this kind may speak of."""
    facts = Gathering(facts_of.person(occasion.contact_id), language(), clock.moment(at))
    _GATHER[occasion.kind](facts, occasion)
    facts.fields = {
        name: text for name, text in facts.fields.items() if name in FIELDS[occasion.kind]
    }
    return facts


def warnings(occasion: Occasion, text: str) -> tuple[str, ...]:
    """What must not be in the words that were typed: a name without a yes, or what is not to be
    passed on (B04, P29).
    """  # fmt: skip
    facts = Gathering(facts_of.person(occasion.contact_id), language(), clock.moment())
    found = [
        _("{name} has not said yes to being named to {other}.").format(
            name=hidden.name, other=facts.to.short
        )
        for hidden in facts.withheld.values()
        if overlap.mentions(text, hidden.spoken)
    ]
    lines = [part for line in texts.lines(text) for part in (line, *line.split(". "))]
    if kept := rules.kept_back(lines, facts.confidences):
        shown = min(kept, key=len)
        found.append(_("“{text}” is not to be passed on.").format(text=shown[:120]))
    return tuple(found)


def addresses(contact_id: str) -> tuple[str, ...]:
    """The e-mail addresses of a contact, the preferred one first."""
    return facts_of.addresses(contact_id)


def names_of(contact_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Ids and names of these contacts, in order; those that are gone are left out."""
    return [(one.id, one.name) for one in facts_of.people(contact_ids)]


def kinds_for(contact_id: str) -> tuple[str, ...]:
    """The kinds of messages that make sense for a contact now, in the usual order."""
    has = fetch(
        "SELECT EXISTS (SELECT 1 FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id"
        "   WHERE p.contact_id = ?1 AND m.state = 'held'),"
        " EXISTS (SELECT 1 FROM invitation WHERE given_by_id = ?1),"
        " EXISTS (SELECT 1 FROM touch WHERE contact_id = ?1 AND direction = 'out'"
        "   AND kind IN ('mail', 'message', 'letter')),"
        " EXISTS (SELECT 1 FROM touch WHERE contact_id = ?1 AND direction <> 'out'),"
        " EXISTS (SELECT 1 FROM referral WHERE from_id = ?1),"
        " EXISTS (SELECT 1 FROM promise WHERE contact_id = ?1 AND direction = 'theirs'"
        "   AND kept_on IS NULL)",
        (contact_id,),
    )[0]
    met, opened, wrote, answered, referred, promised = map(bool, has)
    sensible = {
        "request": True,
        "second_try": wrote and not met,
        "last_try": wrote and not met,
        "thank_you": met or opened,
        "report_back": referred or opened,
        "check_in": met or answered,
        "reminder": promised,
        "introduction": met or answered,
    }
    return tuple(kind for kind in messages.KINDS if sensible[kind])


# It was sent


def sent(
    occasion: Occasion,
    subject: str,
    body: str,
    *,
    channel: str = "mail",
    at: datetime | None = None,
) -> str:
    """Note that it was sent, with its words, and that its duty is done: one step; the touch's id.

    A meeting that was only wanted is requested by that. An introduction went to both.
    """
    if channel not in touch_names():
        raise Invalid({"channel": _("Choose how it was sent.")})
    what = mails.as_text(subject, body)
    if not what:
        raise Invalid({"body": _("There are no words in it yet.")})
    answered = _answered(occasion, at)
    with edit(_("Send {message}").format(message=messages.kind_names()[occasion.kind].lower())):
        if not fetch("SELECT 1 FROM contact WHERE id = ?", (occasion.contact_id,)):
            raise NotFound(_("This contact was deleted meanwhile."))
        touch_id = new_id()
        Touch.create(
            id=touch_id, contact=occasion.contact_id, kind=channel, direction="out",
            at=times.to_text(clock.moment(at)), what=what,
            outreach_id=_thread(occasion) or None, message=occasion.kind,
        )  # fmt: skip
        if occasion.other_id and occasion.kind == "introduction":
            Touch.create(
                contact=occasion.other_id, kind=channel, direction="out",
                at=times.to_text(clock.moment(at)), what=what, message=occasion.kind,
            )  # fmt: skip
        for key in answered:
            with suppress(NotFound):  # what it hung on is gone; the words went out all the same
                duties.done(key, at=at)
        if occasion.kind == "request":
            met = _ahead(occasion)
            if met is not None and met.state == "wanted":
                meetings.set_state(met.id, "requested")
    return touch_id


def _answered(occasion: Occasion, at: datetime | None) -> list[Key]:
    """The duties that a message does: its own, or those that it does without having been asked."""
    if occasion.duty is not None and occasion.kind != "thank_you":  # thanks are for all of it
        return [occasion.duty, *(duty.key for duty in duties.told_with(occasion.duty, at))]
    if occasion.kind == "report_back" and not occasion.meeting_id:
        facts = Gathering(facts_of.person(occasion.contact_id), language(), clock.moment(at))
        occasion = replace(occasion, meeting_id=newest_cause(facts))
    found = duties.of_contact(occasion.contact_id, at)
    own = [duty.key for duty in found if messages.answers(occasion, duty)]
    return own + [duty.key for key in own for duty in messages.told_with(key, found)]


def _thread(occasion: Occasion) -> str:
    """The outreach that a message belongs to: its own, or the open one to this contact."""
    own = fetch("SELECT id FROM outreach WHERE id = ?", (occasion.outreach_id,))
    if own:
        return str(own[0][0])
    if occasion.kind in ("request", "second_try", "last_try"):
        return meetings.open_outreach(occasion.contact_id) or ""
    return ""


def _stage(occasion: Occasion) -> str:
    """How far the thread with this contact has come."""
    thread = occasion.outreach_id or meetings.open_outreach(occasion.contact_id)
    found = fetch("SELECT stage FROM outreach WHERE id = ?", (thread,))
    return str(found[0][0]) if found else "info_only"


# What each kind is built from


def _ahead(occasion: Occasion) -> facts_of.Met | None:
    if occasion.meeting_id:
        return facts_of.meeting(occasion.contact_id, occasion.meeting_id)
    return facts_of.next_meeting(occasion.contact_id)


def _request(facts: Gathering, occasion: Occasion) -> None:
    """For information only, with a length and an offer (P01, P06, P32, P35, P37)."""
    met = _ahead(occasion)
    facts_of.tell_who_sent_me(facts)
    facts_of.tell_topic(facts, met, _thread(occasion))
    facts_of.tell_time(facts, met)
    purpose = met.purpose if met is not None else ""
    phrases = facts.language.phrases
    aim = f"aim_{purpose}" if f"aim_{purpose}" in phrases else "aim"
    topic = facts.fields.get("topic", "")
    facts.put("aim", facts.language.phrase(aim, topic=topic, firm=facts.to.firm))
    if met is not None:
        facts.put("medium", phrases.get(met.medium, ""))
    has_offer = _tell_ask(facts, met.id if met is not None else "")
    facts_of.tell_tidbit(facts)
    if not has_offer and occasion.kind != "last_try":
        facts.remark(_("Nothing is offered in return yet. What could be of use to {name}?").format(
            name=facts.to.short))  # fmt: skip


def _tell_ask(facts: Gathering, meeting_id: str) -> bool:
    """The one ask and what I offer with it (P06, P15, P16); whether there is an offer."""
    found = fetch(
        "SELECT thing, size, offer FROM ask WHERE contact_id = ?1 AND state = 'prepared'"
        " AND (meeting_id = ?2 OR meeting_id IS NULL) ORDER BY meeting_id IS NULL, id DESC LIMIT 1",
        (facts.to.id, meeting_id),
    )
    thing, size, offer = found[0] if found else ("", "", "")
    if facts.put_note("ask", thing, _("Your ask")):
        facts.put("ask_size", size)
    facts.put_note("offer", offer, _("Your offer"))
    return bool(offer)


def _another_try(facts: Gathering, occasion: Occasion) -> None:
    """Short, and without reproach: silence is an answer, too (B02)."""
    _request(facts, occasion)
    wrote = fetch(
        "SELECT max(at) FROM touch WHERE contact_id = ? AND direction = 'out'"
        " AND kind IN ('mail', 'message', 'letter')",
        (facts.to.id,),
    )[0][0]
    if wrote:
        day = facts_of.day_of(wrote)
        facts.put("written", facts.language.past(day, facts.today), _("You wrote"))


def _thank_you(facts: Gathering, occasion: Occasion) -> None:
    """For the very thing: their time, a lead, a word for me (P04)."""
    cause = occasion.duty.cause_id if occasion.duty is not None else ""
    if cause and _thank_for_invitation(facts, cause):
        return
    met = (
        facts_of.meeting(facts.to.id, cause or occasion.meeting_id)
        if cause or occasion.meeting_id
        else facts_of.last_meeting(facts.to.id, facts.at)
    )
    language = facts.language
    if met is None or not met.start:
        facts.put("thanks_for", language.phrases["thanks"])
        return
    facts_of.tell_topic(facts, met, "")
    day = facts_of.day_of(met.start)
    facts.put("day", language.past(day, facts.today), _("You met"))
    said = {"day": facts.fields["day"], "topic": facts.fields.get("topic", "")}
    facts.put("thanks_for", language.phrase("thanks_meeting", **said))
    facts_of.tell_advice(facts, met)
    given = [
        link.to_name
        for link in referrals.given_by(facts.to.id)
        if day.isoformat() <= link.on_date
    ]  # fmt: skip
    facts.put("names_given", language.listed(given[:3]), _("Names given"))
    _tell_promise(facts, met.id)
    facts_of.tell_need(facts, met.id)
    facts_of.tell_tidbit(facts)


def _thank_for_invitation(facts: Gathering, cause: str) -> bool:
    found = fetch(
        "SELECT i.kind, i.words, ifnull(trim(c.given || ' ' || c.family), ''), ifnull(f.name, '')"
        " FROM invitation i JOIN outreach o ON o.id = i.outreach_id"
        " LEFT JOIN contact c ON c.id = i.leads_to_id"
        " LEFT JOIN opportunity p ON p.id = o.opportunity_id"
        " LEFT JOIN organization f ON f.id = p.organization_id"
        " WHERE i.id = ? AND i.given_by_id = ?",
        (cause, facts.to.id),
    )
    for kind, words, lead, firm in found:
        phrase = facts.language.phrase(f"thanks_{kind}", lead=lead, firm=firm)
        facts.put("thanks_for", phrase or facts.language.phrases["thanks"])
        facts.put("follow_up", facts.language.phrases[f"follow_up_{kind}"])
        facts.built_from.append((_("Their words"), words))
        facts_of.tell_tidbit(facts)
    return bool(found)


def _tell_promise(facts: Gathering, meeting_id: str) -> None:
    """What I said I would do for them, and have not done yet (B06)."""
    found = fetch(
        "SELECT text FROM promise WHERE contact_id = ? AND direction = 'mine' AND kept_on IS NULL"
        " ORDER BY ifnull(meeting_id, '') = ? DESC, ifnull(due, '9999'), id LIMIT 1",
        (facts.to.id, meeting_id),
    )
    for (note,) in found:
        if facts.language.speaks_about(note):
            facts.built_from.append((_("You promised"), note))
        else:
            facts.put_note("promise", note, _("You promised"))


def _report_back(facts: Gathering, occasion: Occasion) -> None:
    """What came of a door that they opened, the good first (P05, B01)."""
    tell_news(facts, occasion.duty.cause_id if occasion.duty is not None else occasion.meeting_id)
    for other in duties.told_with(occasion.duty, facts.at) if occasion.duty is not None else ():
        facts.remark(
            _("{name} hears of this with it, too: {what}").format(
                name=facts.to.short, what=other.reason
            )
        )
    facts_of.tell_tidbit(facts)


def _check_in(facts: Gathering, occasion: Occasion) -> None:
    """A greeting that asks for nothing (P10, P20)."""
    met = facts_of.last_meeting(facts.to.id, facts.at)
    last = fetch(
        "SELECT max(at) FROM touch WHERE contact_id = ? AND at <= ?",
        (facts.to.id, times.to_text(facts.at)),
    )[0][0]
    newest = max(filter(None, (last, met.start if met is not None else None)), default="")
    if newest:
        day = facts_of.day_of(newest)
        facts.put("last", facts.language.past(day, facts.today), _("Last in touch"))
    facts_of.tell_topic(facts, met, occasion.outreach_id)
    facts_of.tell_advice(facts, met)
    facts_of.tell_need(facts)
    facts_of.tell_tidbit(facts)


def _reminder(facts: Gathering, occasion: Occasion) -> None:
    """Of something that was offered and not done yet: once, and gently (B06)."""
    found = fetch(
        "SELECT text, made_on, kind FROM promise WHERE contact_id = ?1 AND direction = 'theirs'"
        " AND kept_on IS NULL ORDER BY id = ?2 DESC, kind = 'introduction' DESC, made_on LIMIT 1",
        (facts.to.id, occasion.duty.cause_id if occasion.duty is not None else ""),
    )
    facts_of.tell_time(facts, None)
    for note, made_on, kind in found:
        day = datetime.fromisoformat(made_on).date()
        facts.put("promised", facts.language.past(day, facts.today), _("Offered"))
        facts.put_note("offered", note, _("What they offered"))
        if kind == "introduction" or facts.language.phrases["introduces"] in note.casefold():
            facts_of.tell_topic(facts, None, _thread_with(facts, note) or occasion.outreach_id)
            said = {name: facts.fields.get(name, "") for name in ("topic", "time")}
            facts.put("pass_on", facts.language.phrase("pass_on", **said))
    if not found:
        facts.remark(_("The book knows of nothing that {name} offered.").format(
            name=facts.to.short))  # fmt: skip


def _thread_with(facts: Gathering, note: str) -> str:
    """The outreach to whoever the offer names, among those they told me about."""
    found: list[tuple[Any, ...]] = fetch(
        "SELECT o.id, c.given, c.family, c.say_as FROM referral r JOIN contact c ON c.id = r.to_id"
        " JOIN outreach o ON o.contact_id = c.id WHERE r.from_id = ? ORDER BY o.id DESC",
        (facts.to.id,),
    )
    for outreach_id, given, family, say_as in found:
        called = (f"{given} {family}".strip(), given, family, say_as, say_as.split(" ")[0])
        if overlap.mentions(note, filter(None, called)):
            return str(outreach_id)
    return ""


def _introduction(facts: Gathering, occasion: Occasion) -> None:
    """Of two people who may have use for each other, with what is admired in each (P37, B05)."""
    ends = [("", facts.to)]
    if occasion.other_id:
        ends.append(("other_", facts_of.person(occasion.other_id)))
        facts.put("other", ends[1][1].short)
        facts.put("other_full", ends[1][1].name)
    for prefix, one in ends:
        facts.put(f"{prefix}work", facts.language.work(one.title, one.firm), one.name)
        facts.put(f"{prefix}expertise", facts_of.expertise(facts, one.expertise))
        said = next((w for w in referrals.to(one.id) if w.may_use_name == "yes" and w.reason), None)
        if said is not None:
            title = _("What {name} said of {other}").format(name=said.from_name, other=one.short)
            facts.put_note(f"{prefix}admired", said.reason, title, shape="quoted")
        else:
            facts.remark(_("Say in a sentence what you admire in {name}.").format(name=one.short))
    facts.remark(_("Ask both of them first: an introduction is a gift when both have said yes."))


_GATHER: dict[str, Callable[[Gathering, Occasion], None]] = {
    "request": _request,
    "second_try": _another_try,
    "last_try": _another_try,
    "thank_you": _thank_you,
    "report_back": _report_back,
    "check_in": _check_in,
    "reminder": _reminder,
    "introduction": _introduction,
}

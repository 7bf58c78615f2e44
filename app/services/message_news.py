"""What there is to tell to whoever opened a door: met, referred, applied, offer, landed (P04, B01).

A report opens with what is good about it, even from a dead end (P05): that is how the phrases are
written; here it is found out which of them is true.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.database import fetch
from app.i18n import _
from app.services import message_facts as facts_of
from app.services import referrals
from app.services.message_facts import Gathering, Person

_MET = """
SELECT 'met', m.id, m.start, ifnull(m.outreach_id, ''), p.contact_id, '', '', m.purpose_detail
FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id
WHERE m.state = 'held' AND p.contact_id <> ?1
"""
_MOVED = """
SELECT s.to_stage, s.id, s.at, s.outreach_id, o.contact_id, ifnull(i.leads_to_id, ''),
    ifnull(i.given_by_id, ''), ''
FROM stage_change s JOIN outreach o ON o.id = s.outreach_id
LEFT JOIN invitation i ON i.id = s.invitation_id
WHERE s.to_stage IN ('referred', 'applied', 'offer', 'landed', 'not_this_time')
"""
_LED = """
SELECT 'lead', i.id, i.given_on, i.outreach_id, i.leads_to_id, '', i.given_by_id, ''
FROM invitation i WHERE i.leads_to_id IS NOT NULL
"""
# Everyone to whom a contact opened the way, and the outreach through whose door they opened.
_BELOW = """
WITH RECURSIVE below (id) AS (
    SELECT ?1 UNION SELECT r.to_id FROM below b JOIN referral r ON r.from_id = b.id
)
"""


@dataclass(frozen=True)
class _News:
    """One thing that happened; `at` is a moment or a day."""

    step: str
    cause_id: str
    at: str
    outreach_id: str
    about_id: str
    lead_id: str
    giver_id: str
    topic: str


def tell_news(facts: Gathering, cause_id: str) -> None:
    """What happened, to whom they sent me, and how it hangs together."""
    news = _caused_by(facts, cause_id) if cause_id else _newest(facts)
    if news is None:
        facts.remark(_("The book has no news yet that {name} had a part in.").format(
            name=facts.to.short))  # fmt: skip
        return
    if news.step == "referred" and news.about_id == facts.to.id:  # they know that they sent me on
        to_lead = replace(news, step="lead", about_id=news.lead_id)
        news = to_lead if news.lead_id else replace(news, step="referred_own")
    about = facts_of.person(news.about_id)
    facts.withhold(link for link in referrals.to(about.id) if link.from_id != facts.to.id)
    own = about.id == facts.to.id
    if not own and news.step != "lead":  # of a lead, nothing can be said to have gone well yet
        facts.put("about", about.name)
    _tell_path(facts, about)
    _tell_step(facts, news, about)
    if news.step == "lead":
        facts.put("path", facts.language.phrase("path_lead", about=about.name))


def _tell_path(facts: Gathering, about: Person) -> None:
    """How I came to whoever the news is about; a name between needs a yes (B04)."""
    language = facts.language
    if about.id == facts.to.id:
        facts.put("path", language.phrases["path_own"])
        return
    direct = [link for link in referrals.to(about.id) if link.from_id == facts.to.id]
    given = fetch(
        "SELECT 1 FROM invitation i JOIN outreach o ON o.id = i.outreach_id"
        " WHERE i.given_by_id = ?1 AND (i.leads_to_id = ?2 OR o.contact_id = ?2) LIMIT 1",
        (facts.to.id, about.id),
    )
    if direct or given:
        facts.put("path", language.phrase("path_direct", about=about.name))
        for link in direct[:1]:
            if link.reason:
                facts.built_from.append((_("What they said of {name}").format(name=about.short),
                                         link.reason))  # fmt: skip
        return
    links = referrals.links(about.id)
    place = next((n for n, link in enumerate(links) if link.from_id == facts.to.id), None)
    via = ""
    if place is not None:
        via = links[place].to_name
        if links[place + 1].may_use_name != "yes":
            facts.remark(facts.not_yet(via))
            via = ""
    facts.put("path", language.phrase("path_further", via=via, about=about.name))


def _tell_step(facts: Gathering, news: _News, about: Person) -> None:
    closed, title, firm = _outreach(news.outreach_id)
    note = news.topic or facts_of.subject_of(news.outreach_id)
    if note and not note.rstrip().endswith("?"):
        facts.put_note("topic", note, _("About"))
    step = news.step
    if closed == "not_this_time" and step in (
        "met",
        "referred",
        "referred_own",
        "applied",
        "lead",
    ):
        step = "closed"
    if step == "not_this_time":
        step = "closed"
    if step == "lead":
        _tell_lead(facts, about)
        return
    if step == "applied" and news.giver_id == facts.to.id:
        step = "applied_own"
    lead = facts_of.person(news.lead_id).name if step == "referred" and news.lead_id else ""
    for what, text in ((_("The position"), title), (_("The firm"), firm)):
        if text and step not in ("met", "referred", "referred_own"):
            facts.built_from.append((what, text))
    facts.put(
        "news",
        facts.language.phrase(
            f"news_{step}", about=about.name, lead=lead, opportunity=title, firm=firm,
            day=facts.language.past(_day(news.at), facts.today),
            topic=facts.fields.get("topic", ""),
        ),
        _("What happened"),
    )  # fmt: skip


def _tell_lead(facts: Gathering, lead: Person) -> None:
    """How far I have come with a lead that they gave me (P02, P04)."""
    language = facts.language
    ahead = fetch(
        "SELECT m.start FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id"
        " WHERE p.contact_id = ? AND m.state = 'agreed' ORDER BY m.start LIMIT 1",
        (lead.id,),
    )
    written = fetch(
        "SELECT max(at) FROM touch WHERE contact_id = ? AND direction <> 'in'", (lead.id,)
    )[0][0]
    if ahead:
        day = language.coming(_day(ahead[0][0]), facts.today)
        told = language.phrase("news_meeting_agreed", day=day)
    elif written:
        day = language.past(_day(written), facts.today)
        told = language.phrase("news_written", about=lead.short, day=day)
    else:
        told = language.phrase("news_begun", about=lead.short)
        facts.remark(
            _("The book knows of no word to {name} yet. Write to {name} first, and then report.")
            .format(name=lead.short)
        )  # fmt: skip
    facts.put("news", told, _("What happened"))


def _caused_by(facts: Gathering, cause_id: str) -> _News | None:
    """What a duty hangs on: a meeting, a step or a lead."""
    found = fetch(
        f"SELECT * FROM ({_MET} UNION ALL {_MOVED} UNION ALL {_LED}) news WHERE news.id = ?2"
        " LIMIT 1",
        (facts.to.id, cause_id),
    )
    return _News(*found[0]) if found else None


def _newest(facts: Gathering) -> _News | None:
    """The last thing that happened with anybody to whom this contact opened the way."""
    found = fetch(
        f"{_BELOW} SELECT * FROM ({_MET} AND p.contact_id IN below"
        f" UNION ALL {_MOVED} AND (o.contact_id IN below OR i.given_by_id = ?1)"
        f" UNION ALL {_LED} AND i.given_by_id = ?1"
        " UNION ALL SELECT 'lead', r.id, r.on_date, '', r.to_id, '', '', '' FROM referral r"
        " WHERE r.from_id = ?1) news ORDER BY news.start DESC LIMIT 1",
        (facts.to.id,),
    )
    return _News(*found[0]) if found else None


def newest_cause(facts: Gathering) -> str:
    """What the newest news hang on, or ''."""
    news = _newest(facts)
    return news.cause_id if news is not None else ""


def _outreach(outreach_id: str) -> tuple[str, str, str]:
    """How it was closed, the position, and the firm; '' where there is none."""
    found = fetch(
        "SELECT ifnull(o.closed, ''), ifnull(p.title, ''), ifnull(f.name, '') FROM outreach o"
        " LEFT JOIN opportunity p ON p.id = o.opportunity_id"
        " LEFT JOIN organization f ON f.id = p.organization_id WHERE o.id = ?",
        (outreach_id,),
    )
    return found[0] if found else ("", "", "")


def _day(at: str) -> date:
    return date.fromisoformat(at) if len(at) == len("2026-11-24") else facts_of.day_of(at)

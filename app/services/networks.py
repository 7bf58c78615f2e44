"""What a picture of the network is made of: people, who sent me to whom, who knows whom (P08, P42).

Nothing is loaded that is not drawn: first whom to show is asked, then what links these.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app import settings
from app.brief.page import Paper
from app.database import fetch
from app.domain import names, times
from app.domain.introductions import Goal
from app.domain.networks import Known, Network, Person, Sent
from app.errors import NotFound
from app.i18n import _
from app.services import clock, directory, introductions, referrals

# More than these find no room on one page in letters that can be read.
MOST_PEOPLE = 60
_ALONE = 40  # whom I know and nobody leads to; they fill what is left of the page


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see: the whole network, or the way to a goal, or around an opening."""

    goal: Goal | None = None
    opening: str = ""
    paper: Paper | None = None


def pdf_of(wanted: Wanted, *, at: datetime | None = None) -> tuple[str, bytes]:
    """What the picture is called, and its page; raises `NotFound`."""
    # Imported here: few who look at the network print it.
    from app.brief import pdf
    from app.papers import network

    if wanted.goal is not None:
        shown = way_to(wanted.goal)
    else:
        shown = around_opportunity(wanted.opening) if wanted.opening else whole()
    printed = times.local(clock.moment(at), settings.your_zone())
    pages = network.pages(shown, paper=wanted.paper or settings.paper(), printed_at=printed)
    return pages[0].title, pdf.written(pages, subject=_("Picture of a network"))


def goal_to(contact_id: str) -> Goal:
    """This contact as a goal; raises `NotFound`."""
    found = directory.rows([contact_id])
    if not found:
        raise NotFound(_("This contact was deleted meanwhile."))
    return Goal("person", contact_id, found[0].name)


def goal_for(text: str) -> Goal:
    """The first that fits, of people, firms and fields; raises `NotFound`."""
    found = introductions.goals(text)
    if not found:
        raise NotFound(_("No person, firm or kind of work fits “{words}”.").format(words=text))
    return found[0]


def whole() -> Network:
    """Those whom most lead to and from, the ways to them, and whom else I know well."""
    linked = [person for (person,) in fetch(_LINKED, (MOST_PEOPLE,))]
    alone = [person for (person,) in fetch(_CLOSEST, (_ALONE,))]
    return _network([*_with_ways(linked), *alone])


def way_to(goal: Goal) -> Network:
    """Every way to a person, a firm or a field: who sent me there, and who could introduce me."""
    found = introductions.roads(goal)
    stops = [stop.id for road in found for stop in road.stops]
    aims = {road.stops[-1].id for road in found} | ({goal.id} if goal.kind == "person" else set())
    wanted = _with_ways([*stops, *sorted(aims)])
    wording = {
        "person": _("The way to {name}"),
        "firm": _("Ways into {name}"),
        "field": _("Ways to somebody who knows about {name}"),
    }[goal.kind]
    return _network(wanted, aims, wording.format(name=goal.text))


def around_opportunity(opportunity_id: str) -> Network:
    """Everybody who has to do with an opening: whom I talk to, who opened the door, who led there.

    Raises `NotFound`.
    """
    found = fetch(_OPPORTUNITY, (opportunity_id,))
    if not found:
        raise NotFound(_("This opening was deleted meanwhile."))
    there = [person for (person,) in fetch(_AROUND, (opportunity_id,))]
    title = " · ".join(filter(None, found[0]))
    return _network(_with_ways(there), set(there), _("People around {name}").format(name=title))


def _with_ways(people: Collection[str]) -> list[str]:
    """These and the chains that lead to them."""
    found = dict.fromkeys(people)
    for person in people:
        found |= dict.fromkeys(link.from_id for link in referrals.links(person))
    return list(found)


def _network(people: Collection[str], aims: Collection[str] = (), around: str = "") -> Network:
    wanted = list(dict.fromkeys(people))
    ids = (json.dumps(wanted),)
    known = introductions.closeness(wanted)
    return Network(
        people=tuple(
            Person(i, names.full(given, family), firm, state or "", known.get(i, 0), links)
            for i, given, family, firm, state, links in fetch(_PEOPLE, ids)
        ),
        sent=tuple(Sent(*row) for row in fetch(_SENT, ids)),
        known=tuple(Known(*row) for row in fetch(_KNOWN, ids)),
        aims=frozenset(aims),
        around=around,
        others=directory.count() - len(wanted),
    )


# Each side counted along its index first: a large network is read in a fraction of the time.
_LINKED = """
SELECT person FROM (
    SELECT from_id AS person, count(*) AS links FROM referral GROUP BY from_id
    UNION ALL SELECT to_id, count(*) FROM referral GROUP BY to_id
    UNION ALL SELECT contact_id, count(*) FROM relationship GROUP BY contact_id
    UNION ALL SELECT other_id, count(*) FROM relationship GROUP BY other_id
) GROUP BY person ORDER BY sum(links) DESC, person LIMIT ?
"""
_CLOSEST = """
SELECT person FROM (
    SELECT contact_id AS person, 3 AS weight FROM role WHERE kind IN ('friend', 'mentor')
    UNION ALL SELECT contact_id, 2 FROM role WHERE kind IN ('colleague', 'manager', 'report')
    UNION ALL SELECT p.contact_id, 2 FROM meeting m JOIN meeting_person p ON p.meeting_id = m.id
        WHERE m.state = 'held'
    UNION ALL SELECT contact_id, 1 FROM touch
) GROUP BY person ORDER BY sum(weight) DESC, person LIMIT ?
"""
# How far things have come with each: an open outreach says more than a closed one.
_PEOPLE = """
SELECT c.id, c.given, c.family,
    ifnull((SELECT o.name FROM position p JOIN organization o ON o.id = p.organization_id
            WHERE p.contact_id = c.id ORDER BY p.current DESC, p.rank LIMIT 1), ''),
    (SELECT CASE WHEN o.closed IS NULL THEN o.stage WHEN o.closed = 'landed' THEN 'landed'
        ELSE 'closed' END
     FROM outreach o WHERE o.contact_id = w.value
     ORDER BY o.closed IS 'landed' DESC, o.closed IS NOT NULL, o.stage = 'applied' DESC,
         o.stage = 'referred' DESC, o.id LIMIT 1),
    (SELECT count(*) FROM referral WHERE from_id = w.value)
    + (SELECT count(*) FROM relationship WHERE contact_id = w.value)
    + (SELECT count(*) FROM relationship WHERE other_id = w.value)
FROM json_each(?) w CROSS JOIN contact c ON c.id = w.value ORDER BY w.key
"""
# From these people on, along the index; never over all links there are.
_SENT = """
SELECT r.from_id, r.to_id, r.may_use_name
FROM json_each(?1) w CROSS JOIN referral r ON r.from_id = w.value
WHERE r.to_id IN (SELECT value FROM json_each(?1)) ORDER BY r.on_date DESC, r.id DESC
"""
_KNOWN = """
SELECT k.contact_id, k.other_id, k.warmth
FROM json_each(?1) w CROSS JOIN relationship k ON k.contact_id = w.value
WHERE k.other_id IN (SELECT value FROM json_each(?1)) ORDER BY k.warmth DESC, k.id
"""
_OPPORTUNITY = """
SELECT p.title, o.name FROM opportunity p LEFT JOIN organization o ON o.id = p.organization_id
WHERE p.id = ?
"""
_AROUND = """
SELECT contact_id FROM outreach WHERE opportunity_id = ?1
UNION SELECT leads_to_id FROM outreach WHERE opportunity_id = ?1 AND leads_to_id IS NOT NULL
UNION SELECT i.given_by_id FROM outreach o JOIN invitation i ON i.outreach_id = o.id
    WHERE o.opportunity_id = ?1
UNION SELECT i.leads_to_id FROM outreach o JOIN invitation i ON i.outreach_id = o.id
    WHERE o.opportunity_id = ?1 AND i.leads_to_id IS NOT NULL
"""

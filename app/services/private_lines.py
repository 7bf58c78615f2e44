"""What is private about a meeting, for a page on which somebody wants it for their own eyes.

Nothing else of the printed page reads it. It is asked for each print, and never remembered.
"""

import json
from collections.abc import Sequence

from app.database import fetch
from app.domain import texts
from app.i18n import _

_NOTES = """
SELECT 1, '', m.notes FROM meeting m WHERE m.id = ?1
UNION ALL SELECT 2, trim(c.given || ' ' || c.family), c.notes
    FROM json_each(?2) wanted JOIN contact c ON c.id = wanted.value
UNION ALL SELECT 3, o.name, o.notes FROM organization o WHERE o.id IN (
    SELECT p.organization_id FROM position p JOIN json_each(?2) wanted
        ON wanted.value = p.contact_id WHERE p.current = 1)
UNION ALL SELECT 4, y.title, y.notes FROM outreach t JOIN opportunity y ON y.id = t.opportunity_id
    WHERE t.id = ?3
ORDER BY 1
"""
_SECRETS = """
SELECT text FROM tidbit WHERE may_pass = 'no'
    AND source_contact_id IN (SELECT value FROM json_each(?)) ORDER BY heard_on DESC, id DESC
"""


def about(meeting_id: str, people: Sequence[str], outreach: str) -> tuple[str, ...]:
    """Your notes on a meeting, its people, firms and opening, and what they told in confidence.

    A line each, beginning with whom it is about where that is not the meeting itself.
    """
    asked = json.dumps(list(people))
    found = []
    for _place, name, notes in fetch(_NOTES, (meeting_id, asked, outreach)):
        if said := texts.line(notes):
            found.append(_("{name}: {words}").format(name=name, words=said) if name else said)
    for (text,) in fetch(_SECRETS, (asked,)):
        found.append(_("In confidence: {words}").format(words=texts.line(text)))
    return tuple(found)

"""One person's history, everything in one list, newest first (P18)."""

from app.database import fetch
from app.domain.people import TimelineRow

_OF_CONTACT = """
SELECT at, 'touch', trim(kind || ' ' || message), what, '', '' FROM touch
    WHERE contact_id = :contact
UNION ALL
SELECT ifnull(m.start, ''), 'meeting', m.state,
    CASE WHEN m.purpose_detail <> '' THEN m.purpose_detail ELSE m.purpose END, 'meeting', m.id
    FROM meeting_person mp JOIN meeting m ON m.id = mp.meeting_id WHERE mp.contact_id = :contact
UNION ALL
SELECT s.at, 'stage', s.from_stage || ' ' || s.to_stage, ifnull(i.words, s.note), 'outreach',
    s.outreach_id FROM stage_change s JOIN outreach o ON o.id = s.outreach_id
    LEFT JOIN invitation i ON i.id = s.invitation_id WHERE o.contact_id = :contact
UNION ALL
SELECT o.opened_on, 'outreach', 'opened', o.subject, 'outreach', o.id
    FROM outreach o WHERE o.contact_id = :contact
UNION ALL
SELECT on_date, 'favor', direction, what, '', '' FROM favor WHERE contact_id = :contact
UNION ALL
SELECT heard_on, 'need', CASE WHEN met_on IS NULL THEN 'open' ELSE 'met' END, text, '', ''
    FROM need WHERE contact_id = :contact
UNION ALL
SELECT made_on, 'promise', direction, text, '', '' FROM promise WHERE contact_id = :contact
UNION ALL
SELECT heard_on, 'tidbit', may_pass, text, 'tidbit', id FROM tidbit
    WHERE source_contact_id = :contact
UNION ALL
SELECT ifnull(asked_on, ''), 'ask', state, thing, '', '' FROM ask WHERE contact_id = :contact
    AND asked_on IS NOT NULL
UNION ALL
SELECT r.on_date, 'referred_by', trim(c.given || ' ' || c.family), r.reason, 'contact', c.id
    FROM referral r JOIN contact c ON c.id = r.from_id WHERE r.to_id = :contact
UNION ALL
SELECT r.on_date, 'referred_to', trim(c.given || ' ' || c.family), r.reason, 'contact', c.id
    FROM referral r JOIN contact c ON c.id = r.to_id WHERE r.from_id = :contact
ORDER BY 1 DESC, 2, 4
"""


def of_contact(contact_id: str) -> tuple[TimelineRow, ...]:
    """Touches, meetings, favors, needs, promises, referrals and stages of one contact.

    `kind` says which; `text` is a state, a direction, the other person's name, or the way of a
    touch and what kind of message it was, for the card to put into words; `detail` is what
    somebody wrote.
    """
    found = fetch(_OF_CONTACT.replace(":contact", "?1"), (contact_id,))
    return tuple(
        TimelineRow(at, kind, text, detail, target, target_id)
        for at, kind, text, detail, target, target_id in found
    )

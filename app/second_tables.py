"""What the second step adds to the first tables, frozen like them: doors, debts and duties.

Tidbits and who knows whom are new; the rest are columns for what the first release could not say:
an offer, the thread and kind of a message, an introduction that was promised, a favor that a
meeting booked by itself, a message template in the person's own words. Documents are the PDFs that
are printed along with briefs; their bytes are kept apart by their SHA-256 and are not journalled,
so that a document that was deleted comes back whole and the history does not hold files twice.
"""

DOORS_AND_DEBTS = """
CREATE TABLE tidbit (
    id TEXT PRIMARY KEY, text TEXT NOT NULL CHECK (trim(text) <> ''),
    source TEXT NOT NULL DEFAULT '', source_contact_id TEXT REFERENCES contact (id),
    may_pass TEXT NOT NULL DEFAULT 'no' CHECK (may_pass IN ('freely', 'unnamed', 'no')),
    about TEXT NOT NULL DEFAULT '', heard_on TEXT NOT NULL, fresh_until TEXT
) STRICT;
CREATE INDEX tidbit_source_contact ON tidbit (source_contact_id);
CREATE TABLE relationship (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    other_id TEXT NOT NULL REFERENCES contact (id), how TEXT NOT NULL DEFAULT '',
    warmth INTEGER NOT NULL DEFAULT 2 CHECK (warmth IN (1, 2, 3)),
    CONSTRAINT nobody_knows_themselves CHECK (contact_id <> other_id), UNIQUE (contact_id, other_id)
) STRICT;
CREATE INDEX relationship_other ON relationship (other_id);
CREATE TABLE message_template (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL UNIQUE, subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL CHECK (trim(body) <> '')
) STRICT;
ALTER TABLE outreach ADD COLUMN offered_on TEXT
    CONSTRAINT only_an_application_brings_an_offer
    CHECK (offered_on IS NULL OR (stage IS 'applied' AND offered_on IS date(offered_on)));
ALTER TABLE promise ADD COLUMN kind TEXT NOT NULL DEFAULT ''
    CHECK (kind IN ('', 'introduction'));
ALTER TABLE touch ADD COLUMN outreach_id TEXT REFERENCES outreach (id);
ALTER TABLE touch ADD COLUMN message TEXT NOT NULL DEFAULT '';
CREATE INDEX touch_outreach ON touch (outreach_id);
ALTER TABLE favor ADD COLUMN booked_for TEXT NOT NULL DEFAULT ''
    CHECK (booked_for IN ('', 'time', 'referral'));
ALTER TABLE favor ADD COLUMN by_hand TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX favor_booked_once ON favor (meeting_id, contact_id, booked_for)
    WHERE booked_for <> '';
CREATE TABLE document (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL DEFAULT 'resume' CHECK (kind IN ('resume', 'other')),
    name TEXT NOT NULL CHECK (trim(name) <> ''), sha256 TEXT NOT NULL, added_on TEXT NOT NULL,
    chosen INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX document_chosen ON document (chosen) WHERE chosen = 1;
CREATE TABLE document_bytes (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
"""

"""The tables of the first release, frozen: later steps alter, this text never changes.

Every table that the person owns has `id TEXT PRIMARY KEY` (UUIDv7). Optional text is '', an
optional date or key is NULL. Times are UTC as `2026-11-24T17:00:00Z`, days are `2026-11-24`; a
position's days may be partial (`2019`, `2019-03`).
"""

PEOPLE = """
CREATE TABLE contact (
    id TEXT PRIMARY KEY, given TEXT NOT NULL DEFAULT '', family TEXT NOT NULL DEFAULT '',
    say_as TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', zone TEXT NOT NULL DEFAULT '',
    expertise TEXT NOT NULL DEFAULT '', about TEXT NOT NULL DEFAULT '',
    how_met TEXT NOT NULL DEFAULT '', workload TEXT NOT NULL DEFAULT '',
    rhythm_days INTEGER CHECK (rhythm_days > 0), notes TEXT NOT NULL DEFAULT '',
    CONSTRAINT a_contact_has_a_name CHECK (trim(given || family) <> '')
) STRICT;
CREATE TABLE organization (
    id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (trim(name) <> ''),
    place TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX organization_name ON organization (name COLLATE NOCASE);
CREATE TABLE position (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    organization_id TEXT REFERENCES organization (id), title TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL DEFAULT '', until TEXT NOT NULL DEFAULT '',
    current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)), rank INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX position_contact ON position (contact_id, current DESC, rank);
CREATE INDEX position_organization ON position (organization_id);
CREATE TABLE channel (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'link', 'address')),
    value TEXT NOT NULL CHECK (value <> ''), label TEXT NOT NULL DEFAULT '',
    preferred INTEGER NOT NULL DEFAULT 0 CHECK (preferred IN (0, 1)),
    rank INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX channel_contact ON channel (contact_id, kind, rank);
CREATE INDEX channel_value ON channel (kind, value COLLATE NOCASE);
CREATE TABLE role (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id), kind TEXT NOT NULL,
    UNIQUE (contact_id, kind)
) STRICT;
CREATE INDEX role_kind ON role (kind);
CREATE TABLE tag (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    name TEXT NOT NULL CHECK (name <> ''), UNIQUE (contact_id, name)
) STRICT;
CREATE INDEX tag_name ON tag (name);
CREATE TABLE kept_property (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    source TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL DEFAULT '',
    params TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX kept_property_contact ON kept_property (contact_id);
CREATE INDEX kept_property_name ON kept_property (name, value);
CREATE TABLE touch (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    kind TEXT NOT NULL, direction TEXT NOT NULL CHECK (direction IN ('out', 'in', 'both')),
    at TEXT NOT NULL, what TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX touch_contact ON touch (contact_id, at);
"""

# Every character that shows nothing: words made of these alone are no words. `trim` takes what
# stands at the edges, `length` ends at a NUL. SQLite takes up to 127 arguments at once.
_CONTROLS = (*range(1, 33), *range(127, 161), 173)
_UNSEEN = (
    *(847, 1564, 4447, 4448, 5760, 6068, 6069, 10240, 12288, 12644, 65279, 65440),
    *(*range(6155, 6160), *range(8192, 8208), *range(8232, 8240), *range(8287, 8304)),
)
_BLANK = " || ".join(f"char({', '.join(map(str, codes))})" for codes in (_CONTROLS, _UNSEEN))

PIPELINE = """
CREATE TABLE opportunity (
    id TEXT PRIMARY KEY, organization_id TEXT REFERENCES organization (id),
    title TEXT NOT NULL CHECK (trim(title) <> ''), link TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX opportunity_organization ON opportunity (organization_id);
CREATE TABLE outreach (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    stage TEXT NOT NULL DEFAULT 'info_only' CHECK (stage IN ('info_only', 'referred', 'applied')),
    subject TEXT NOT NULL DEFAULT '', opened_on TEXT NOT NULL, stage_since TEXT NOT NULL,
    invitation_id TEXT, leads_to_id TEXT REFERENCES contact (id),
    opportunity_id TEXT REFERENCES opportunity (id), applied_on TEXT,
    closed TEXT CHECK (closed IN ('landed', 'not_this_time', 'resting')), closed_on TEXT,
    rests_until TEXT, next_step TEXT NOT NULL DEFAULT '',
    CONSTRAINT only_an_invitation_leads_past_information
        CHECK ((stage = 'info_only') = (invitation_id IS NULL)),
    CONSTRAINT only_an_application_lands CHECK (closed IS NOT 'landed' OR stage = 'applied'),
    CONSTRAINT referred_needs_whom_it_leads_to
        CHECK (stage <> 'referred' OR leads_to_id IS NOT NULL),
    CONSTRAINT applied_needs_the_opportunity_and_the_date
        CHECK (stage <> 'applied' OR (opportunity_id IS NOT NULL AND applied_on IS NOT NULL)),
    FOREIGN KEY (invitation_id, id) REFERENCES invitation (id, outreach_id)
) STRICT;
CREATE INDEX outreach_contact ON outreach (contact_id);
CREATE INDEX outreach_stage ON outreach (closed, stage, stage_since);
CREATE INDEX outreach_invitation ON outreach (invitation_id);
CREATE INDEX outreach_leads_to ON outreach (leads_to_id);
CREATE INDEX outreach_opportunity ON outreach (opportunity_id);
CREATE TABLE invitation (
    id TEXT PRIMARY KEY, outreach_id TEXT NOT NULL REFERENCES outreach (id),
    kind TEXT NOT NULL CHECK (kind IN ('lead', 'position')),
    given_on TEXT NOT NULL CHECK (given_on IS date(given_on)),
    channel TEXT NOT NULL CHECK (length(trim(channel, {blank})) > 0),
    words TEXT NOT NULL CHECK (length(trim(words, {blank})) > 0),
    given_by_id TEXT NOT NULL REFERENCES contact (id), leads_to_id TEXT REFERENCES contact (id),
    UNIQUE (id, outreach_id)
) STRICT;
CREATE INDEX invitation_outreach ON invitation (outreach_id, given_on);
CREATE INDEX invitation_given_by ON invitation (given_by_id);
CREATE INDEX invitation_leads_to ON invitation (leads_to_id);
CREATE TABLE stage_change (
    id TEXT PRIMARY KEY, outreach_id TEXT NOT NULL REFERENCES outreach (id), at TEXT NOT NULL,
    from_stage TEXT NOT NULL, to_stage TEXT NOT NULL,
    invitation_id TEXT REFERENCES invitation (id), note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX stage_change_outreach ON stage_change (outreach_id, at);
CREATE INDEX stage_change_invitation ON stage_change (invitation_id);
CREATE TABLE referral (
    id TEXT PRIMARY KEY, from_id TEXT NOT NULL REFERENCES contact (id),
    to_id TEXT NOT NULL REFERENCES contact (id), reason TEXT NOT NULL DEFAULT '',
    may_use_name TEXT NOT NULL DEFAULT 'not_asked'
        CHECK (may_use_name IN ('yes', 'no', 'not_asked')),
    on_date TEXT NOT NULL, meeting_id TEXT REFERENCES meeting (id),
    outcome TEXT NOT NULL DEFAULT '',
    CONSTRAINT nobody_refers_to_themselves CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX referral_from ON referral (from_id);
CREATE INDEX referral_to ON referral (to_id, on_date);
CREATE INDEX referral_meeting ON referral (meeting_id);
""".replace("{blank}", _BLANK)

# P01 twice: the CHECK and the foreign key stand in the table, and these triggers hold even for a
# connection that has switched foreign keys, constraints or recursive triggers off.
_OPENED = """EXISTS (SELECT 1 FROM invitation i JOIN contact g ON g.id = i.given_by_id
                      WHERE i.id = NEW.invitation_id AND i.outreach_id = NEW.id
                      AND i.kind IN ('lead', 'position') AND i.given_on IS date(i.given_on)
                      AND length(trim(i.words, {blank})) > 0
                      AND length(trim(i.channel, {blank})) > 0)"""
GUARD = """
CREATE TRIGGER p01_outreach_begins BEFORE INSERT ON outreach
WHEN NEW.stage IS NOT 'info_only' BEGIN
    SELECT RAISE(ABORT, 'P01: an outreach begins as information only') WHERE NOT {opened};
END;
CREATE TRIGGER p01_outreach_advances BEFORE UPDATE ON outreach
WHEN NEW.stage IS NOT 'info_only' BEGIN
    SELECT RAISE(ABORT, 'P01: nobody has opened this door') WHERE NOT {opened};
END;
CREATE TRIGGER p01_invitation_stays BEFORE DELETE ON invitation BEGIN
    SELECT RAISE(ABORT, 'P01: an outreach stands on this invitation')
    WHERE EXISTS (SELECT 1 FROM outreach
                  WHERE invitation_id = OLD.id AND stage IS NOT 'info_only');
END;
CREATE TRIGGER p01_invitation_is_not_replaced BEFORE INSERT ON invitation BEGIN
    SELECT RAISE(ABORT, 'P01: an outreach stands on this invitation')
    WHERE EXISTS (SELECT 1 FROM outreach
                  WHERE invitation_id = NEW.id AND stage IS NOT 'info_only');
END;
CREATE TRIGGER p01_invitation_is_kept BEFORE UPDATE ON invitation BEGIN
    SELECT RAISE(ABORT, 'P01: an outreach stands on this invitation')
    WHERE EXISTS (SELECT 1 FROM outreach
                  WHERE invitation_id IN (OLD.id, NEW.id) AND stage IS NOT 'info_only')
    AND (NEW.id IS NOT OLD.id OR NEW.outreach_id IS NOT OLD.outreach_id
         OR ifnull(NEW.kind NOT IN ('lead', 'position'), 1)
         OR NEW.given_on IS NULL OR NEW.given_on IS NOT date(NEW.given_on)
         OR ifnull(length(trim(NEW.words, {blank})), 0) = 0
         OR ifnull(length(trim(NEW.channel, {blank})), 0) = 0
         OR NOT EXISTS (SELECT 1 FROM contact WHERE id = NEW.given_by_id));
END;
CREATE TRIGGER p01_door_opener_stays BEFORE DELETE ON contact BEGIN
    SELECT RAISE(ABORT, 'P01: this contact opened a door through which an outreach went')
    WHERE EXISTS (SELECT 1 FROM invitation i JOIN outreach o ON o.invitation_id = i.id
                  WHERE i.given_by_id = OLD.id AND o.stage IS NOT 'info_only');
END;
CREATE TRIGGER p01_door_opener_keeps_the_name BEFORE UPDATE OF id ON contact BEGIN
    SELECT RAISE(ABORT, 'P01: this contact opened a door through which an outreach went')
    WHERE NEW.id IS NOT OLD.id AND EXISTS (
        SELECT 1 FROM invitation i JOIN outreach o ON o.invitation_id = i.id
        WHERE i.given_by_id = OLD.id AND o.stage IS NOT 'info_only');
END;
""".replace("{opened}", _OPENED).replace("{blank}", _BLANK)

MEETINGS = """
CREATE TABLE meeting (
    id TEXT PRIMARY KEY, outreach_id TEXT REFERENCES outreach (id), start TEXT,
    zone TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL DEFAULT 30 CHECK (minutes BETWEEN 1 AND 720),
    medium TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '', purpose_detail TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'wanted' CHECK
        (state IN ('wanted', 'requested', 'agreed', 'held', 'cancelled', 'missed')),
    referral_id TEXT REFERENCES referral (id), what_you_bring TEXT NOT NULL DEFAULT '',
    plan_b TEXT NOT NULL DEFAULT '', bring_list TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '', advice TEXT NOT NULL DEFAULT '',
    their_share INTEGER CHECK (their_share BETWEEN 0 AND 100),
    debriefed_on TEXT,
    CONSTRAINT an_agreed_meeting_has_a_time
        CHECK (state NOT IN ('agreed', 'held', 'missed') OR start IS NOT NULL)
) STRICT;
CREATE INDEX meeting_start ON meeting (start);
CREATE INDEX meeting_state ON meeting (state, start);
CREATE INDEX meeting_outreach ON meeting (outreach_id);
CREATE INDEX meeting_referral ON meeting (referral_id);
CREATE TABLE meeting_person (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting (id),
    contact_id TEXT NOT NULL REFERENCES contact (id), rank INTEGER NOT NULL DEFAULT 0,
    UNIQUE (meeting_id, contact_id)
) STRICT;
CREATE INDEX meeting_person_contact ON meeting_person (contact_id);
CREATE TABLE question (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting (id),
    text TEXT NOT NULL CHECK (trim(text) <> ''), answer TEXT NOT NULL DEFAULT '',
    rank INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX question_meeting ON question (meeting_id, rank);
CREATE TABLE bank_question (
    id TEXT PRIMARY KEY, purpose TEXT NOT NULL DEFAULT '', field TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL CHECK (trim(text) <> ''), rank INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE path (
    id TEXT PRIMARY KEY, meeting_id TEXT REFERENCES meeting (id),
    text TEXT NOT NULL CHECK (trim(text) <> '')
) STRICT;
CREATE INDEX path_meeting ON path (meeting_id);
"""

EXCHANGE_OF_FAVORS = """
CREATE TABLE ask (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    meeting_id TEXT REFERENCES meeting (id), thing TEXT NOT NULL CHECK (trim(thing) <> ''),
    size TEXT NOT NULL DEFAULT '', wanted_by TEXT, offer TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'prepared' CHECK
        (state IN ('prepared', 'asked', 'promised', 'received', 'declined', 'withdrawn')),
    asked_on TEXT
) STRICT;
CREATE INDEX ask_contact ON ask (contact_id);
CREATE INDEX ask_meeting ON ask (meeting_id);
CREATE TABLE favor (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    direction TEXT NOT NULL CHECK (direction IN ('given', 'received')),
    size TEXT NOT NULL DEFAULT 'small' CHECK (size IN ('small', 'medium', 'large')),
    what TEXT NOT NULL CHECK (trim(what) <> ''), on_date TEXT NOT NULL,
    meeting_id TEXT REFERENCES meeting (id), settled_by_id TEXT REFERENCES favor (id)
) STRICT;
CREATE INDEX favor_contact ON favor (contact_id, direction);
CREATE INDEX favor_meeting ON favor (meeting_id);
CREATE INDEX favor_settled_by ON favor (settled_by_id);
CREATE TABLE need (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    text TEXT NOT NULL CHECK (trim(text) <> ''), heard_on TEXT NOT NULL,
    meeting_id TEXT REFERENCES meeting (id), met_on TEXT, looked_at TEXT
) STRICT;
CREATE INDEX need_contact ON need (contact_id, met_on);
CREATE INDEX need_meeting ON need (meeting_id);
CREATE TABLE promise (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    direction TEXT NOT NULL CHECK (direction IN ('mine', 'theirs')),
    text TEXT NOT NULL CHECK (trim(text) <> ''), made_on TEXT NOT NULL, due TEXT, kept_on TEXT,
    meeting_id TEXT REFERENCES meeting (id)
) STRICT;
CREATE INDEX promise_contact ON promise (contact_id, kept_on);
CREATE INDEX promise_meeting ON promise (meeting_id);
CREATE TABLE duty (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact (id),
    kind TEXT NOT NULL, cause_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'put_off', 'dropped')),
    on_date TEXT NOT NULL, until TEXT, reason TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, contact_id, cause_id)
) STRICT;
CREATE INDEX duty_contact ON duty (contact_id);
"""

BOOKKEEPING = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE draft (key TEXT PRIMARY KEY, value TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE current_edit (
    only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER NOT NULL
) STRICT;
CREATE TABLE txn (
    number INTEGER PRIMARY KEY, device TEXT NOT NULL, sequence INTEGER NOT NULL,
    clock TEXT NOT NULL,
    vector TEXT NOT NULL, label TEXT NOT NULL, takes_back INTEGER REFERENCES txn (number),
    first_op INTEGER NOT NULL, last_op INTEGER NOT NULL, UNIQUE (device, sequence)
) STRICT;
CREATE INDEX txn_takes_back ON txn (takes_back);
CREATE TABLE op (
    id INTEGER PRIMARY KEY, txn INTEGER, tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL,
    old ANY, new ANY, CONSTRAINT write_outside_edit CHECK (txn IS NOT NULL)
) STRICT;
CREATE INDEX op_row ON op (row);
CREATE TABLE contact_index (
    doc INTEGER PRIMARY KEY, contact TEXT NOT NULL UNIQUE, sort_key TEXT NOT NULL,
    organization_key TEXT NOT NULL, names TEXT NOT NULL, organizations TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX contact_index_name ON contact_index (sort_key, contact);
CREATE INDEX contact_index_organization
    ON contact_index (organization_key = '', organization_key, sort_key, contact);
CREATE VIRTUAL TABLE contact_search USING fts5 (
    names, organizations, body, content='contact_index', content_rowid='doc',
    prefix='1 2 3 4 5', detail=column, tokenize='unicode61 remove_diacritics 2'
);
"""

ALL = PEOPLE + PIPELINE + GUARD + MEETINGS + EXCHANGE_OF_FAVORS + BOOKKEEPING

"""What is asked, given, needed, promised and owed."""

from peewee import TextField

from app.models.meetings import Meeting
from app.models.people import Contact
from app.models.tables import Table, any_text, refers_to


class Ask(Table):
    """A thing, a size, a date wanted, and the offer that goes with it (P06, P15, P16)."""

    contact = refers_to(Contact)
    meeting = refers_to(Meeting, optional=True)
    thing = TextField()
    size = any_text()
    wanted_by = TextField(null=True)
    offer = any_text()
    state = TextField(default="prepared")
    asked_on = TextField(null=True)


class Favor(Table):
    """One line of the ledger: given or received, and settled by what (P27).

    `booked_for`: "time" or "referral" where a held meeting booked it by itself, '' by hand.
    `by_hand`: the columns of a booked one that the person changed, which a booking leaves alone.
    """

    contact = refers_to(Contact)
    direction = TextField()
    size = TextField(default="small")
    what = TextField()
    on_date = TextField()
    meeting = refers_to(Meeting, optional=True)
    settled_by = refers_to("self", optional=True)
    booked_for = any_text()
    by_hand = any_text()


class Need(Table):
    """What a contact needs, heard and written down (P23)."""

    contact = refers_to(Contact)
    text = TextField()
    heard_on = TextField()
    meeting = refers_to(Meeting, optional=True)
    met_on = TextField(null=True)
    looked_at = TextField(null=True)


class Promise(Table):
    """ "I said I would" and "they offered to"; `kind` tells an introduction (B06)."""

    contact = refers_to(Contact)
    direction = TextField()
    text = TextField()
    made_on = TextField()
    due = TextField(null=True)
    kept_on = TextField(null=True)
    meeting = refers_to(Meeting, optional=True)
    kind = any_text()


class Tidbit(Table):
    """What I could share: from where, may it be passed on, fresh until when (P29)."""

    text = TextField()
    source = any_text()
    source_contact = refers_to(Contact, optional=True)
    may_pass = TextField(default="no")
    about = any_text()
    heard_on = TextField()
    fresh_until = TextField(null=True)


class Duty(Table):
    """What was done about a duty; the duty itself is derived, never stored (P04, B02)."""

    contact = refers_to(Contact)
    kind = TextField()
    cause_id = TextField()
    state = TextField()
    on_date = TextField()
    until = TextField(null=True)
    reason = any_text()

"""From information only to applied, and who opened which door (P01, P02, P03)."""

from peewee import TextField

from app.models.people import Contact, Organization
from app.models.tables import Table, any_text, refers_to


class Opportunity(Table):
    """An opening at a firm."""

    organization = refers_to(Organization, optional=True)
    title = TextField()
    link = any_text()
    notes = any_text()


class Outreach(Table):
    """One thread with one contact, and its stage. The guard of P01 stands on this table."""

    contact = refers_to(Contact)
    stage = TextField(default="info_only")
    subject = any_text()
    opened_on = TextField()
    stage_since = TextField()
    invitation_id = TextField(null=True)
    leads_to = refers_to(Contact, optional=True)
    opportunity = refers_to(Opportunity, optional=True)
    applied_on = TextField(null=True)
    closed = TextField(null=True)
    closed_on = TextField(null=True)
    rests_until = TextField(null=True)
    next_step = any_text()
    offered_on = TextField(null=True)


class Invitation(Table):
    """Who opened the door: kind, date, channel, and their words."""

    outreach = refers_to(Outreach)
    kind = TextField()
    given_on = TextField()
    channel = TextField()
    words = TextField()
    given_by = refers_to(Contact)
    leads_to = refers_to(Contact, optional=True)


class StageChange(Table):
    """One move of an outreach, forward or back."""

    outreach = refers_to(Outreach)
    at = TextField()
    from_stage = TextField()
    to_stage = TextField()
    invitation = refers_to(Invitation, optional=True)
    note = any_text()


class Referral(Table):
    """Who sent me to whom, and why, in the referrer's words (P33); may I use the name (B04)."""

    from_ = refers_to(Contact, column="from_id")
    to = refers_to(Contact)
    reason = any_text()
    may_use_name = TextField(default="not_asked")
    on_date = TextField()
    meeting_id = TextField(null=True)
    outcome = any_text()

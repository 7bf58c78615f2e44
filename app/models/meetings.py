"""Meetings: with whom, when, what for, what was asked and what came of it."""

from peewee import IntegerField, TextField

from app.models.people import Contact
from app.models.pipeline import Outreach, Referral
from app.models.tables import Table, any_text, refers_to


class Meeting(Table):
    """One informational meeting; `start` is UTC, `zone` is where it takes place."""

    outreach = refers_to(Outreach, optional=True)
    start = TextField(null=True)
    zone = any_text()
    minutes = IntegerField(default=30)
    medium = any_text()
    place = any_text()
    purpose = any_text()
    purpose_detail = any_text()
    state = TextField(default="wanted")
    referral = refers_to(Referral, optional=True)
    what_you_bring = any_text()
    plan_b = any_text()
    bring_list = any_text()
    notes = any_text()
    advice = any_text()
    their_share = IntegerField(null=True)
    debriefed_on = TextField(null=True)
    resume_feedback = any_text()
    resume = any_text()


class MeetingPerson(Table):
    """Who is at the table, the first one first."""

    meeting = refers_to(Meeting)
    contact = refers_to(Contact)
    rank = IntegerField(default=0)


class Question(Table):
    """A focused question, in its place, and what was answered (P34)."""

    meeting = refers_to(Meeting)
    text = TextField()
    answer = any_text()
    rank = IntegerField(default=0)


class BankQuestion(Table):
    """A question of the person's own, kept for other meetings."""

    purpose = any_text()
    field = any_text()
    text = TextField()
    rank = IntegerField(default=0)


class Path(Table):
    """A career path that somebody suggested exploring (P39, P41)."""

    meeting = refers_to(Meeting, optional=True)
    text = TextField()

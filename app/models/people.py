"""People and what is known of them."""

from peewee import IntegerField, TextField

from app.models.tables import Table, any_text, refers_to


class Contact(Table):
    """A person. `notes` stay private; `about` is what the printed page may say (P18)."""

    given = any_text()
    family = any_text()
    say_as = any_text()
    place = any_text()
    zone = any_text()
    expertise = any_text()
    about = any_text()
    how_met = any_text()
    workload = any_text()
    rhythm_days = IntegerField(null=True)
    notes = any_text()


class Organization(Table):
    """A firm, an office, a school."""

    name = TextField()
    place = any_text()
    notes = any_text()


class Position(Table):
    """A contact's job over some time; a change of job keeps the old one."""

    contact = refers_to(Contact)
    organization = refers_to(Organization, optional=True)
    title = any_text()
    since = any_text()
    until = any_text()
    current = IntegerField(default=1)
    rank = IntegerField(default=0)


class Channel(Table):
    """A way to reach a contact: e-mail, phone, link, address."""

    contact = refers_to(Contact)
    kind = TextField()
    value = TextField()
    label = any_text()
    preferred = IntegerField(default=0)
    rank = IntegerField(default=0)


class Role(Table):
    """What a contact is in the search: gatekeeper, hub, recruiter… (P12, P25)."""

    contact = refers_to(Contact)
    kind = TextField()


class Tag(Table):
    """The person's own word for a group of contacts."""

    contact = refers_to(Contact)
    name = TextField()


class KeptProperty(Table):
    """A field of an imported file that the program does not know; kept and shown."""

    contact = refers_to(Contact)
    source = TextField()
    name = TextField()
    value = any_text()
    params = any_text()


class Touch(Table):
    """Any contact had with a person; `message` says which draft was sent, in which outreach."""

    contact = refers_to(Contact)
    kind = TextField()
    direction = TextField()
    at = TextField()
    what = any_text()
    outreach_id = TextField(null=True)
    message = any_text()


class Relationship(Table):
    """Who knows whom, and how well: 1 by name, 2 well, 3 warmly (P08)."""

    contact = refers_to(Contact)
    other = refers_to(Contact)
    how = any_text()
    warmth = IntegerField(default=2)

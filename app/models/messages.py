"""The messages that the person writes again and again."""

from peewee import TextField

from app.models.tables import Table, any_text


class MessageTemplate(Table):
    """A template in the person's own words; without a row the program's own serves (P37)."""

    kind = TextField(unique=True)
    subject = any_text()
    body = TextField()

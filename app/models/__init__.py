"""The tables as Peewee sees them: columns and keys, no behaviour.

The schema itself, with every constraint, is made by `app/migrations.py`; a test compares the two.
Only services import these: a book is opened and read without Peewee, which takes time to load.
"""

from app.models.documents import Document
from app.models.favors import Ask, Duty, Favor, Need, Promise, Tidbit
from app.models.meetings import BankQuestion, Meeting, MeetingPerson, Path, Question
from app.models.messages import MessageTemplate
from app.models.people import (
    Channel,
    Contact,
    KeptProperty,
    Organization,
    Position,
    Relationship,
    Role,
    Tag,
    Touch,
)
from app.models.pipeline import Invitation, Opportunity, Outreach, Referral, StageChange

__all__ = [
    "OWNED",
    "Ask",
    "BankQuestion",
    "Channel",
    "Contact",
    "Document",
    "Duty",
    "Favor",
    "Invitation",
    "KeptProperty",
    "Meeting",
    "MeetingPerson",
    "MessageTemplate",
    "Need",
    "Opportunity",
    "Organization",
    "Outreach",
    "Path",
    "Position",
    "Promise",
    "Question",
    "Referral",
    "Relationship",
    "Role",
    "StageChange",
    "Tag",
    "Tidbit",
    "Touch",
]

# Everything that the person owns: journalled, undone, exchanged.
OWNED = (
    Contact, Organization, Position, Channel, Role, Tag, KeptProperty, Touch, Relationship,
    Opportunity, Outreach, Invitation, StageChange, Referral,
    Meeting, MeetingPerson, Question, BankQuestion, Path,
    Ask, Favor, Need, Promise, Tidbit, Duty, MessageTemplate, Document,
)  # fmt: skip

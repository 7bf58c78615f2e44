"""Bringing people in from files: first what it would do, then, once confirmed, all of it at once.

`plan` only reads, so it may run in a job. Nothing is overwritten: a card adds what the book does
not know, and what it cannot add is kept with the contact. The same file twice adds nothing.
"""

from app.services.importing.compare import plan
from app.services.importing.rows import STATES, Choice, ImportPlan, ImportRow, State
from app.services.importing.write import Imported, apply, wanted

__all__ = [
    "STATES",
    "Choice",
    "ImportPlan",
    "ImportRow",
    "Imported",
    "State",
    "apply",
    "plan",
    "wanted",
]

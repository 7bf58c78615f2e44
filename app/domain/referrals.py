"""Who sent me to whom: one link of a chain of names (P33, P42)."""

from dataclasses import dataclass
from typing import Literal

Permission = Literal["yes", "no", "not_asked"]


@dataclass(frozen=True)
class ReferralRow:
    """One link, with the names of both ends."""

    id: str
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    reason: str = ""
    may_use_name: Permission = "not_asked"
    on_date: str = ""

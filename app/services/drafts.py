"""Forms in progress, kept so that nothing typed is lost when the program or the power fails.

A draft belongs to this machine and this moment: it is not journalled, not undone and not announced.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.database import database, edit, fetch
from app.domain import times
from app.i18n import _
from app.services import clock


def keep(key: str, values: Mapping[str, Any], *, at: datetime | None = None) -> None:
    """Keep what stands in a form, over what was kept under this key before.

    `values` are plain: texts, numbers, lists and mappings of these.
    """
    with edit(_("Keep draft")):  # for its sentences on full disks; without ops it is no step
        database.execute_sql(
            "INSERT INTO draft VALUES (?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at",
            (key, json.dumps(dict(values), ensure_ascii=False), times.to_text(clock.moment(at))),
        )


def recall(key: str) -> dict[str, Any] | None:
    """What was kept under this key, or None."""
    found = fetch("SELECT value FROM draft WHERE key = ?", (key,))
    if not found:
        return None
    try:
        values = json.loads(found[0][0])
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def forget(key: str) -> None:
    """The form was saved or put away on purpose."""
    with edit(_("Forget draft")):
        database.execute_sql("DELETE FROM draft WHERE key = ?", (key,))


def kept(begins: str = "") -> list[str]:
    """The keys that begin so and have something kept, the newest first."""
    found = fetch("SELECT key FROM draft ORDER BY at DESC, key")
    return [key for (key,) in found if key.startswith(begins)]

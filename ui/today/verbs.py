"""What can be done with which line: by its buttons, and by single keys."""

from app.domain.today import Line

_WRITTEN = ("thank", "report_back", "second_try", "last_try", "check_in", "their_promise")
_ALL = ("open", "done", "later", "drop")


def verbs_of(line: Line) -> tuple[str, ...]:
    """Everything that can be done with a line."""
    if line.kind == "took_place":
        return ("open", "done", "drop", "contact")
    if line.kind == "their_word":
        return ("open", "done")
    if line.kind == "next_step":
        return ("open", "done", "later", "contact")
    verbs = (*_ALL, "write") if line.kind in _WRITTEN else _ALL
    return (*verbs, "outreach") if line.outreach_id else verbs


def main_of(line: Line) -> str:
    """What the filled button of a line does."""
    if line.kind == "type_up":
        return "open"
    return "write" if line.kind in _WRITTEN else "done"

"""Which rooms the page has to write in by hand, in the order in which it is typed up (P41, B07).

Room for their needs is always there, and so are the answers and the names at the right. The others
come as room is left: none of them ever costs a word.
"""

from app.brief.columns import HEADING
from app.brief.content import Brief
from app.domain import debriefs, meetings

Room = tuple[str, int]  # its heading and how many lines it has

GAP = 7.0
# So many lines make a room; plain notes are only for a page with much room.
_LINES, _NOTES = 2, 5


def shared(brief: Brief, free: float, pitch: float) -> tuple[Room, ...]:
    """The lines that this height gives below the first heading, among as many rooms as it has."""
    known = _titles(brief)
    count = 1
    while count < len(known):
        lines = (count + 1) * (_NOTES if count + 1 == len(known) else _LINES)
        if lines * pitch + count * (HEADING + GAP) > free:
            break
        count += 1
    lines = max(_LINES, int((free - (count - 1) * (HEADING + GAP)) // pitch))
    each, more = divmod(lines, count)
    return tuple((title, each + (place < more)) for place, title in enumerate(known[:count]))


def height(rooms: tuple[Room, ...], pitch: float) -> float:
    """How high they are, with what lies between them."""
    return sum(HEADING + lines * pitch for _title, lines in rooms) + (len(rooms) - 1) * GAP


def _titles(brief: Brief) -> tuple[str, ...]:
    """What they offered help with, said of the résumé, advised and promised."""
    resume = brief.purpose == meetings.purpose_names()["resume"]
    titles = debriefs.rooms()
    wanted = ("needs", *(("resume_feedback",) if resume else ()), "paths", "promises", "notes")
    return tuple([titles[room] for room in wanted])

"""The head of the page: who, when and where, how to reach them. Never cut."""

from app.brief import between, clock, codes, fonts, phrases, remarks
from app.brief.clock import Clock
from app.brief.content import Brief
from app.brief.page import LEADING, Code, Sheet, Text
from app.brief.setting import Line, Run, Runs, Setting, set_text

_SMALL = 9.5

# More numbers than these nobody dials from a lobby.
_MOST_PHONES = 3


def draw(
    sheet: Sheet, brief: Brief, theirs: Clock | None, yours: Clock | None, *, coded: bool
) -> tuple[float, bool]:
    """Who at the left, when and where at the right: where it ends, and whether words had to go."""
    code = codes.code(codes.leads_to(brief)) if coded else None
    beside = _beside(code)
    appointment = _appointment(brief, theirs, yours, sheet.measure * 0.42, _scan(brief, code))
    room = sheet.measure - _widest(appointment) - 20
    name, size = _name(brief, room - beside)
    if code is not None and _name(brief, room)[1] > size:
        return draw(sheet, brief, theirs, yours, coded=False)  # the name is worth more
    y = sheet.top + size * 0.74
    sheet.tag("H1")
    for number, line in enumerate(name.lines):
        y += size * 1.26 if number else 0
        sheet.line(line, sheet.left, y, size)
    y, cut = _headlines(sheet, brief, y + 4, room - beside)
    right, before = sheet.top + 13 * 0.74, 0.0
    for setting, size in appointment:
        cut = cut or setting.shortened
        sheet.tag("P")
        for line in setting.lines:
            right += (size * LEADING if before == size else size + 4) if before else 0
            before = size
            _linked(sheet, line, (sheet.right - beside - line.width * size, right), size, brief)
    if code is not None:
        sheet.tag("Figure", _scan(brief, code))
        sheet.items.append(code._replace(x=sheet.right - code.side, y=sheet.top))
        right = max(right, sheet.top + code.side)
    return max(y, right) + 3, cut or name.shortened


def _beside(code: Code | None) -> float:
    """The code with the white that it needs at its left; at its right is the margin."""
    return 0.0 if code is None else code.side * (1 + (codes.QUIET + 2) / len(code.modules))


def _scan(brief: Brief, code: Code | None) -> str:
    return "" if code is None else remarks.scan(joins=bool(codes.link(brief.place)))


def _widest(appointment: list[tuple[Setting, float]]) -> float:
    return max([line.width * size for setting, size in appointment for line in setting.lines])


def _headlines(sheet: Sheet, brief: Brief, y: float, room: float) -> tuple[float, bool]:
    """What they are, and how to reach them by telephone: where it ends, and what had to go."""
    under = 11.0 if len(brief.people) <= 1 else _SMALL
    headlines = phrases.headlines(brief)
    cut = len(headlines) > 4
    if all(len(set_text(headline, _SMALL, room).lines) == 1 for headline in headlines):
        while any(len(set_text(headline, under, room).lines) > 1 for headline in headlines):
            under -= 0.5
    for headline in headlines[:4]:
        setting = set_text(headline, under, room, 2 if len(headlines) < 3 else 1)
        cut = cut or setting.shortened
        sheet.tag("P")
        for line in setting.lines:
            y += under * LEADING
            sheet.line(line, sheet.left, y, under)
    setting = set_text(_phones(brief), _SMALL, room, 1)
    if setting.lines:
        sheet.tag("P")
        y += _SMALL * LEADING + 0.5  # what is larger above it reaches further down
        _linked(sheet, setting.lines[0], (sheet.left, y), _SMALL, brief)
    return y, cut or setting.shortened


def _phones(brief: Brief) -> Runs:
    """The numbers of those you meet, whom you may have to ring from a lobby."""
    known = [
        (name, person.phone.strip())
        for person, name in zip(brief.people, phrases.called(brief), strict=True)
        if person.phone.strip()
    ][:_MOST_PHONES]
    if len(brief.people) == 1:
        return tuple([Run(phone.replace(" ", "\xa0")) for _name, phone in known])
    return tuple(
        [
            run
            for name, phone in known
            for run in (Run(name, "bold"), Run(phone.replace(" ", "\xa0")))
        ]
    )


def _linked(
    sheet: Sheet, line: Line, place: tuple[float, float], size: float, brief: Brief
) -> None:
    """A line in which numbers ring and addresses open, where the page is read on a screen."""
    first = len(sheet.items)
    sheet.line(line, *place, size)
    address = codes.link(brief.place)
    for number, item in enumerate(sheet.items[first:], start=first):
        if isinstance(item, Text):
            words = item.text.strip()
            part = bool(address) and len(words) > 7 and words.rstrip("…") in address
            link = address if part else codes.link(words) or codes.dialled(words)
            sheet.items[number] = item._replace(link=link)


def _name(brief: Brief, room: float) -> tuple[Setting, float]:
    """As large as it goes on one line, else on two, which part between names where they can."""
    name = phrases.names(brief, "\xa0")
    if max([fonts.width(word, "bold") for word in name.split(" ")]) * 17 > room:
        name = phrases.names(brief)
    runs: Runs = (Run(name, "bold"),)
    for size in (25.0, 22.0, 19.0):
        setting = set_text(runs, size, room, 2)
        if len(setting.lines) == 1:
            return setting, size
    return set_text(runs, 17.0, room, 2), 17.0


def _appointment(
    brief: Brief, theirs: Clock | None, yours: Clock | None, width: float, scan: str
) -> list[tuple[Setting, float]]:
    """When and where, as lines with their sizes; both clocks when they differ."""
    words: list[tuple[Run, float]] = []
    if theirs is None:
        words.append((Run(phrases.no_time(), "bold"), 13.0))
        words.append((Run(phrases.length(brief.minutes), ink="quiet"), 9.5))
    else:
        day = theirs.begin.date()
        when = theirs.span() if brief.minutes > 0 else theirs.start()
        words.append((Run(clock.long_day(day), "bold"), 13.0))
        words.append((Run(when, "bold"), 13.0))
        if yours is not None:
            span = yours.span(after=day) if brief.minutes > 0 else yours.start(after=day)
            words.append((Run(phrases.your_clock(span)), 9.5))
        if not brief.agreed:
            words.append((Run(between.not_agreed(), "bold", "alarm"), 9.5))
    where = _where(brief, scan)
    words += [(Run(text, ink="quiet"), 9.5) for text in where]
    found = [(set_text((run,), size, width, 2), size) for run, size in words]
    if len(where) == 2:  # no higher than one of two lines
        found[-2:] = [(set_text((run,), size, width, 1), size) for run, size in words[-2:]]
    return found


def _where(brief: Brief, scan: str) -> list[str]:
    """How and where you meet, what the code is for; an address of the net on its own lines."""
    link = codes.link(brief.place)
    if not link or link != brief.place.strip():
        where = phrases.where(brief)
        return [" · ".join(part for part in (where, scan) if part)] if where or scan else []
    how = " · ".join(part for part in (brief.medium.strip(), scan) if part)
    return [how, link] if how else [link]

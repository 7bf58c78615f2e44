"""The top of the page: the head, the stage band, the purpose, the time plan. Never cut."""

from datetime import UTC, datetime

from app.brief import clock, fonts, head, phrases, remarks
from app.brief.clock import Clock
from app.brief.content import Brief
from app.brief.page import LABEL, LEADING, Sheet
from app.brief.setting import Run, Setting, set_text
from app.domain import timeplan
from app.domain.timeplan import Segment

BAND = "#0A5C5C"
GROUNDS = {
    "thanks": "#E4ECEB",
    "story": "#A9CCC7",
    "questions": "#D0E3E0",
    "pause": "#F3F5F5",
    "help": "#E4ECEB",
    "names": "#F3E0C8",
}


def draw(sheet: Sheet, brief: Brief, *, coded: bool) -> tuple[float, bool]:
    """Everything above the columns: where they may begin, and whether words had to go.

    `coded`: with a code to scan, where there is one and it fits.
    """
    theirs, yours = clocks(brief)
    y, head_cut = head.draw(sheet, brief, theirs, yours, coded=coded)
    y, band_cut = _band(sheet, brief, y + 7)
    y, purpose_cut = _purpose(sheet, brief, y + 4)
    y = _time_plan(sheet, brief, y + 7, theirs, yours)
    return y, head_cut or band_cut or purpose_cut


def clocks(brief: Brief) -> tuple[Clock | None, Clock | None]:
    """The meeting on their clock, and on yours where it shows something else."""
    if brief.start is None:
        return None, None
    their_zone = clock.known_zone(brief.their_zone or brief.your_zone) or UTC
    your_zone = clock.known_zone(brief.your_zone or brief.their_zone) or UTC
    minutes = max(0, brief.minutes)
    theirs = clock.clock(brief.start, minutes, their_zone)
    yours = clock.clock(brief.start, minutes, your_zone)
    same = _reading(theirs.begin) == _reading(yours.begin)
    return theirs, None if same and _reading(theirs.end) == _reading(yours.end) else yours


def _reading(moment: datetime) -> tuple[object, ...]:
    return moment.replace(tzinfo=None), moment.utcoffset()


def _band(sheet: Sheet, brief: Brief, y: float) -> tuple[float, bool]:
    """The stage across the page (P38)."""
    stage, words = phrases.stage(brief)
    capitals = stage.upper()
    inset, size = 9.0, 10.0
    label = fonts.width(capitals, "bold") * size + 0.5 * len(capitals)
    start = sheet.left + inset + label + 12
    setting = set_text((Run(words, ink="paper"),), size, sheet.right - inset - start, 2)
    height = 21 + (len(setting.lines) - 1) * size * LEADING
    sheet.shape((sheet.left, y, sheet.measure, height), BAND, corner=2)
    base = y + 10.5 + size * 0.36
    sheet.tag("P")
    sheet.words(capitals, sheet.left + inset, base, size, font="bold", ink="paper", track=0.5)
    for line in setting.lines:
        sheet.line(line, start, base, size)
        base += size * LEADING
    return y + height, setting.shortened


def _purpose(sheet: Sheet, brief: Brief, y: float) -> tuple[float, bool]:
    """What you came for, in one sentence (P39)."""
    size = 10.5
    base = y + size
    width = sheet.label(phrases.purpose_title(), sheet.left, base, 120)
    start = sheet.left + width + 8
    setting = set_text(phrases.purpose(brief), size, sheet.right - start, 3, even=True)
    for number, line in enumerate(setting.lines):
        sheet.line(line, start, base + number * size * LEADING, size)
    return base + (len(setting.lines) - 1) * size * LEADING + 3, setting.shortened


def _time_plan(
    sheet: Sheet, brief: Brief, y: float, theirs: Clock | None, yours: Clock | None
) -> float:
    """The minutes as a bar (P31), and the hard stop on both clocks (P32)."""
    base = y + LABEL
    segments = timeplan.plan(brief.minutes)
    if not segments:
        width = sheet.label(phrases.length(0), sheet.left, base, sheet.measure / 2)
        sheet.words(phrases.agree_length(), sheet.left + width + 6, base, LABEL, ink="quiet")
        return base + 4
    words = phrases.length(brief.minutes)
    if theirs is not None:
        words = phrases.hard_stop(words, theirs.stop())
    width = sheet.label(words, sheet.left, base, sheet.measure * 0.7)
    if yours is not None:
        stop = phrases.your_stop(yours.stop())
        width += 6 + sheet.words(stop, sheet.left + width + 6, base, LABEL)
    _talked(sheet, base, sheet.left + width + 20)
    places = _places(sheet, segments)
    sheet.tag("Figure", _told(brief, segments))
    y, unnamed = _bar(sheet, brief, base + 5, segments, places)
    base = y + LABEL + 2.5
    _times(sheet, base, segments, [x for x, _width in places], theirs)
    if unnamed:
        setting = set_text((Run(" · ".join(unnamed), ink="quiet"),), LABEL, sheet.measure, 3)
        sheet.tag("P")
        for line in setting.lines:
            base += LABEL * LEADING
            sheet.line(line, sheet.left, base, LABEL)
    return base + 3


def _talked(sheet: Sheet, base: float, free: float) -> None:
    """A scale to tick when it is over: how much of the talking they did (P31)."""
    words = remarks.talked()
    shares = ("¼", "½", "¾")
    wide = [fonts.width(text, "regular") * LABEL for text in (words, *shares)]
    x = sheet.right - sum(wide) - len(shares) * 19
    if x < free:
        return
    sheet.tag("P")
    x += 8 + sheet.words(words, x, base, LABEL, ink="quiet")
    for share in shares:
        sheet.tick(x, base, 9.0)
        x += 19 + sheet.words(share, x + 10, base, LABEL, ink="quiet")


def _told(brief: Brief, segments: tuple[Segment, ...]) -> str:
    """The bar in words."""
    return " · ".join(
        phrases.numbered(number, phrases.segment(brief, segment.kind), segment.minutes)
        for number, segment in enumerate(segments, start=1)
    )


def _places(sheet: Sheet, segments: tuple[Segment, ...]) -> list[tuple[float, float]]:
    """Where each part of the bar begins and how wide it is: its minutes, but room for a number."""
    total = segments[-1].end
    widths = [max(14.0, sheet.measure * segment.minutes / total) for segment in segments]
    widths[widths.index(max(widths))] -= sum(widths) - sheet.measure
    starts = [sheet.left + sum(widths[:number]) for number in range(len(widths))]
    return list(zip(starts, widths, strict=True))


def _bar(
    sheet: Sheet,
    brief: Brief,
    y: float,
    segments: tuple[Segment, ...],
    places: list[tuple[float, float]],
) -> tuple[float, list[str]]:
    """The bar, and the names of the parts that are too narrow to carry theirs."""
    height, gap, inset = 27.0, 1.5, 4.0
    unnamed: list[str] = []
    for number, (segment, (x, whole)) in enumerate(zip(segments, places, strict=True), start=1):
        width = whole - (gap if number < len(segments) else 0)
        sheet.shape((x, y, width, height), GROUNDS[segment.kind])
        label = phrases.segment(brief, segment.kind)
        setting = _within(label, width - 2 * inset)
        if setting is None:
            unnamed.append(phrases.numbered(number, label, segment.minutes))
            setting = set_text((Run(str(number), "bold"),), LABEL, width)
        base = y + height / 2 + LABEL * 0.36 - (len(setting.lines) - 1) * LABEL * 0.635
        for line in setting.lines:
            sheet.line(line, x + inset, base, LABEL)
            base += LABEL * 1.27
    return y + height, unnamed


def _within(label: str, width: float) -> Setting | None:
    """The label on two lines without breaking a word, or nothing when it does not go."""
    widest = max([fonts.width(word, "regular") for word in label.split(" ")]) * LABEL
    if widest > width:
        return None
    setting = set_text((Run(label),), LABEL, width, 2, even=True)
    return None if setting.shortened else setting


def _times(
    sheet: Sheet,
    base: float,
    segments: tuple[Segment, ...],
    starts: list[float],
    theirs: Clock | None,
) -> None:
    """Under the bar when each part begins, and the end of all, which is never left out."""

    def label(minute: int) -> str:
        if theirs is None:
            return str(minute)
        return clock.time_of_day(clock.clock(theirs.begin, minute, theirs.end.tzinfo or UTC).end)

    last = label(segments[-1].end) if theirs else phrases.minute(segments[-1].end)
    end = sheet.right - fonts.width(last, "bold") * LABEL
    sheet.words(last, end, base, LABEL, font="bold", ink="alarm")
    free = sheet.left
    for segment, x in zip(segments, starts, strict=True):
        text = label(segment.start)
        if x >= free and x + fonts.width(text, "regular") * LABEL + 5 <= end:
            free = x + 5 + sheet.words(text, x, base, LABEL, ink="quiet")

"""What the wording check says about a text that is being typed, and the line that says it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QLabel

from app.domain.wording import Mark, Rules, check
from app.i18n import _
from app.services import wording
from ui import theme

# A paragraph of two pages; what somebody pastes beyond that is read no further, so that typing
# never waits.
_MOST_OF_A_LINE = 5_000


class Reader:
    """Reads a text again and again; a line that stayed as it was is not checked anew.

    Marks count as Qt counts, in units of UTF-16.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._stage = "info_only"
        self._rules: Rules | None = None
        self._known: dict[str, tuple[Mark, ...]] = {}

    def set_stage(self, stage: str) -> None:
        """How far the person has come with whom it is for: a job may be asked for later."""
        if stage != self._stage:
            self._stage = stage
            self._known.clear()

    def read(self, text: str) -> list[Mark]:
        """Every mark in the text, in its order."""
        found: list[Mark] = []
        at, lines = 0, text.split("\n")
        for line, marks in zip(lines, self.read_lines(lines), strict=True):
            found += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in marks]
            at += _units(line) + 1
        return found

    def read_lines(self, lines: Sequence[str]) -> list[tuple[Mark, ...]]:
        """The marks of each line, counted from its own beginning."""
        known, self._known = self._known, {}
        for line in lines:
            if line not in self._known:
                marks = known.get(line)
                self._known[line] = self._checked(line) if marks is None else marks
        return [self._known[line] for line in lines]

    def _checked(self, line: str) -> tuple[Mark, ...]:
        if not line.strip():
            return ()
        if self._rules is None:
            self._rules = wording.rules()
        found = check(line[:_MOST_OF_A_LINE], self._rules, kind=self._kind, stage=self._stage)
        if line.isascii():
            return found
        return tuple(
            replace(mark, start=_units(line[: mark.start]), end=_units(line[: mark.end]))
            for mark in found
        )

    def when_nothing(self) -> str:
        """What to say to somebody who looks for marks where there are none."""
        rules = self._rules if self._rules is not None else wording.rules()
        if rules.problems:
            return rules.problems[0]
        if not rules.rules:
            return _(
                "There are no rules of wording for “{language}” yet; nothing is marked."
            ).format(language=rules.language)
        return _("Nothing here asks for another wording.")


def _units(text: str) -> int:
    """How long Qt says that a text is."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def at(marks: list[Mark], place: int) -> Mark | None:
    """The mark that the cursor is in."""
    return next((mark for mark in marks if mark.start <= place <= mark.end), None)


def beyond(marks: list[Mark], start: int, end: int, *, backwards: bool) -> Mark | None:
    """The next mark from a selection on, or the one before it, round and round."""
    if backwards:
        before = [mark for mark in marks if mark.end <= start and mark.start < start]
        return before[-1] if before else (marks[-1] if marks else None)
    after = [mark for mark in marks if mark.start >= end and mark.end > end]
    return after[0] if after else (marks[0] if marks else None)


def sentence(mark: Mark) -> str:
    """Practice, reason, better wording."""
    return _("{practice} · {reason} {better}").format(
        practice=mark.practice, reason=mark.reason, better=mark.better
    )


def underline() -> QTextCharFormat:
    """The wave under what is marked: amber, and a shape that is seen without the colour."""
    wave = QTextCharFormat()
    wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    wave.setUnderlineColor(theme.colours().amber)
    return wave


class Remark(QLabel):
    """The calm line below an editor; not there while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        theme.role(self, "small")
        self.hide()

    def say(self, text: str) -> bool:
        """Show the text, or nothing; whether it is another one than before."""
        if text == self.told():
            return False
        self.setText(text)
        self.setVisible(bool(text))
        return True

    def told(self) -> str:
        """What a person reads now."""
        return "" if self.isHidden() else self.text()

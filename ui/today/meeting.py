"""A meeting ahead: when on both clocks, with whom, what it still lacks; its page to print."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.domain import today as rules
from app.domain.meetings import MeetingRow
from app.domain.pipeline import stage_names
from app.domain.today import Day
from app.i18n import _
from ui import theme
from ui.today import words
from ui.today.lines import LineView
from ui.widgets.chip import Chip
from ui.widgets.elided import Elided


class MeetingLine(LineView):
    """A meeting of today or tomorrow, or the next one."""

    def __init__(self, row: MeetingRow, day: Day) -> None:
        self._lacks = words.lacks(row)
        parts = (
            words.starts(row, day), words.stops(row, day), row.name, row.organization,
            words.where(row, day), stage_names()[row.stage],
            self._lacks.text if self._lacks is not None else rules.ready(row.facts),
        )  # fmt: skip
        spoken = ", ".join(filter(None, parts))
        super().__init__(f"meeting {row.id}", spoken, {"open", "print"}, framed=True)
        self.row = row
        when, stop = Elided(words.starts(row, day)), Elided(words.stops(row, day))
        theme.role(when, "strong")
        theme.role(stop, "small")
        first = QHBoxLayout()
        first.setSpacing(theme.GRID)
        first.addWidget(when)
        first.addWidget(stop, 1)
        first.addWidget(Chip(stage_names()[row.stage]))
        who = Elided(" · ".join(filter(None, (row.name, row.organization))))
        theme.role(who, "strong")
        where = Elided(words.where(row, day))
        theme.role(where, "small")
        self.body.setSpacing(2)
        self.body.addLayout(first)
        self.body.addWidget(who)
        self.body.addWidget(where)
        self.body.addLayout(self._last(row))

    def _last(self, row: MeetingRow) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(theme.GRID)
        if self._lacks is not None:
            across.addWidget(Chip(self._lacks.text, self._lacks.kind))
            across.addStretch(1)
            prepare = QPushButton(_("Prepare"))
            across.addWidget(
                self.offer(prepare, "open", _("Prepare: {name}").format(name=row.name))
            )
            return across
        ready = Elided(rules.ready(row.facts))
        theme.role(ready, "small")
        across.addWidget(ready, 1)
        brief, out = QPushButton(_("Brief")), QPushButton(_("Print"))
        theme.role(out, "main")
        across.addWidget(self.offer(brief, "open", _("Brief: {name}").format(name=row.name)))
        across.addWidget(self.offer(out, "print", _("Print: {name}").format(name=row.name)))
        return across

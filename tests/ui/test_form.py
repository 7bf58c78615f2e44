from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.errors import Invalid
from tests.ui.acting import accessible_name, assert_accessible, showing
from ui.widgets.dates import Date, Moment, Time, Zone
from ui.widgets.editors import Check, Choice, Entry, Line, Lines, Number, Tags, Text
from ui.widgets.form import Field, Form
from ui.widgets.ordered import Ordered
from ui.widgets.picker import Picker
from ui.widgets.rows import Rows

TODAY = date(2026, 11, 21)
PEOPLE = [Entry("1", "Marta Oyelaran", "Kestrel Foods"), Entry("2", "Martin Weiss", "Halden")]


def people(text: str) -> list[Entry]:
    return [entry for entry in PEOPLE if text.lower() in entry.text.lower()]


def phones() -> Rows:
    kinds = [("work", "Work"), ("home", "Home")]
    return Rows(
        lambda: [Field("kind", "Kind", editor=Choice(kinds)), Field("value", "Number")],
        add="Add a phone",
    )


@pytest.fixture
def form(qtbot):
    made = Form(
        [
            Field("name", "&Name", hint="One name is enough."),
            Field("notes", "N&otes", editor=Text()),
            Field("met", "&Met on", editor=Date(today=lambda: TODAY)),
            Field("kind", "&Kind", editor=Choice([("a", "Friend"), ("b", "Colleague")])),
            Field("minutes", "M&inutes", editor=Number(5, 240, unit="min")),
            Field("video", "&Video call", editor=Check()),
            Field("tags", "&Tags", editor=Tags()),
            Field("lines", "&Bring", editor=Lines()),
            Field("phones", "&Phones", editor=phones()),
            Field("who", "&With whom", editor=Picker(people)),
            Field("start", "&Start", editor=Moment("Europe/Berlin", today=lambda: TODAY)),
            Field("questions", "&Questions", editor=Ordered(add="Add a question")),
        ]
    )
    qtbot.addWidget(made)
    return showing(qtbot, made)


VALUES = {
    "name": "Marta",
    "notes": "First line\nsecond line",
    "met": date(2026, 3, 2),
    "kind": "b",
    "minutes": 45,
    "video": True,
    "tags": ["logistics", "cold chain"],
    "lines": ["résumé", "two questions"],
    "phones": [{"kind": "home", "value": "+49 40 1234", "id": "p1"}],
    "who": PEOPLE[0],
    "start": datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("America/New_York")),
    "questions": [Entry("q1", "What does a week look like?"), Entry("", "Who else?")],
}


def test_what_was_filled_in_comes_out_the_same(form):
    form.set_values(VALUES)
    assert form.values() == VALUES


def test_filling_in_is_no_edit(form):
    heard = []
    form.edited.connect(heard.append)
    form.set_values(VALUES)
    assert heard == []
    assert not form.is_edited()


def test_typing_is_an_edit_and_says_where(form, qtbot):
    heard = []
    form.edited.connect(heard.append)
    qtbot.keyClicks(form.editor("notes").text, "a")
    assert heard == ["notes"]
    assert form.is_edited()


def test_every_control_has_a_name(form):
    form.set_values(VALUES)
    assert_accessible(form)
    assert accessible_name(form.editor("name").line) == "Name"


def test_alt_and_the_letter_jump_to_the_field(form, qtbot):
    qtbot.keyClick(form, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert form.editor("notes").text.hasFocus()


def test_a_mistake_is_told_under_its_field_and_focused(form, qtbot):
    form.show_errors({"minutes": "Five at least.", "name": "A contact needs a name."})
    assert form.errors() == {"name": "A contact needs a name.", "minutes": "Five at least."}
    assert form.editor("name").line.hasFocus()
    assert "needs a name" in form.editor("name").line.accessibleDescription()
    qtbot.keyClicks(form.editor("name").line, "M")
    assert "name" not in form.errors()


def test_a_mistake_of_no_field_is_told_at_the_top(form):
    form.show_errors({"other": "Somebody changed it meanwhile."})
    assert form.errors() == {"": "Somebody changed it meanwhile."}


def test_what_cannot_be_read_keeps_what_was_typed(form, qtbot):
    line = form.editor("met").line
    qtbot.keyClicks(line, "31.2.2026")
    with pytest.raises(Invalid) as refusal:
        form.values()
    assert set(refusal.value.errors) == {"met"}
    assert line.text() == "31.2.2026"


def test_every_letter_that_jumps_is_used_once(form):
    letters = [
        label.text()[label.text().index("&") + 1].lower()
        for label in form.findChildren(QLabel)
        if "&" in label.text()
    ]
    assert sorted(letters) == sorted(set(letters))


def shown(qtbot, editor):
    qtbot.addWidget(editor)
    editor.resize(500, 200)
    return showing(qtbot, editor)


def button(editor: QWidget, name: str):
    editor.layout().activate()
    found = [b for kind in (QPushButton, QToolButton) for b in editor.findChildren(kind)]
    named = [b for b in found if name in (b.text(), b.accessibleName()) and b.isVisible()]
    return min(named, key=lambda b: b.mapToGlobal(QPoint()).y())


def test_a_phone_is_added_moved_and_removed_by_keyboard(qtbot):
    editor = shown(qtbot, phones())
    heard = []
    editor.edited.connect(lambda: heard.append(True))
    qtbot.keyClick(button(editor, "Add a phone"), Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "111")
    qtbot.keyClick(button(editor, "Add a phone"), Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "222")
    assert [row["value"] for row in editor.value()] == ["111", "222"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row["value"] for row in editor.value()] == ["222", "111"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    assert [row["value"] for row in editor.value()] == ["111"]
    assert heard


def test_an_empty_row_is_no_phone_even_with_a_kind_chosen(qtbot):
    editor = shown(qtbot, phones())
    qtbot.keyClick(button(editor, "Add a phone"), Qt.Key.Key_Space)
    assert editor.value() == []


def test_questions_are_put_in_order_by_keyboard(qtbot):
    editor = shown(qtbot, Ordered(add="Add a question"))
    editor.set_value([Entry("1", "One"), Entry("2", "Two"), Entry("3", "Three")])
    editor.list.setFocus()
    editor.list.setCurrentRow(2)
    qtbot.keyClick(editor.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [entry.text for entry in editor.value()] == ["One", "Three", "Two"]
    qtbot.keyClick(editor.list, Qt.Key.Key_Delete)
    assert [entry.id for entry in editor.value()] == ["1", "2"]


def test_a_new_question_is_typed_and_entered(qtbot):
    editor = shown(qtbot, Ordered(add="Add a question"))
    qtbot.keyClicks(editor.line, "Who else should I talk to?")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == [Entry("", "Who else should I talk to?")]
    assert editor.line.text() == ""


def test_a_question_is_mended_in_place(qtbot):
    editor = shown(qtbot, Ordered(add="Add a question"))
    editor.set_value([Entry("1", "Wat")])
    editor.list.setFocus()
    editor.list.setCurrentRow(0)
    qtbot.keyClick(editor.list, Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, "What?")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.value() == [Entry("1", "What?")])


def test_somebody_is_found_by_typing_and_taken_by_the_arrows(qtbot):
    editor = shown(qtbot, Picker(people))
    editor.line.setFocus()
    qtbot.keyClicks(editor.line, "mart")
    popup = editor._popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == PEOPLE[1]
    assert editor.line.text() == "Martin Weiss"


def test_typing_on_after_picking_means_somebody_else(qtbot):
    editor = shown(qtbot, Picker(people, new=True))
    editor.set_value(PEOPLE[0])
    qtbot.keyClicks(editor.line, "x")
    assert editor.value() == Entry("", "Marta Oyelaranx")


def test_a_name_typed_in_full_is_picked(qtbot):
    editor = shown(qtbot, Picker(people, new=True))
    qtbot.keyClicks(editor.line, "martin  weiss")
    assert editor.value() == PEOPLE[1]


def test_a_name_nobody_has_is_a_problem_unless_new_ones_are_welcome(qtbot):
    strict, open_ = shown(qtbot, Picker(people)), shown(qtbot, Picker(people, new=True))
    qtbot.keyClicks(strict.line, "Nobody")
    qtbot.keyClicks(open_.line, "Nobody")
    assert strict.problem()
    assert not open_.problem()
    assert open_.value() == Entry("", "Nobody")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24.11.2026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("24 Nov", date(2026, 11, 24)),
        ("24 november 2026", date(2026, 11, 24)),
        ("Nov 24, 2027", date(2027, 11, 24)),
        ("Tue 24 Nov 2026", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("24.11.", date(2026, 11, 24)),
        ("3 Jan", date(2027, 1, 3)),
        ("tomorrow", date(2026, 11, 22)),
        ("Today", date(2026, 11, 21)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("31.2.2026", None),
        ("29 Feb 2027", None),
        ("soon", None),
        ("2026-13-01", None),
        ("24.11.0000", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_type_them(qtbot, typed, meant):
    editor = shown(qtbot, Date(today=lambda: TODAY))
    qtbot.keyClicks(editor.line, typed)
    assert editor.value() == meant
    assert bool(editor.problem()) == (meant is None and bool(typed))


def test_a_date_that_was_understood_is_written_out_on_leaving(qtbot):
    editor = shown(qtbot, Date(today=lambda: TODAY))
    qtbot.keyClicks(editor.line, "24.11.")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "Tue 24 Nov 2026"
    assert editor.value() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("930", time(9, 30)),
        ("1530", time(15, 30)),
        ("15.30", time(15, 30)),
        ("3 pm", time(15)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("24:00", None),
        ("9:75", None),
        ("13 pm", None),
        ("noonish", None),
    ],
)
def test_times_are_read_as_people_type_them(qtbot, typed, meant):
    editor = shown(qtbot, Time())
    qtbot.keyClicks(editor.line, typed)
    assert editor.value() == meant


def test_an_hour_that_the_clock_skips_is_refused_with_the_reason(qtbot):
    editor = shown(qtbot, Moment("Europe/Berlin", today=lambda: TODAY))
    qtbot.keyClicks(editor.date.line, "2027-03-28")
    qtbot.keyClicks(editor.time.line, "2:30")
    assert "skipped" in editor.problem()
    assert editor.value() is None


def test_a_day_without_a_time_asks_for_the_time(qtbot):
    editor = shown(qtbot, Moment("Europe/Berlin", today=lambda: TODAY))
    qtbot.keyClicks(editor.date.line, "tomorrow")
    assert editor.problem() == "What time does it start?"


def test_a_zone_that_is_gone_is_shown_and_named(qtbot):
    editor = shown(qtbot, Zone())
    editor.set_value("Europe/Atlantis")
    assert editor.value() == "Europe/Atlantis"
    assert "Europe/Atlantis" in editor.problem()


def test_a_meeting_in_a_zone_that_is_gone_is_a_problem_not_a_crash(qtbot):
    editor = shown(qtbot, Moment("Europe/Atlantis", today=lambda: TODAY))
    qtbot.keyClicks(editor.date.line, "tomorrow")
    qtbot.keyClicks(editor.time.line, "9")
    assert "Europe/Atlantis" in editor.problem()
    assert editor.value() is None


def test_a_long_text_grows_and_then_scrolls(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    editor = Text(lines=3, most=8)
    column.addWidget(editor)
    column.addStretch(1)
    page.resize(400, 900)
    page.show()
    heights = []
    for count in (1, 6, 8, 40):
        editor.set_value("\n".join(["a line"] * count))
        heights.append(editor.text.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_tab_leaves_a_text(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    text, line = Text(), Line()
    column.addWidget(text)
    column.addWidget(line)
    showing(qtbot, page)
    text.text.setFocus()
    qtbot.keyClick(text.text, Qt.Key.Key_Tab)
    assert line.line.hasFocus()


def test_a_number_that_may_stay_open_is_none(qtbot):
    editor = shown(qtbot, Number(1, 365, unset="no rhythm"))
    editor.set_value(None)
    assert editor.value() is None
    assert editor.spin.text() == "no rhythm"
    editor.set_value(60)
    assert editor.value() == 60

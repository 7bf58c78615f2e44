"""Editors that read along, in a form, by keyboard."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QToolTip

from app import settings
from app.services import wording
from tests.ui.acting import assert_accessible, showing
from ui import theme
from ui.widgets.editor import Entry
from ui.widgets.editors import Line
from ui.widgets.form import Field, Form
from ui.widgets.marked import MarkedLine, MarkedText
from ui.widgets.marked_list import MarkedOrdered

JOB = "P01 · This asks for a job, and they have agreed to inform you only."
F8 = Qt.Key.Key_F8
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(qtbot):
    made = Form([
        Field("ask", "What you ask", "One thing.", MarkedLine(kind="ask")),
        Field("message", "Message", editor=MarkedText(kind="message")),
        Field("questions", "Questions", editor=MarkedOrdered(
            kind="question", add="Add", name="Questions in order")),
    ])  # fmt: skip
    qtbot.addWidget(made)
    made.resize(700, 600)
    showing(qtbot, made)
    return made


@pytest.fixture
def line(form):
    form.editor("ask").control().setFocus()
    return form.editor("ask")


@pytest.fixture
def text(form):
    form.editor("message").control().setFocus()
    return form.editor("message")


@pytest.fixture
def questions(form):
    return form.editor("questions")


def words(editor) -> list[str]:
    """What is underlined."""
    said = editor.control().text() if isinstance(editor, Line) else editor.text.toPlainText()
    units = said.encode("utf-16-le")
    return [units[2 * mark.start : 2 * mark.end].decode("utf-16-le") for mark in editor.marks()]


def amber(widget) -> int:
    """How many dots of the widget have the amber of the marks."""
    image = widget.grab().toImage()
    dots = (image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width()))
    return sum(dot.red() - dot.blue() > 40 for dot in dots)


def test_a_job_asked_for_while_information_only_is_underlined_and_told_why(qtbot, line):
    """P01."""
    qtbot.keyClicks(line.line, "A job on your team")

    assert words(line) == ["A job"]
    assert line.remark.told().startswith(JOB)
    assert "How do people usually come into your kind of work?" in line.remark.told()


@pytest.mark.parametrize("stage", ["referred", "applied"])
def test_the_same_ask_is_in_order_once_the_door_is_open(qtbot, line, stage):
    """P01."""
    line.set_stage(stage)
    qtbot.keyClicks(line.line, "A job on your team")

    assert words(line) == []
    assert line.remark.isHidden()

    line.set_stage("info_only")
    assert words(line) == ["A job"]


def test_the_mark_goes_when_the_wording_is_better(qtbot, line):
    qtbot.keyClicks(line.line, "A job")
    qtbot.keyClick(line.line, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(line.line, "Fifteen minutes about your work")

    assert words(line) == []
    assert line.remark.told() == ""


def test_a_mark_never_blocks(qtbot, form, line):
    qtbot.keyClicks(line.line, " A job ")

    assert form.values()["ask"] == "A job"
    assert form.errors() == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_underline_is_a_wave_in_amber(qtbot, form, line, text, colours):
    theme.choose(colours)
    form.setFocus()
    assert (amber(line.line), amber(text.text)) == (0, 0)

    line.set_value("A job")
    text.set_value("Dear all,")

    assert amber(line.line) > 5
    assert amber(text.text) > 5
    (selection,) = text.text.extraSelections()
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert selection.format.underlineStyle() == wave
    theme.choose("light" if colours == "dark" else "dark")
    assert amber(line.line) > 5
    assert amber(text.text) > 5


def test_letters_outside_the_first_plane_do_not_move_the_underline(qtbot, line, text):
    line.set_value("A 🙂🙂, or a job")
    text.set_value("🙂 Dear 𝕬all\n🙂🙂 Thanks in advance, Zoë 🙂 asap")

    assert words(line) == ["A 🙂🙂, or a job"]
    assert words(text) == ["Thanks in advance", "asap"]


def test_f8_goes_from_mark_to_mark_and_tells_of_each(qtbot, text):
    qtbot.keyClicks(text.text, "Dear all, thanks in advance, asap.")
    qtbot.keyClick(text.text, F8)
    assert text.text.textCursor().selectedText() == "Dear all"
    assert text.remark.told().startswith("P26 · This reads as if it went to many")
    qtbot.keyClick(text.text, F8)
    assert text.text.textCursor().selectedText() == "thanks in advance"
    assert text.remark.told().startswith("P35 · This presumes a yes.")
    assert text.remark.told().endswith(" (2 of 3, F8 goes on)")
    qtbot.keyClick(text.text, F8, SHIFT)
    assert text.text.textCursor().selectedText() == "Dear all"
    qtbot.keyClick(text.text, F8, SHIFT)
    assert text.text.textCursor().selectedText() == "asap"


def test_what_f8_chose_is_replaced_by_typing_and_comes_back_by_undo(qtbot, line):
    qtbot.keyClicks(line.line, "A job, or a role")
    qtbot.keyClick(line.line, Qt.Key.Key_Home)
    qtbot.keyClick(line.line, F8)
    assert line.line.selectedText() == "A job"

    qtbot.keyClicks(line.line, "Your view")
    assert line.value() == "Your view, or a role"
    for _time in range(10):
        qtbot.keyClick(line.line, Qt.Key.Key_Z, CTRL)
    assert line.value() in ("A job, or a role", "")


def test_the_line_below_follows_the_cursor(qtbot, text):
    text.set_value("Dear all,\nthanks in advance")
    assert text.remark.told().startswith("P26")

    qtbot.keyClick(text.text, Qt.Key.Key_Down)
    assert text.remark.told().startswith("P35")


def test_f8_says_so_where_nothing_is_marked(qtbot, line):
    qtbot.keyClicks(line.line, "Your view")
    qtbot.keyClick(line.line, F8)

    assert line.remark.told() == "Nothing here asks for another wording."
    qtbot.keyClicks(line.line, "s")
    assert line.remark.told() == ""


def test_another_language_is_never_read_by_english_rules_and_f8_says_so(qtbot, form, line):
    settings.save(settings.Settings(language="de"))

    qtbot.keyClicks(line.line, "A job")
    assert words(line) == []
    qtbot.keyClick(line.line, F8)
    assert line.remark.told() == ("There are no rules of wording for “de” yet; nothing is marked.")


def test_a_screen_reader_hears_hint_and_remark(qtbot, form, line):
    assert line.line.accessibleDescription() == "One thing."
    qtbot.keyClicks(line.line, "A job")

    assert line.line.accessibleDescription().startswith(f"One thing. {JOB}")
    form.show_errors({"ask": "Too short"})
    assert line.line.accessibleDescription().startswith(f"Too short. One thing. {JOB}")
    form.show_errors({})
    qtbot.keyClick(line.line, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(line.line, Qt.Key.Key_Delete)
    assert line.line.accessibleDescription() == "One thing."
    assert_accessible(form)


def test_the_pointer_on_a_mark_tells_of_it(qtbot, line, text):
    line.set_value("A job")
    text.set_value("Dear all,")

    for target, place in ((line.line, QPoint(20, 12)), (text.text.viewport(), QPoint(20, 12))):
        QToolTip.hideText()
        over = QHelpEvent(QEvent.Type.ToolTip, place, target.mapToGlobal(place))
        QCoreApplication.sendEvent(target, over)
        assert QToolTip.text().startswith("P")
    QToolTip.hideText()
    text.set_value("Dear Dana,")
    QCoreApplication.sendEvent(text.text.viewport(), over)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_undo_in_the_text_takes_back_typing_and_no_underline(qtbot, text):
    qtbot.keyClicks(text.text, "Dear all")
    qtbot.keyClick(text.text, Qt.Key.Key_Z, CTRL)

    assert text.value() == ""
    qtbot.keyClick(text.text, Qt.Key.Key_Z, CTRL | SHIFT)
    assert text.value() == "Dear all"
    assert words(text) == ["Dear all"]


def test_an_input_method_composes_undisturbed(qtbot, line):
    def composing(preedit: str, commit: str = "") -> float:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(line.line, event)
        return cursor()

    def cursor() -> float:
        return line.line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x()

    qtbot.keyClicks(line.line, "A job ")
    before = cursor()
    place = composing("하")
    line.set_stage("info_only")  # whatever happens meanwhile
    assert cursor() == place > before
    assert composing("ㄴ", commit="하") > place
    composing("", commit="나")

    assert line.value() == "A job 하나"
    assert words(line) == ["A job"]
    line.line.clearFocus()
    qtbot.waitUntil(lambda: amber(line.line) > 5)


def test_filling_in_is_no_edit_and_typing_is(qtbot, form, line, text, questions):
    line.set_value("A job")
    text.set_value("Dear all")
    questions.set_value([Entry("1", "Do you have any openings?")])
    assert not form.is_edited()

    qtbot.keyClicks(line.line, "s")
    assert form.is_edited()


def test_a_long_text_is_read_where_it_changed(qtbot, text):
    text.set_value("\n".join(f"Dear all, {number}" for number in range(2_000)))
    assert len(text.marks()) == 2_000

    qtbot.keyClicks(text.text, "x")
    assert len(text.marks()) == 1_999


# Questions, in their order.


def test_each_question_of_a_list_is_marked_by_itself(qtbot, questions):
    """P01."""
    questions.set_value([
        Entry("1", "What do you like about your job?"),
        Entry("2", "Do you have any openings?"),
        Entry("3", "Can you help me?"),
    ])  # fmt: skip

    told = [questions.list.item(row).toolTip() for row in range(3)]
    assert told[0] == ""
    assert told[1].startswith("P01 · ")
    assert told[2].startswith("P15 · ")
    questions.list.setCurrentRow(0)
    assert amber(questions.list) > 20
    assert questions.remark.told().startswith("Line 2: P01 · ")
    questions.set_stage("referred")
    assert questions.remark.told().startswith("Line 3: P15 · ")
    assert questions.list.item(1).toolTip() == ""


def test_f8_goes_through_the_marked_questions(qtbot, questions):
    questions.set_value([Entry("1", "Any tips?"), Entry("2", "Why?"), Entry("3", "Help me?")])
    questions.add_entry(Entry(text="Do you have any openings?"))
    questions.list.setFocus()

    seen = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 2 + (SHIFT,) * 2:
        qtbot.keyClick(questions.list, F8, modifier)
        seen.append(questions.list.currentRow())
    assert seen == [0, 3, 0, 3]


def test_a_question_is_read_while_it_is_typed_and_when_it_is_added(qtbot, questions):
    questions.line.setFocus()
    qtbot.keyClicks(questions.line, "Any tips?")
    assert questions.remark.told().startswith("P15 · ")
    assert questions.line.accessibleDescription() == questions.remark.told()
    qtbot.keyClick(questions.line, F8)
    assert questions.line.selectedText() == "Any tips"

    qtbot.keyClick(questions.line, Qt.Key.Key_Return)
    assert questions.remark.told().startswith("Line 1: P15 · ")


def test_a_question_is_read_while_it_is_edited_in_its_place(qtbot, form, questions):
    questions.set_value([Entry("1", "Why?")])
    questions.list.setFocus()
    questions.list.setCurrentRow(0)
    qtbot.keyClick(questions.list, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(editor, "Any tips?")
    assert amber(editor) > 5
    with qtbot.waitSignal(questions.edited):
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert questions.remark.told().startswith("Line 1: P15 · ")


def test_f8_in_a_list_without_marks_says_so(qtbot, questions):
    questions.set_value([Entry("1", "Why?")])
    questions.list.setFocus()
    qtbot.keyClick(questions.list, F8)

    assert questions.remark.told() == "Nothing here asks for another wording."


def test_the_rules_are_those_that_the_program_ships():
    assert wording.rules("en").rules

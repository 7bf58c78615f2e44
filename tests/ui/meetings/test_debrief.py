from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app import database
from app.brief import layout
from app.brief.page import Text
from app.domain.debriefs import DebriefDraft, Noted, rooms
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft, purpose_names
from app.domain.people import ContactDraft, PositionDraft
from app.services import briefs, contacts, drafts, duties, meetings, referrals
from tests.ui.acting import assert_accessible, do, showing
from ui.meetings.debrief import Debrief
from ui.meetings.debrief_fields import same_lines
from ui.widgets.card import Section


@pytest.fixture
def meeting(dana):
    return meetings.add(
        MeetingDraft(
            people=(dana,), day=date(2020, 11, 24), clock=time(17), zone="America/New_York",
            state="agreed", questions=(QuestionDraft("What first?"), QuestionDraft("R&D or ops?")),
            ask=AskDraft("Feedback", offer="A list"),
        )
    )  # fmt: skip


@pytest.fixture
def shown(qtbot):
    def show(meeting: str) -> Debrief:
        page = Debrief(meeting)
        qtbot.addWidget(page)
        page.resize(1040, 720)
        return showing(qtbot, page)

    return show


def type_into(qtbot, page: Debrief, field: str, text: str) -> None:
    control = page.fields.editor(field).control()
    control.setFocus()
    for number, line in enumerate(text.split("\n")):
        if number:
            qtbot.keyClick(control, Qt.Key.Key_Return)
        qtbot.keyClicks(control, line)


def add_row(qtbot, page: Debrief, field: str, *texts: str) -> None:
    """Press the button that adds a row; type, Tab, type."""
    rows = page.fields.editor(field)
    add = next(b for b in rows.findChildren(QPushButton) if b.text().startswith("Add"))
    add.setFocus()
    qtbot.keyClick(add, Qt.Key.Key_Space)
    for text in texts:
        qtbot.keyClicks(QApplication.focusWidget(), text)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def first(draft: MeetingDraft) -> str:
    return f"answer {draft.questions[0].id}"


def test_a_page_of_handwriting_is_typed_up_from_top_to_bottom(shown, meeting, dana, qtbot):
    page = shown(meeting)
    assert page.heading() == "Type up: Dana Okafor"
    assert page.fields.editor(first(meetings.draft_of(meeting))).control().hasFocus()

    type_into(qtbot, page, first(meetings.draft_of(meeting)), "Cleaned the data.")
    type_into(qtbot, page, "needs", "A speaker\nA vendor")
    add_row(qtbot, page, "names", "Priya Nair", "Cold Eye", "shared a desk", "She knows telematics")
    type_into(qtbot, page, "advice", "Begin small.")
    type_into(qtbot, page, "paths", "Port planning")
    type_into(qtbot, page, "notes", "Warm.")
    with qtbot.waitSignal(page.closed):
        do(page, "save")

    back = meetings.debrief_of(meeting)
    assert [question.answer for question in back.questions] == ["Cleaned the data.", ""]
    assert [need.text for need in back.needs] == ["A speaker", "A vendor"]
    (name,) = back.names
    assert (name.name, name.organization, name.how_they_know, name.reason) == (
        "Priya Nair", "Cold Eye", "shared a desk", "She knows telematics",
    )  # fmt: skip
    assert referrals.chain(name.contact) == ("Dana Okafor",)
    assert (back.advice, back.notes) == ("Begin small.", "Warm.")
    assert [path.text for path in back.paths] == ["Port planning"]
    assert meetings.rows([meeting])[0].state == "held"
    assert [duty.kind for duty in duties.of_contact(dana)] == ["thank"]
    assert database.undo() == "Debrief meeting"


def test_everything_on_the_page_has_a_name_for_a_screen_reader(shown, meeting, qtbot):
    page = shown(meeting)
    add_row(qtbot, page, "names", "Priya")
    add_row(qtbot, page, "promises")
    assert_accessible(page)


def test_saving_without_typing_marks_the_meeting_as_held(shown, meeting):
    do(shown(meeting), "save")

    assert meetings.rows([meeting])[0].debriefed


def test_a_name_that_the_book_knows_is_asked_about_before_it_is_linked(
    shown, meeting, qtbot, answers
):
    priya = contacts.add(ContactDraft("Priya", "Nair", positions=(PositionDraft("Cold Eye"),)))
    page = shown(meeting)
    add_row(qtbot, page, "names", "priya nair")
    answers.give("The one at Cold Eye")
    do(page, "save")

    assert answers.asked == ["There is a priya nair in your book already. Is it the same person?"]
    assert meetings.debrief_of(meeting).names[0].contact == priya


def test_somebody_else_of_the_same_name_becomes_a_second_contact(shown, meeting, qtbot, answers):
    priya = contacts.add(ContactDraft("Priya", "Nair"))
    page = shown(meeting)
    add_row(qtbot, page, "names", "Priya Nair")
    answers.give("Somebody else")
    do(page, "save")

    assert meetings.debrief_of(meeting).names[0].contact != priya
    assert len(meetings.same_name("Priya Nair")) == 2


def test_thinking_better_of_the_answer_saves_nothing_and_keeps_the_typing(
    shown, meeting, qtbot, answers
):
    contacts.add(ContactDraft("Priya", "Nair"))
    page = shown(meeting)
    add_row(qtbot, page, "names", "Priya Nair")
    answers.give(None)
    do(page, "save")

    assert meetings.rows([meeting])[0].state == "agreed"
    assert page.fields.editor("names").value()[0]["name"] == "Priya Nair"


def test_a_firm_without_a_name_gets_a_sentence_under_the_names(shown, meeting, qtbot):
    page = shown(meeting)
    add_row(qtbot, page, "names", "", "Cold Eye")
    do(page, "save")

    assert page.fields.errors() == {"names": "Who was it? The line with “Cold Eye” has no name."}
    assert meetings.rows([meeting])[0].state == "agreed"


def test_a_day_for_thanks_that_is_over_gets_a_sentence_and_all_the_typing_stays(
    shown, meeting, qtbot
):
    page = shown(meeting)
    type_into(qtbot, page, "notes", "Warm.")
    line = page.fields.editor("thank_by").line
    line.selectAll()
    qtbot.keyClicks(line, "30 Nov 2020")
    do(page, "save")

    assert page.fields.errors() == {"thank_by": "Choose a day that is still to come."}
    assert page.fields.editor("notes").value() == "Warm."


def test_who_talked_how_much_gets_a_word_at_once(shown, meeting, qtbot):
    page = shown(meeting)
    spin = page.fields.editor("their_share").control()
    spin.selectAll()
    qtbot.keyClicks(spin, "70")
    assert page.fields.share_words() == "They did most of the talking. That is what you came for."


def test_a_second_look_shows_what_was_written_and_saving_again_changes_nothing(shown, meeting):
    meetings.debrief(meeting, DebriefDraft(needs=(Noted("A speaker"),), notes="Warm."))
    number = database.last_number()
    page = shown(meeting)
    assert page.fields.editor("needs").value() == ["A speaker"]

    do(page, "save")
    assert database.last_number() == number


def test_what_was_typed_comes_back_after_a_crash(shown, meeting, qtbot):
    page = shown(meeting)
    type_into(qtbot, page, "notes", "Warm.")
    add_row(qtbot, page, "names", "Priya Nair")
    add_row(qtbot, page, "promises")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "send the list")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "2031-12-01")
    assert page.may_close()

    again = shown(meeting)
    assert again.banner.text() == "What you typed before is back; it is not saved yet."
    assert again.fields.editor("notes").value() == "Warm."
    assert again.fields.editor("names").value()[0]["name"] == "Priya Nair"
    (promise,) = again.fields.draft().promises
    assert (promise.direction, promise.text, promise.due) == (
        "mine", "send the list", date(2031, 12, 1),
    )  # fmt: skip

    with qtbot.waitSignal(again.closed):
        do(again, "discard")
    assert drafts.kept() == []


def test_b06_an_introduction_that_they_offered_is_typed_as_one_and_comes_due(
    shown, meeting, dana, qtbot
):
    page = shown(meeting)
    add_row(qtbot, page, "promises")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert QApplication.focusWidget().currentText() == "They will introduce me"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Viktor at Rila")
    do(page, "save")

    (promise,) = meetings.debrief_of(meeting).promises
    assert (promise.direction, promise.kind) == ("theirs", "introduction")
    assert {duty.kind for duty in duties.of_contact(dana)} == {"thank", "their_promise"}
    (again,) = shown(meeting).fields.draft().promises
    assert again.kind == "introduction"


def test_a_promise_due_before_the_meeting_is_said_and_stays_typed(shown, meeting, qtbot):
    page = shown(meeting)
    add_row(qtbot, page, "promises")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "send the list")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "2019-01-07")
    do(page, "save")

    assert "before you met" in page.fields.errors()["promises"]
    assert page.fields.draft().promises[0].text == "send the list"


def test_with_several_at_the_table_each_need_says_whose_it_is(shown, meeting, bruce, dana, qtbot):
    meetings.change(meeting, replace(meetings.draft_of(meeting), people=(dana, bruce)))
    page = shown(meeting)
    add_row(qtbot, page, "needs")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "A vendor")
    do(page, "save")

    assert database.fetch("SELECT contact_id, text FROM need") == [(bruce, "A vendor")]


def test_a_meeting_without_a_start_says_what_to_do_first(shown, dana):
    page = shown(meetings.add(MeetingDraft(people=(dana,))))
    assert page.banner.text().startswith("Put in first when the meeting took place")

    do(page, "save")
    assert page.banner.text().startswith("Put in first when the meeting took place")


def test_a_meeting_that_is_gone_has_nothing_to_type_up(shown, berlin, meeting):
    page = shown("gone")
    assert not page.save_action.isEnabled()

    open_page = shown(meeting)
    meetings.delete([meeting])
    assert open_page.banner.text() == "This meeting was deleted meanwhile."


def test_a_line_reworded_is_still_the_same_thing():
    before = (Noted("A speaker", "dana", "1"), Noted("A vendor", "dana", "2"))

    assert same_lines(["A speaker for May", "A vendor"], before) == (
        Noted("A speaker for May", "dana", "1"), Noted("A vendor", "dana", "2"),
    )  # fmt: skip
    assert same_lines(["A vendor", "A third"], before) == (
        Noted("A vendor", "dana", "2"), Noted("A third"),
    )  # fmt: skip
    assert same_lines(["A vendor"], before) == (Noted("A vendor", "dana", "2"),)


def test_a_question_added_elsewhere_gets_its_line(shown, meeting):
    page = shown(meeting)
    planned = meetings.draft_of(meeting)
    more = (*planned.questions, QuestionDraft("And then?"))
    meetings.change(meeting, replace(planned, questions=more, ask=AskDraft()))

    added = meetings.draft_of(meeting).questions[2]
    assert page.fields.editor(f"answer {added.id}").isVisibleTo(page)
    assert "ask_outcome" not in page.fields.names()


def test_a_meeting_deleted_and_brought_back_can_be_typed_up(shown, meeting, qtbot):
    page = shown(meeting)
    meetings.delete([meeting])
    assert page.banner.text() == "This meeting was deleted meanwhile."

    database.undo()
    type_into(qtbot, page, "advice", "Begin small.")
    do(page, "save")

    assert meetings.debrief_of(meeting).advice == "Begin small."


def test_a_long_question_is_shown_whole_and_as_it_was_typed(shown, dana):
    asked = "Which <b>parts</b> of the work change most & who is hiring? " * 6
    long = meetings.add(MeetingDraft(people=(dana,), questions=(QuestionDraft(asked),)))
    page = shown(long)

    label = next(
        found for found in page.findChildren(QLabel) if found.text().startswith("1  Which <b>")
    )
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.height() >= label.heightForWidth(label.width()) > label.fontMetrics().height()


def press(qtbot, *keys: str) -> None:
    """Type as a person does who never looks at the mouse: "→" is Tab, "↵" is Enter."""
    for key in keys:
        on = QApplication.focusWidget()
        if key == "→":
            qtbot.keyClick(on, Qt.Key.Key_Tab)
        elif key == "↵":
            qtbot.keyClick(on, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(on, key)


def test_b07_a_page_of_handwriting_goes_in_from_top_to_bottom_by_tab_and_enter_alone(
    shown, dana, qtbot
):
    """Paper round trip: the page's rooms in the page's order, one save, one undo (B07, P41)."""
    planned = MeetingDraft(
        people=(dana,), day=date(2020, 11, 24), clock=time(17), zone="UTC", state="agreed",
        questions=tuple(QuestionDraft(f"Question {n}?") for n in range(1, 7)),
        ask=AskDraft("Feedback", offer="A list"),
    )  # fmt: skip
    meeting = meetings.add(planned)
    shown(meeting)
    before = database.last_number()

    for number in range(1, 7):
        press(qtbot, f"Answer {number}.", "→")
    press(qtbot, "r", "→")  # received
    press(qtbot, "A speaker for January", "↵", "A second opinion on vendors", "→")
    press(qtbot, "Lead with the numbers.", "→", "Version 7", "→")
    press(qtbot, " ", "Priya Nair, Cold Eye - shared a desk", "↵", "Viktor Petrov, Rila", "↵")
    press(qtbot, "Samira Haddad", "↵", "↵")
    press(qtbot, "Port planning", "↵", "Cold chain consulting", "→", "Begin small.", "→")
    press(qtbot, " ", "→", "send the list", "→", "tomorrow", "↵")
    press(qtbot, "T", "→", "show me the depot", "↵", "↵")
    press(qtbot, "70", "→")
    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )

    back = meetings.debrief_of(meeting)
    assert [question.answer for question in back.questions] == [f"Answer {n}." for n in range(1, 7)]
    assert (back.resume_feedback, back.resume) == ("Lead with the numbers.", "Version 7")
    assert back.ask_outcome == "received"
    assert len(back.needs) == 2
    assert [(n.name, n.organization, n.how_they_know) for n in back.names] == [
        ("Priya Nair", "Cold Eye", "shared a desk"), ("Viktor Petrov", "Rila", ""),
        ("Samira Haddad", "", ""),
    ]  # fmt: skip
    assert referrals.chain(back.names[0].contact) == ("Dana Okafor",)
    assert [path.text for path in back.paths] == ["Port planning", "Cold chain consulting"]
    assert back.advice == "Begin small."
    assert [(p.direction, p.text) for p in back.promises] == [
        ("mine", "send the list"), ("theirs", "show me the depot"),
    ]  # fmt: skip
    assert back.their_share == 70
    assert {duty.kind for duty in duties.of_contact(dana)} >= {"thank", "my_promise"}
    assert database.last_number() == before + 1
    assert database.undo() == "Debrief meeting"
    assert meetings.debrief_of(meeting).names == ()


def test_b07_the_screen_goes_down_the_page_under_the_pages_own_headings(shown, meeting):
    titles = [label.text().casefold() for label in shown(meeting).fields.findChildren(Section)]

    assert titles == [title.casefold() for room, title in rooms().items() if room != "notes"]


def test_what_people_said_of_the_resume_can_be_read_in_one_place(meeting, dana):
    """Refine the pitch by what was said of it (P09, P39)."""
    meetings.debrief(meeting, DebriefDraft(resume_feedback="Too long.", resume="Version 7"))

    (said,) = meetings.said_of_resumes()
    assert (said.resume, said.words, said.name) == ("Version 7", "Too long.", "Dana Okafor")


def test_b07_the_page_has_its_rooms_under_the_screens_headings_in_the_screens_order(shown, meeting):
    """One reads down a column of the page while going down the screen."""
    brief = briefs.for_meeting(meeting, your_zone="UTC", today=date(2020, 11, 23))
    page = layout.lay_out(
        replace(brief, purpose=purpose_names()["resume"]), paper="a4",
        printed_at=datetime(2020, 11, 23, 8, tzinfo=UTC),
    )  # fmt: skip
    wanted = {title.upper(): place for place, title in enumerate(rooms().values())}
    columns: dict[bool, list[int]] = {False: [], True: []}
    for item in sorted((i for i in page.items if isinstance(i, Text)), key=lambda i: i.y):
        if item.text.strip() in wanted:
            columns[item.x > page.width / 3].append(wanted[item.text.strip()])

    anywhere = wanted["AFTERWARDS"], wanted["NOTES"]  # they stand where room is left
    left = [place for place in columns[False] if place not in anywhere]
    right = [place for place in columns[True] if place not in anywhere]
    assert len(left) >= 3
    assert left == sorted(left)
    assert right == sorted(right)

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app import database
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft, ReferralDraft
from app.domain.people import ContactDraft
from app.services import contacts, directory, drafts, meetings, referrals
from tests.ui.acting import assert_accessible, do, showing
from ui.dialogs import PrintChoice
from ui.meetings.form import MeetingForm
from ui.widgets.editor import Entry


def planned(*people: str, **more) -> MeetingDraft:
    plain = MeetingDraft(
        people=people, day=date(2031, 11, 24), clock=time(17), zone="America/New_York", minutes=40,
        questions=(QuestionDraft("What first?"), QuestionDraft("What would you skip?")),
    )  # fmt: skip
    return replace(plain, **more)


@pytest.fixture
def shown(qtbot):
    def show(*args, **more) -> MeetingForm:
        form = MeetingForm(*args, **more)
        qtbot.addWidget(form)
        form.resize(1040, 720)
        return showing(qtbot, form)

    return show


@pytest.fixture
def meeting(dana):
    return meetings.add(planned(dana))


def write(qtbot, form: MeetingForm, field: str, text: str) -> None:
    """Clear a field and type into it."""
    control = form.fields.editor(field).control()
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, text) if text else qtbot.keyClick(control, Qt.Key.Key_Delete)


def when(qtbot, form: MeetingForm, day: str, clock: str, zone: str = "") -> None:
    """Type a start."""
    lines = [form.fields.when.day.line, form.fields.when.clock.line]
    if zone:
        lines.append(form.fields.when.zone.box.lineEdit())
    for line, text in zip(lines, (day, clock, zone), strict=False):
        line.selectAll()
        qtbot.keyClicks(line, text)


def test_everything_in_the_form_has_a_name_for_a_screen_reader(shown, meeting):
    assert_accessible(shown(meeting))


def test_both_clocks_and_the_hard_stop_follow_while_one_types(shown, meeting, qtbot):
    form = shown(meeting)
    assert form.fields.when.clocks.words() == [
        "Their clock: Mon 24 Nov 2031, 17:00 – 17:40 EST, Hard stop 17:40 EST",
        "Your clock: Mon 24 Nov 2031, 23:00 – 23:40 CET, Hard stop 23:40 CET",
    ]

    write(qtbot, form, "minutes", "90")
    assert form.fields.when.clocks.words()[1].endswith("23:00 – Tue 00:30 CET, Hard stop 00:30 CET")

    when(qtbot, form, "28 Oct 2031", "09:00")  # Berlin has changed its clocks, New York has not
    assert form.fields.when.clocks.words() == [
        "Their clock: Tue 28 Oct 2031, 09:00 – 10:30 EDT, Hard stop 10:30 EDT",
        "Your clock: Tue 28 Oct 2031, 14:00 – 15:30 CET, Hard stop 15:30 CET",
    ]


@pytest.mark.parametrize(
    ("minutes", "says"),
    [("0", "A meeting takes at least a minute."), ("900", "900 minutes are more than")],
)
def test_no_or_endless_minutes_get_a_sentence_under_the_field_and_the_typing_stays(
    shown, meeting, qtbot, minutes, says
):
    form = shown(meeting)
    write(qtbot, form, "minutes", minutes)
    assert form.fields.errors()["minutes"].startswith(says)

    write(qtbot, form, "place", "1500 Market St")
    do(form, "save")

    assert form.fields.errors()["minutes"].startswith(says)
    assert form.fields.editor("minutes").value() == int(minutes)
    assert form.fields.editor("place").value() == "1500 Market St"
    assert meetings.draft_of(meeting).minutes == 40


def test_a_date_that_does_not_exist_gets_a_sentence_and_stays(shown, meeting, qtbot):
    form = shown(meeting)
    when(qtbot, form, "31 Feb 2031", "17:00")
    do(form, "save")

    assert form.fields.errors()["start"].startswith("This is not a date we can read.")
    assert form.fields.when.day.line.text() == "31 Feb 2031"
    assert meetings.draft_of(meeting).day == date(2031, 11, 24)


def test_a_time_that_the_change_of_clock_skips_is_told_at_once_and_not_saved(shown, meeting, qtbot):
    form = shown(meeting)
    when(qtbot, form, "30 Mar 2031", "02:30", "Europe/Berlin")
    assert form.fields.when.trouble.text() == (
        "The clocks change then: 02:30 does not exist in Europe/Berlin on that day. "
        "The next time there is 03:00."
    )
    assert not form.fields.when.clocks.isVisible()

    do(form, "save")
    assert "02:30 does not exist" in form.fields.errors()["start"]


def test_of_a_time_that_comes_twice_one_can_choose_the_second(shown, meeting, qtbot):
    form = shown(meeting)
    assert not form.fields.when.which.isVisible()
    when(qtbot, form, "26 Oct 2031", "02:30", "Europe/Berlin")
    assert form.fields.when.which.isVisible()

    form.fields.when.which.control().setFocus()
    qtbot.keyClick(form.fields.when.which.control(), Qt.Key.Key_Down)
    do(form, "save")

    assert meetings.draft_of(meeting).start() == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)


def test_a_zone_that_is_gone_is_told_and_another_one_keeps_the_moment(shown, meeting, qtbot):
    with database.edit("Older book"):
        database.database.execute_sql("UPDATE meeting SET zone = 'US/Pacific-New'")
    form = shown(meeting)
    assert form.fields.when.trouble.text().startswith(
        "The time zone “US/Pacific-New” is not known here any more; the time above is in UTC."
    )

    do(form, "save")
    assert "no time zone “US/Pacific-New” any more" in form.fields.errors()["start"]

    zone = form.fields.when.zone.box.lineEdit()
    zone.selectAll()
    qtbot.keyClicks(zone, "America/Los_Angeles")
    do(form, "save")

    saved = meetings.draft_of(meeting)
    assert (saved.clock, saved.start()) == (time(14), datetime(2031, 11, 24, 22, tzinfo=UTC))


def test_the_preview_follows_what_one_types_and_prints_the_very_bytes(
    shown, meeting, qtbot, tmp_path, answers
):
    form = shown(meeting)
    write(qtbot, form, "place", "Under the station clock")
    qtbot.waitUntil(lambda: "Under the station clock" in form.page.preview.text())

    answers.give(PrintChoice(file=str(tmp_path / "printed.pdf")), tmp_path / "kept.pdf")
    do(form, "print_page")
    do(form, "save_pdf")

    printed = (tmp_path / "printed.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert (tmp_path / "kept.pdf").read_bytes() == form.page.pdf()
    assert form.page.preview.pages() == 1
    assert "Under the station clock" in form.page.preview.text()


def test_what_is_missing_is_named_and_leads_to_its_field(shown, dana, qtbot):
    form = shown(people=[dana])
    assert form.missing.texts() == ["No questions yet", "No day and time yet", "No purpose yet"]

    link = next(b for b in form.missing.findChildren(QPushButton) if b.text() == "No purpose yet")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert form.fields.editor("purpose").control().hasFocus()


def test_a_missing_expertise_leads_to_the_contact(shown, bruce, qtbot):
    form = shown(people=[bruce])
    link = next(b for b in form.missing.findChildren(QPushButton) if "expertise" in b.text())
    with qtbot.waitSignal(form.asked) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == ["contact_form", bruce]


def test_a_referral_that_the_book_knows_is_filled_in_with_the_person(shown, dana, bruce, qtbot):
    referrals.keep(dana, ReferralDraft(bruce, "She knows cold."), on=date(2031, 11, 1))
    form = shown()
    line = form.fields.editor("people").control()
    qtbot.keyClicks(line, "dana okafor")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert form.fields.editor("referrer").value() == Entry(bruce, "Bruce Lindqvist")
    assert form.fields.editor("reason").value() == "She knows cold."
    assert form.fields.when.zone.value() == "America/New_York"
    assert "Not asked whether you may use the name" in form.missing.texts()


def test_somebody_new_becomes_a_contact_on_the_spot(shown, berlin, qtbot):
    form = shown()
    line = form.fields.editor("people").control()
    qtbot.keyClicks(line, "Ada van der Berg")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert form.banner.text() == "Ada van der Berg is among your contacts now."
    (ada,) = directory.rows(directory.ids())
    assert (ada.given, ada.family) == ("Ada", "van der Berg")
    with qtbot.waitSignal(form.asked) as asked:
        do(form, "complete_contact")
    assert asked.args == ["contact_form", ada.id]


def test_an_unfinished_name_is_asked_about(shown, dana, qtbot, answers):
    form = shown()
    line = form.fields.editor("people").control()
    answers.give("Dana Okafor, Meridian Foods")
    qtbot.keyClicks(line, "Dana")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert answers.asked == ["Whom do you mean by “Dana”?"]
    assert [entry.id for entry in form.fields.editor("people").value()] == [dana]
    assert directory.count() == 1


def test_a_name_left_in_the_line_is_not_lost(shown, dana, qtbot):
    form = shown()
    qtbot.keyClicks(form.fields.editor("people").control(), "Dana Oka")
    do(form, "save")

    assert form.fields.errors()["people"] == "Press Enter to add “Dana Oka”, or clear the line."


def test_an_unfinished_referrer_is_asked_about_when_saving(shown, meeting, bruce, qtbot, answers):
    form = shown(meeting)
    write(qtbot, form, "referrer", "Bruce")
    answers.give("Somebody new")
    do(form, "save")

    assert referrals.chain(meetings.draft_of(meeting).people[0]) == ("Bruce",)

    write(qtbot, form, "referrer", "Bru")
    answers.give(None)
    do(form, "save")
    assert form.fields.editor("referrer").control().text() == "Bru"


def test_people_are_ordered_and_removed_by_keyboard(shown, dana, bruce, qtbot):
    form = shown(people=[dana, bruce])
    people = form.fields.editor("people")
    people.list.setCurrentRow(1)
    qtbot.keyClick(people.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [entry.text for entry in people.value()] == ["Bruce Lindqvist", "Dana Okafor"]

    qtbot.keyClick(people.list, Qt.Key.Key_Delete)
    assert [entry.text for entry in people.value()] == ["Dana Okafor"]
    assert form.heading() == "New: Dana Okafor"


def test_the_purpose_chooses_the_suggestions_and_enter_takes_one(shown, dana, qtbot):
    form = shown(people=[dana])
    purpose = form.fields.editor("purpose").control()
    qtbot.keyClick(purpose, Qt.Key.Key_Down)  # feedback on my résumé
    found = form.fields.suggestions.list
    texts = [found.item(place).text() for place in range(found.count())]
    assert texts[0] == "What part of your week do you look forward to?"  # a first meeting
    assert "Which line would you cut first, and why?" in texts

    qtbot.keyClick(found, Qt.Key.Key_Return)
    questions = [entry.text for entry in form.fields.editor("questions").value()]
    assert questions == texts[:1]
    assert found.item(0).text() == texts[1]


def test_questions_are_ordered_by_drag(shown, meeting, qtbot):
    """Focused questions in an order of one's own (P34)."""
    form = shown(meeting)
    ordered = form.fields.editor("questions").list
    model = ordered.model()
    # What a drop inside the list comes down to.
    model.moveRow(model.index(-1, -1), 1, model.index(-1, -1), 0)
    do(form, "save")

    assert [question.text for question in meetings.draft_of(meeting).questions] == [
        "What would you skip?", "What first?",
    ]  # fmt: skip


def test_a_question_that_was_typed_and_not_added_is_saved_too(shown, meeting, qtbot):
    form = shown(meeting)
    qtbot.keyClicks(form.fields.editor("questions").line, "Who else?")
    do(form, "save")

    assert meetings.draft_of(meeting).questions[-1].text == "Who else?"


def test_a_question_of_your_own_is_kept_suggested_first_and_dropped(shown, meeting, dana, qtbot):
    form = shown(meeting)
    keep = next(b for b in form.findChildren(QPushButton) if b.text().startswith("Keep the chosen"))
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert form.banner.text() == "Choose one of your questions first."

    form.fields.editor("questions").list.setCurrentRow(1)
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert form.banner.text() == "It will be suggested for other meetings."

    other = shown(meetings.add(planned(dana, questions=(), state="held")))
    found = other.fields.suggestions.list
    texts = [found.item(place).text() for place in range(found.count())]
    place = texts.index("What would you skip?")
    found.setCurrentRow(place)
    qtbot.keyClick(found, Qt.Key.Key_Delete)
    assert database.undo_label() == "Delete question"
    assert found.item(place).text() != "What would you skip?"


# States


def test_the_page_goes_below_the_lines_where_there_is_no_room_beside_them(shown, meeting, qtbot):
    form = shown(meeting)
    form.resize(1200, 700)
    qtbot.waitUntil(lambda: not form._frame.is_folded())

    form.resize(form.minimumSizeHint().width(), 700)
    qtbot.waitUntil(form._frame.is_folded)
    assert form.page.isVisible()
    assert form.page.mapTo(form, form.page.rect().topLeft()).x() < 40

    form.resize(1200, 700)
    qtbot.waitUntil(lambda: not form._frame.is_folded())
    assert form.page.mapTo(form, form.page.rect().topLeft()).x() > 400


def test_the_key_of_typing_up_says_of_an_agreed_meeting_that_it_was_held(window, dana, keys):
    meeting = meetings.add(planned(dana, questions=(), state="agreed", day=date(2026, 1, 5)))
    window.page().open_card("meeting", meeting)
    assert "(Ctrl+D)" in next(
        b.toolTip() for b in window.page().findChildren(QPushButton) if "Held" in b.text()
    )

    keys.ctrl("D")

    assert meetings.draft_of(meeting).state == "held"
    assert window.page().heading().startswith("Type up")


def test_the_state_is_marked_with_a_button_and_only_where_it_can_follow(shown, meeting):
    form = shown(meeting)
    do(form, "mark_requested")
    do(form, "mark_agreed")

    assert meetings.draft_of(meeting).state == "agreed"
    offered = [act.objectName() for act in form.page_actions() if act and act.isVisible()]
    assert "mark_held" in offered
    assert "mark_wanted" not in offered


def test_agreeing_without_a_start_asks_for_it_under_the_field(shown, dana, qtbot):
    form = shown(people=[dana])
    do(form, "mark_agreed")

    assert form.fields.errors()["start"] == "This meeting needs the day and time that were agreed."
    assert meetings.ids() == []


def test_a_meeting_marked_as_held_too_early_is_warned_of(shown, meeting):
    form = shown(meeting)
    do(form, "mark_held")

    assert form.banner.text().startswith("By its date this meeting has not begun yet.")
    assert meetings.draft_of(meeting).state == "held"


def test_a_held_meeting_goes_on_to_be_typed_up(shown, dana, qtbot):
    form = shown(meetings.add(planned(dana, day=date(2020, 11, 24))))
    with qtbot.waitSignal(form.asked) as asked:
        do(form, "mark_held")
    assert asked.args[0] == "debrief"


def test_a_held_meeting_offers_to_be_typed_up_and_has_nothing_to_prepare(shown, dana):
    ahead = shown(meetings.add(planned(dana, questions=())))
    held = shown(meetings.add(planned(dana, questions=(), state="held")))

    assert ahead.missing.isVisible()
    assert not ahead.debrief_action.isVisible()
    assert not held.missing.isVisible()
    assert held.debrief_action.isVisible()


# Forms in progress


def test_what_was_typed_comes_back_after_a_crash(shown, dana, qtbot):
    form = shown(people=[dana])
    write(qtbot, form, "place", "Cafe Savoy")
    write(qtbot, form, "minutes", "900")
    when(qtbot, form, "31 Feb", "noon")
    qtbot.keyClicks(form.fields.editor("questions").line, "Half a quest")
    qtbot.waitUntil(lambda: drafts.recall(f"meeting:new:{dana}") is not None)

    again = shown(people=[dana])  # as after a start of the program

    assert again.banner.text() == "What you typed before is back; it is not saved yet."
    assert again.fields.editor("place").value() == "Cafe Savoy"
    assert again.fields.editor("minutes").value() == 900
    assert again.fields.when.day.line.text() == "31 Feb"
    assert again.fields.editor("questions").line.text() == "Half a quest"


def test_leaving_a_form_keeps_what_was_typed_and_saving_forgets_the_draft(shown, meeting, qtbot):
    form = shown(meeting)
    write(qtbot, form, "place", "Cafe Savoy")
    assert form.may_close()
    assert drafts.kept("meeting:") == [f"meeting:{meeting}"]

    again = shown(meeting)
    do(again, "save")
    assert meetings.draft_of(meeting).place == "Cafe Savoy"
    assert drafts.kept("meeting:") == []


def test_what_came_back_can_be_discarded(shown, meeting, qtbot):
    form = shown(meeting)
    write(qtbot, form, "place", "Cafe Savoy")
    do(form, "discard")

    assert form.fields.editor("place").value() == ""
    assert drafts.kept() == []
    assert meetings.draft_of(meeting).place == ""


def test_an_untouched_form_follows_what_changes_elsewhere_and_a_touched_one_keeps_its_typing(
    shown, meeting, dana, qtbot
):
    form = shown(meeting)
    meetings.change(meeting, planned(dana, place="Elsewhere"))
    assert form.fields.editor("place").value() == "Elsewhere"

    write(qtbot, form, "place", "Here")
    meetings.change(meeting, planned(dana, place="There"))
    assert form.fields.editor("place").value() == "Here"


def test_undo_fills_the_saved_form_as_it_was(shown, meeting, qtbot):
    form = shown(meeting)
    write(qtbot, form, "place", "Cafe Savoy")
    do(form, "save")
    database.undo()

    assert form.fields.editor("place").value() == ""


def test_a_meeting_deleted_meanwhile_is_told(shown, meeting):
    form = shown(meeting)
    meetings.delete([meeting])
    assert form.banner.text() == "This meeting was deleted meanwhile."

    assert shown("gone").banner.text() == "This meeting was deleted meanwhile."


def test_deleting_closes_the_form_and_undo_brings_the_meeting_back(shown, meeting, qtbot):
    form = shown(meeting)
    with qtbot.waitSignal(form.closed):
        do(form, "delete")
    assert meetings.ids() == []

    database.undo()
    assert meetings.ids() == [meeting]


def test_a_whole_meeting_passes_through_the_form_unchanged(shown, dana, bruce):
    whole = planned(
        dana, bruce, state="agreed", medium="video", place="a link", purpose="names",
        purpose_detail="others", ask=AskDraft("a look", "5 min", date(2031, 12, 1), "a list"),
        what_you_bring=("one", "two"), plan_b="Call.\nOr write.", bring_list=("résumé",),
        referral=ReferralDraft(contacts.add(ContactDraft("Alice")), "Words.", "yes"),
    )  # fmt: skip
    meeting = meetings.add(whole)
    before = database.last_number()
    form = shown(meeting)
    do(form, "save")

    assert database.last_number() == before
    assert form.banner.text() == "Saved."


# What happens elsewhere while somebody types here.


def test_what_was_typed_up_meanwhile_survives_a_form_that_is_saved_later(shown, meeting, qtbot):
    form = shown(meeting)
    write(qtbot, form, "place", "here")
    told = meetings.debrief_of(meeting)
    answered = tuple(replace(question, answer="Because.") for question in told.questions)
    meetings.debrief(meeting, replace(told, questions=answered))

    assert form.fields.editor("place").value() == "here"
    do(form, "save")

    kept = meetings.draft_of(meeting)
    assert (kept.place, kept.state) == ("here", "held")
    assert [question.answer for question in kept.questions] == ["Because.", "Because."]


def test_an_undone_state_is_undone_in_the_form_too(shown, meeting):
    form = shown(meeting)
    do(form, "mark_requested")
    assert form._frame.chip.text() == "Requested"

    database.undo()

    assert form._frame.chip.text() == "Wanted"
    do(form, "mark_requested")


def test_a_meeting_deleted_elsewhere_keeps_the_typing_and_comes_back_with_undo(
    shown, meeting, qtbot
):
    form = shown(meeting)
    write(qtbot, form, "place", "here")
    meetings.delete([meeting])
    assert form.banner.text() == "This meeting was deleted meanwhile."
    do(form, "save")
    assert form.banner.text() == "This meeting was deleted meanwhile."
    assert form.fields.editor("place").value() == "here"

    database.undo()
    assert form.banner.text() == ""
    do(form, "save")
    assert meetings.draft_of(meeting).place == "here"


def test_what_was_typed_of_a_deleted_meeting_can_be_given_up(shown, meeting, qtbot):
    form = shown(meeting)
    write(qtbot, form, "place", "here")
    meetings.delete([meeting])

    with qtbot.waitSignal(form.closed):
        do(form, "discard")


def test_somebody_deleted_meanwhile_is_said_under_the_field(shown, dana, bruce, qtbot):
    form = shown(people=[dana])
    form.fields.editor("referrer").set_value(Entry(bruce, "Bruce Lindqvist"))
    write(qtbot, form, "place", "here")
    contacts.delete([dana, bruce])
    do(form, "save")

    assert set(form.fields.errors()) == {"people", "referrer"}
    assert "was deleted meanwhile" in form.fields.errors()["people"]
    assert form.fields.editor("place").value() == "here"

    database.undo()
    do(form, "save")
    assert form.fields.errors() == {}


def test_in_a_narrow_window_the_buttons_stand_in_two_rows(shown, meeting, qtbot):
    form = shown(meeting)

    def rows() -> int:
        seen = [b for b in form.findChildren(QPushButton) if b.text() in ("Held", "Print…")]
        assert len(seen) == 2
        return len({button.mapTo(form, button.rect().topLeft()).y() for button in seen})

    assert rows() == 1
    form.resize(form.minimumSizeHint().width(), 720)
    qtbot.waitUntil(lambda: rows() == 2)

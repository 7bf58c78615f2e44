from app import paths, settings
from tests.ui.acting import assert_accessible
from ui import theme
from ui.preferences.page import Preferences


def shown(qtbot) -> Preferences:
    page = Preferences()
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    return page


def test_what_is_chosen_is_kept_and_the_page_is_left(qtbot, book):
    page = shown(qtbot)
    page.form.editor("paper").set_value("letter")
    page.form.editor("your_zone").set_value("Asia/Tokyo")
    page.form.editor("meeting_minutes").set_value(20)

    with qtbot.waitSignal(page.closed):
        page.main_action().trigger()

    kept = settings.load()
    assert (kept.paper, kept.your_zone, kept.meeting_minutes) == ("letter", "Asia/Tokyo", 20)
    assert settings.paper() == "letter"
    assert settings.your_zone() == "Asia/Tokyo"


def test_a_zone_that_does_not_exist_is_said_and_nothing_is_kept(qtbot, book):
    page = shown(qtbot)
    before = settings.load()
    page.form.editor("your_zone").set_value("Europe/Atlantis")

    page.main_action().trigger()

    assert "Europe/Atlantis" in " ".join(page.form.errors().values())
    assert settings.load() == before


def test_preferences_that_cannot_be_written_stay_in_the_form(qtbot, book):
    page = shown(qtbot)
    page.form.editor("paper").set_value("letter")
    paths.settings_file().unlink(missing_ok=True)
    paths.settings_file().mkdir()

    page.main_action().trigger()

    assert "could not be written" in page.banner.text()
    assert page.form.editor("paper").value() == "letter"


def test_other_preferences_stay_as_they_were(qtbot, book):
    settings.save(settings.Settings(last_book="somewhere"))
    page = shown(qtbot)

    page.main_action().trigger()

    assert settings.load().last_book == "somewhere"


def test_colours_change_at_once(qtbot, book):
    page = shown(qtbot)
    page.form.editor("colours").set_value("dark")

    page.main_action().trigger()

    assert theme.is_dark()
    theme.choose("light")


def test_every_preference_has_a_name_for_a_screen_reader(qtbot, book):
    assert_accessible(shown(qtbot))

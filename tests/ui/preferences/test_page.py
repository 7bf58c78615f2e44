import re
from dataclasses import fields

from app import paths, settings
from app.domain.etiquette import Numbers
from app.services import duties
from tests.ui.acting import assert_accessible
from ui import theme
from ui.preferences import courtesy
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


def test_b02_every_number_of_the_etiquette_clock_can_be_set_and_says_why(qtbot, book):
    page = shown(qtbot)
    reasons = {field.name: field.hint for field in courtesy.fields()}
    for number in fields(Numbers):
        assert re.search(r"\((P|B)\d\d.*\)$", reasons[number.name]), number.name
        page.form.editor(number.name).set_value(3)

    page.main_action().trigger()

    assert duties.numbers() == Numbers(*[3] * len(fields(Numbers)))


def test_b02_the_country_of_the_holidays_is_chosen_with_its_region(qtbot, book):
    page = shown(qtbot)
    choose(page, "country", "DE")
    region = page.form.editor("region")
    assert "Bayern" in [region.box.itemText(n) for n in range(region.box.count())]
    choose(page, "region", "BY")
    page.main_action().trigger()
    assert (settings.load().country, settings.load().region) == ("DE", "BY")

    again = shown(qtbot)
    assert again.form.editor("region").value() == "BY"
    choose(again, "country", "IC")
    assert not again.form.editor("region").isEnabled()
    assert "only weekends" in again.banner.text()
    choose(again, "country", "FR")
    assert not again.banner.isVisible()
    again.main_action().trigger()
    assert (settings.load().country, settings.load().region) == ("FR", "")


def choose(page, name, key):
    """Choose from a list, as the arrow keys do."""
    box = page.form.editor(name).box
    place = box.findData(key)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_every_preference_has_a_name_for_a_screen_reader(qtbot, book):
    assert_accessible(shown(qtbot))


def test_how_far_the_clock_looks_is_said_beside_its_numbers_b01():
    (field,) = (one for one in courtesy.fields() if one.name == "report_within_days")

    assert "your last 2,000 meetings, and at 50 people up a chain." in field.hint

import json
import logging
from dataclasses import replace

import pytest
import tzlocal

from app import log, paths, settings
from app.errors import StorageError
from app.settings import Settings


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path))


def write(text):
    paths.settings_file().write_text(text, encoding="utf-8")


def test_without_a_file_everything_has_a_sensible_beginning():
    assert settings.load() == Settings()


def test_what_was_saved_comes_back():
    changed = replace(Settings(), language="de", backups_to_keep=3)
    settings.save(changed)
    assert settings.load() == changed


def test_a_second_saving_is_seen_at_once():
    settings.save(replace(Settings(), colours="dark"))
    assert settings.load().colours == "dark"
    settings.save(replace(Settings(), colours="light"))
    assert settings.load().colours == "light"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"colours": 3}', '{"colours": "pink"}'])
def test_a_file_that_makes_no_sense_gives_the_defaults(text):
    write(text)
    assert settings.load() == Settings()


@pytest.mark.parametrize("value", ["three", True, 0, -5, None, 2.5, 10**12])
def test_a_number_that_cannot_be_is_left_out_and_the_rest_is_kept(value):
    write(json.dumps({"backups_to_keep": value, "language": "de", "unheard_of": 1}))
    assert settings.load() == replace(Settings(), language="de")


@pytest.fixture
def _in_tokyo(monkeypatch):
    # The library remembers the system's zone, from whichever test asked first.
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    tzlocal.reload_localzone()
    yield
    monkeypatch.undo()
    tzlocal.reload_localzone()


@pytest.mark.usefixtures("_in_tokyo")
def test_the_own_zone_is_the_chosen_one_then_the_systems():
    assert settings.your_zone() == "Asia/Tokyo"
    settings.save(replace(Settings(), your_zone="Europe/Berlin"))
    assert settings.your_zone() == "Europe/Berlin"


@pytest.mark.parametrize(
    ("country", "paper"), [("en_US.UTF-8", "letter"), ("en_GB.UTF-8", "a4"), ("C", "a4")]
)
def test_paper_is_what_printers_hold_in_the_country(monkeypatch, country, paper):
    monkeypatch.setenv("LC_ALL", country)
    monkeypatch.setenv("LC_PAPER", "")
    monkeypatch.setenv("LANG", "")
    assert settings.paper() == paper
    settings.save(replace(Settings(), paper="letter"))
    assert settings.paper() == "letter"


def test_a_log_that_has_grown_starts_anew_and_one_old_one_stays():
    paths.log_file().write_text("old line\n" * 60_000)
    log.start()
    log.stop()
    assert paths.log_file().stat().st_size == 0
    assert "old line" in paths.log_file().with_suffix(".old.log").read_text()


def test_the_log_is_written_where_paths_says_and_let_go_of(tmp_path):
    log.start()
    logging.getLogger("bridgebook").info("three cards read")
    log.stop()
    assert "three cards read" in paths.log_file().read_text()
    logging.getLogger("bridgebook").info("never")
    assert "never" not in paths.log_file().read_text()


def test_preferences_that_cannot_be_written_are_said_and_stay(tmp_path):
    (tmp_path / "settings.json").mkdir()

    with pytest.raises(StorageError, match="could not be written"):
        settings.save(Settings(paper="a4"))

    assert settings.load() == Settings()


def test_what_a_pack_has_comes_back_and_other_words_for_it_do_not():
    settings.save(Settings(pack_wallet_cards=True))
    assert settings.load().pack_wallet_cards is True

    file = paths.settings_file()
    file.write_text('{"pack_wallet_cards": 1, "pack_itinerary": "no"}', encoding="utf-8")
    assert settings.load() == Settings()

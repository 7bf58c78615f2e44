"""Contact sheet and network picture from the command line (P08, P11, P18)."""

from datetime import date

import pypdfium2
import pytest

from app import database
from app.__main__ import DONE, REFUSED, WRONG_USE, main
from app.services import sample

pytestmark = pytest.mark.usefixtures("own_data_folder")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "search.bridgebook"
    database.open_book(path, create=True)
    sample.fill(date(2026, 11, 24))
    database.close()
    return path


@pytest.fixture
def printed(path, tmp_path, capsys):
    """Print a paper; its words, page by page."""

    def run(*said: str) -> list[str]:
        out = tmp_path / "paper.pdf"
        assert main(["paper", *said, "--book", str(path), "--out", str(out)]) == DONE
        assert capsys.readouterr().out.strip() == str(out)
        pages = pypdfium2.PdfDocument(out)
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]

    return run


def the_id(path, sql: str) -> str:
    database.open_book(path, read_only=True)
    try:
        return str(database.fetch(sql)[0][0])
    finally:
        database.close()


def test_a_contact_sheet_is_printed_by_name_or_id_p18(printed, path):
    by_name = printed("contact", "--search", "okafor", "--paper", "letter")
    dana = the_id(path, "SELECT id FROM contact WHERE family = 'Okafor'")
    by_id = printed("contact", "--contact", dana, "--paper", "letter")

    assert "Dana Okafor" in by_name[0]
    assert "A speaker for her January analyst day" in " ".join(by_name)
    assert len(by_name) == len(by_id)
    assert "Kansas City strike" not in " ".join(by_id)


def test_notes_are_on_it_only_where_said_for_this_print(printed):
    assert "Kansas City strike" in " ".join(printed("contact", "--search", "okafor", "--private"))


def test_a_name_that_fits_several_is_asked_about(path, tmp_path, capsys):
    out = tmp_path / "paper.pdf"
    said = ["--book", str(path), "--out", str(out)]

    assert main(["paper", "contact", "--search", "d", *said]) == REFUSED
    assert "say which with --contact:" in capsys.readouterr().err
    assert main(["paper", "contact", "--search", "nobodyatall", *said]) == REFUSED
    assert "No contact fits “nobodyatall”." in capsys.readouterr().err
    assert main(["paper", "contact", *said]) == WRONG_USE
    assert not out.exists()


def test_the_network_is_one_page_p08(printed):
    (page,) = printed("network")

    assert page.startswith("Your network")
    assert "Alice Chen" in page
    assert "Private. For your own eyes." in page


def test_the_way_to_somebody_or_around_an_opening_is_a_picture_p42(printed, path):
    wei = the_id(path, "SELECT id FROM contact WHERE family = 'Zhang'")
    opening = the_id(path, "SELECT id FROM opportunity WHERE title LIKE 'Planner, night%'")

    (by_id,) = printed("network", "--to", wei)
    (searched,) = printed("network", "--search", "Meridian Foods")
    (around,) = printed("network", "--opportunity", opening)

    assert by_id.startswith("The way to Wei Zhang")
    assert searched.startswith("Ways into Meridian Foods")
    assert around.startswith("People around Planner, night desk")


def test_nobody_to_lead_to_is_said_and_nothing_is_written(path, tmp_path, capsys):
    out = tmp_path / "paper.pdf"
    for said in (["--search", "zzzz"], ["--to", "gone"], ["--opportunity", "gone"]):
        whole = ["paper", "network", *said, "--book", str(path), "--out", str(out)]
        assert main(whole) == REFUSED
        assert capsys.readouterr().err.startswith("bridgebook: ")
    assert not out.exists()

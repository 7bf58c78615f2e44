"""The system's print dialog as it really opens, before the printers of a CUPS of our own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.app import resumes
from tests.cups import Cups
from tests.e2e.screen import PATIENCE
from tests.prepared import ROOT

PAGES = [f"Page {number}" for number in range(1, 7)]


@pytest.fixture
def office(cups: Cups, monkeypatch: pytest.MonkeyPatch):
    """Hall holds Letter unless told, and prints on both sides; Desk is no more than a wire."""
    for name, value in cups.environment.items():
        monkeypatch.setenv(name, value)
    cups.add("Hall")
    cups.add("Desk", "-m", "raw")
    yield cups
    cups.remove("Hall")
    cups.remove("Desk")


@pytest.fixture
def ask(office: Cups, tmp_path: Path):
    """Print six pages on A4, with these wishes in the dialog; what was to be seen in it."""
    for paper, size in (("a4", resumes.A4), ("letter", resumes.LETTER)):
        (tmp_path / f"{paper}.pdf").write_bytes(resumes.resume(*PAGES, size=size))

    def asked(**wish: Any) -> dict[str, Any]:
        file = tmp_path / "a4.pdf"
        script = [sys.executable, "-m", "tests.ui.printing.asking", file, json.dumps(wish)]
        done = subprocess.run(
            script, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr
        shown: dict[str, Any] = json.loads(done.stdout)
        return shown

    return asked


def headings(file: Path) -> list[str]:
    return [page.extract_text().split("\n")[0] for page in pypdf.PdfReader(file).pages]


def test_the_printers_are_there_and_both_sides_are_chosen_already(office, ask):
    shown = ask(printer="Hall")

    assert {"Hall", "Desk"} < set(shown["printers"])
    assert shown["long side"]
    [job] = office.printed("Hall", 1)
    assert job.attributes["sides"] == "two-sided-long-edge"
    assert job.attributes["media"] == "A4", "the paper of the pages, though the printer's is Letter"
    assert "print-scaling=none" in job.told
    assert job.attributes["number-up"] == "1"


def test_one_side_that_was_chosen_stays_chosen(office, ask):
    ask(printer="Hall", click=["noDuplex"])

    [job] = office.printed("Hall", 1)
    assert job.attributes["sides"] == "one-sided"


def test_pages_made_for_one_side_are_kept_from_a_printer_that_turns_them_by_itself(office, ask):
    """Else two people might share a sheet; pages that do not mind are left to the printer."""
    office.ask("lpadmin", "-p", "Hall", "-o", "Duplex=DuplexNoTumble")
    ask(printer="Hall", **{"made for": "one-sided"})
    ask(printer="Hall", **{"made for": ""})

    made_for_one, left_to_it = office.printed("Hall", 2)
    assert made_for_one.attributes["sides"] == "one-sided"
    assert left_to_it.attributes["sides"] == "two-sided-long-edge"


def test_the_properties_begin_with_the_paper_of_the_pages(office, ask):
    shown = ask(printer="Hall", properties={})

    assert shown["papers"] == ["Letter", "A4"]
    assert shown["paper"] == "A4"
    [job] = office.printed("Hall", 1)
    assert job.attributes["media"] == "A4"


def test_another_paper_and_tray_chosen_in_the_properties_reach_the_printer(office, ask):
    ask(printer="Hall", properties={"paper": "Letter", "tray": "Tray 2"}, sides="duplexShort")

    [job] = office.printed("Hall", 1)
    assert job.attributes["media"] == "Letter"
    assert job.attributes["sides"] == "two-sided-short-edge"
    assert "InputSlot=Tray2" in job.told
    assert b"612 792" in job.data, "made anew for it"
    assert "print-scaling=none" in job.told


def test_pages_that_stand_upright_are_never_turned(office, ask):
    ask(printer="Hall", properties={"turned": "yes"})

    [job] = office.printed("Hall", 1)
    assert "orientation-requested" not in job.told
    assert b"595 842" in job.data
    assert "print-scaling=none" in job.told


def test_odd_pages_copies_and_their_order_reach_the_printer(office, ask):
    ask(printer="Hall", pages="1,3-6", copies=3, click=["reverse"], **{"page set": "Odd Pages"})

    [job] = office.printed("Hall", 1)
    assert job.attributes["copies"] == "3"
    assert "page-set=odd" in job.told
    assert "outputorder=reverse" in job.told
    assert job.attributes["page-ranges"] == "1-1,3-6"


def test_grayscale_reaches_the_printer(office, ask):
    ask(printer="Hall", properties={"colours": "Shades of gray"})

    [job] = office.printed("Hall", 1)
    assert "ColorModel=Gray" in job.told
    assert "print-color-mode=monochrome" in job.told


def test_a_stretch_of_pages_in_piles_reaches_the_printer(office, ask):
    ask(printer="Hall", copies=2, click=["collate"], **{"from": 2, "to": 4})

    [job] = office.printed("Hall", 1)
    assert job.attributes["page-ranges"] == "2-4"
    assert "nocollate" in job.told


def test_a_stretch_of_pages_is_printed_into_a_file(office, ask, tmp_path):
    file = tmp_path / "out.pdf"
    ask(printer="Print to File (PDF)", file=str(file), **{"from": 2, "to": 4})

    assert headings(file) == PAGES[1:4]

import os
import stat
from pathlib import Path

import pytest

from app.errors import StorageError
from ui.dialogs import PrintChoice
from ui.printing import print_pdf, save_pdf
from ui.printing.output import lp_options

PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def a_printer(folder: Path, monkeypatch, *, script: str) -> None:
    """Puts a program called lp first in the path, as CUPS would."""
    lp = folder / "lp"
    lp.write_text(f"#!/bin/sh\ncd {folder}\n{script}\n")
    lp.chmod(lp.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_the_printer_gets_the_very_bytes_of_the_page(tmp_path, monkeypatch, answers):
    a_printer(tmp_path, monkeypatch, script='cat > got.pdf; echo "$@" > options')
    answers.give(PrintChoice(printer="Hall", copies=2, sides="two-sided-long-edge", paper="A4"))
    assert print_pdf(None, PAGE, "Brief for Tuesday")
    assert (tmp_path / "got.pdf").read_bytes() == PAGE
    said = (tmp_path / "options").read_text()
    assert said.startswith("-d Hall -n 2 -t Brief for Tuesday")
    assert "sides=two-sided-long-edge" in said
    assert "media=A4" in said


def test_a_printer_that_refuses_is_quoted(tmp_path, monkeypatch, answers):
    a_printer(
        tmp_path, monkeypatch, script='cat > /dev/null; echo "lp: No such printer" >&2; exit 1'
    )
    answers.give(PrintChoice(printer="Gone"))
    assert not print_pdf(None, PAGE, "Brief")
    assert answers.asked[-1].endswith("The printer did not take the page: No such printer")


def test_thinking_better_of_it_prints_nothing(answers):
    answers.give(None)
    assert not print_pdf(None, PAGE, "Brief")


def test_a_range_of_pages_is_passed_on():
    assert lp_options(PrintChoice(first=2, last=3), "x")[-2:] == ["-P", "2-3"]


def test_printing_into_a_file_writes_the_bytes(tmp_path, answers):
    answers.give(PrintChoice(file=str(tmp_path / "out.pdf")))
    assert print_pdf(None, PAGE, "Brief")
    assert (tmp_path / "out.pdf").read_bytes() == PAGE


def test_saving_suggests_a_name_that_every_system_allows(tmp_path, answers):
    answers.give(tmp_path / "page.pdf")
    assert save_pdf(None, PAGE, "15:00 / Kestrel") == tmp_path / "page.pdf"
    assert (tmp_path / "page.pdf").read_bytes() == PAGE


def test_a_folder_that_cannot_be_written_is_explained_and_leaves_nothing(tmp_path, answers):
    answers.give(tmp_path / "not there" / "page.pdf")
    assert save_pdf(None, PAGE, "Brief") is None
    assert "page.pdf cannot be written" in answers.asked[-1]


def test_writing_over_a_folder_is_a_storage_error(tmp_path):
    from ui.printing.output import write

    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(StorageError):
        write(PAGE, tmp_path / "page.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_without_lp_the_page_is_painted(tmp_path, monkeypatch, qapp):
    from PySide6.QtPrintSupport import QPrinter

    from ui.printing.output import send

    monkeypatch.setenv("PATH", str(tmp_path))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "painted.pdf"))
    send(PAGE, "Brief", PrintChoice(device=printer))
    assert (tmp_path / "painted.pdf").read_bytes().startswith(b"%PDF")

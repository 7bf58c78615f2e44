import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtGui import QPageSize

from app.errors import StorageError
from tests.app import resumes
from ui.printers import PrintChoice
from ui.printing import print_pdf, save_pdf
from ui.printing.output import send, write
from ui.printing.queue import options
from ui.widgets.page import Page

PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def printed_pages(count: int) -> bytes:
    return resumes.resume(*(f"Page {number}" for number in range(1, count + 1)), size=resumes.A4)


def a_printer(folder: Path, monkeypatch, *, script: str) -> None:
    """Puts programs called lp and lpstat first in the path, as CUPS would."""
    for name, does in (("lp", script), ("lpstat", "echo scheduler is running")):
        program = folder / name
        program.write_text(f"#!/bin/sh\ncd {folder}\n{does}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
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


def test_a_printer_that_refuses_is_quoted_and_a_file_can_be_kept_instead(
    tmp_path, monkeypatch, answers
):
    a_printer(tmp_path, monkeypatch, script='cat > /dev/null; echo "lp: Error - Busy." >&2; exit 1')
    answers.give(PrintChoice(printer="Hall"), "Save as PDF…", tmp_path / "kept.pdf")
    assert not print_pdf(None, PAGE, "Brief")
    [_dialog, said, _where] = answers.asked
    assert said == "Nothing was printed. The printer did not take the page: Busy."
    assert (tmp_path / "kept.pdf").read_bytes() == PAGE


def test_who_needs_no_file_instead_gets_none(tmp_path, monkeypatch, answers):
    a_printer(tmp_path, monkeypatch, script="exit 1")
    answers.give(PrintChoice(printer="Hall"), None)
    assert not print_pdf(None, PAGE, "Brief")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lp", "lpstat"]


def test_a_system_whose_printing_does_not_run_is_said_to(tmp_path, monkeypatch, answers):
    a_printer(
        tmp_path, monkeypatch, script='echo "lp: Error - No default destination." >&2; exit 1'
    )
    (tmp_path / "lpstat").write_text("#!/bin/sh\necho scheduler is not running\n")
    answers.give(PrintChoice(), None)
    assert not print_pdf(None, PAGE, "Brief")
    assert "Printing is not running on this computer." in answers.asked[-1]


def test_a_program_from_a_bundle_lends_none_of_its_libraries_to_the_printer(
    tmp_path, monkeypatch, answers
):
    a_printer(tmp_path, monkeypatch, script="env > environment")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/bridgebook/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/cuda")
    monkeypatch.setenv("DYLD_LIBRARY_PATH", "/opt/bridgebook/_internal")
    answers.give(PrintChoice())
    assert print_pdf(None, PAGE, "Brief")
    environment = (tmp_path / "environment").read_text().splitlines()
    assert [line for line in environment if "/opt/bridgebook" in line] == []
    assert "LD_LIBRARY_PATH=/opt/cuda" in environment


def test_thinking_better_of_it_prints_nothing(answers):
    answers.give(None)
    assert not print_pdf(None, PAGE, "Brief")


def told(choice: PrintChoice, title: str = "Brief", **how) -> str:
    return " ".join(options(choice, title, **how))


def test_all_that_was_chosen_is_passed_on():
    choice = PrintChoice(
        printer="Hall", copies=3, pages="1,3-5", page_set="odd", backwards=True, grayscale=True,
        more=(("InputSlot", "Tray2"),),
    )  # fmt: skip

    assert told(choice) == (
        "-d Hall -n 3 -t Brief -P 1,3-5 -o print-scaling=none -o collate=true -o page-set=odd "
        "-o outputorder=reverse -o print-color-mode=monochrome -o InputSlot=Tray2"
    )


def test_copies_come_one_after_the_other_unless_piles_were_chosen():
    assert "collate=true" in told(PrintChoice(copies=2))
    assert "collate=false" in told(PrintChoice(copies=2, collate=False))
    assert "collate" not in told(PrintChoice())


def test_a_title_is_one_line_that_a_queue_takes():
    assert told(PrintChoice(), "Brief\nfor  Ελένη").endswith(
        "-t Brief for Ελένη -o print-scaling=none"
    )
    [*_before, title, _o, _scaling] = options(PrintChoice(), "田" * 300)
    assert title == "田" * 66


def test_pages_keep_their_size_on_their_own_paper_and_fit_another(tmp_path, monkeypatch, answers):
    a_printer(tmp_path, monkeypatch, script='cat > got.pdf; echo "$@" > options')
    for paper, scaling in (("A4", "none"), ("Legal", "fit"), ("Letter", "fit")):
        size = {"Legal": (612.0, 1008.0)}.get(paper, (0.0, 0.0))
        answers.give(PrintChoice(paper=paper, size=size))
        assert print_pdf(None, PAGE, "Brief")
        assert f"print-scaling={scaling}" in (tmp_path / "options").read_text()


def test_pages_that_can_be_drawn_for_the_chosen_paper_are(tmp_path, monkeypatch, answers):
    a_printer(tmp_path, monkeypatch, script='cat > got.pdf; echo "$@" > options')
    asked = []

    def again(paper: str) -> bytes:
        asked.append(paper)
        return b"%PDF for " + paper.encode()

    answers.give(PrintChoice(paper="A4"), PrintChoice(paper="Letter"))
    for _time in range(2):
        assert print_pdf(None, PAGE, "Brief", again=again)
    assert asked == ["letter"]
    assert (tmp_path / "got.pdf").read_bytes() == b"%PDF for letter"
    assert "print-scaling=none" in (tmp_path / "options").read_text()


def test_the_page_says_where_the_pages_went(tmp_path, monkeypatch, answers, qtbot):
    a_printer(tmp_path, monkeypatch, script="cat > got.pdf")
    page = Page()
    qtbot.addWidget(page)
    for choice, said in (
        (PrintChoice(printer="Hall", paper="A4"), "Sent to “Hall”."),
        (PrintChoice(printer="Hall", paper="Letter"), "made to fit its paper, Letter."),
        (PrintChoice(file=str(tmp_path / "x.pdf")), "Saved as “x.pdf”."),
    ):
        answers.give(choice)
        assert print_pdf(page, PAGE, "Brief")
        assert page.banner.text().endswith(said)


def test_a_pack_for_both_sides_and_a_printer_for_one_is_asked_about(tmp_path, monkeypatch, answers):
    a_printer(tmp_path, monkeypatch, script="cat > got.pdf")
    both = {"sides": "two-sided-long-edge"}
    choice = PrintChoice(printer="Desk", one_side_only=True)
    two = printed_pages(2)

    answers.give(choice, False)
    assert not print_pdf(None, two, "Pack", **both)
    assert answers.asked[-1].startswith("“Desk” prints on one side of the paper. For both sides,")
    assert not (tmp_path / "got.pdf").exists()

    answers.give(choice, True)
    assert print_pdf(None, two, "Pack", **both)

    answers.give(replace(choice, page_set="odd"), choice, replace(choice, one_side_only=False))
    assert print_pdf(None, two, "Pack", **both)
    assert print_pdf(None, PAGE, "Pack", **both), "a single page has no other side"
    assert print_pdf(None, two, "Pack", **both)


def test_some_pages_alone_are_printed_into_a_file(tmp_path, answers):
    answers.give(PrintChoice(file=str(tmp_path / "out.pdf"), pages="2,4-5", page_set="even"))
    assert print_pdf(None, printed_pages(5), "Pack")
    words = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "out.pdf").pages]
    assert [word.split("\n")[0] for word in words] == ["Page 2", "Page 4"]


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
    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(StorageError):
        write(PAGE, tmp_path / "page.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def a_printer_of_qt(file: Path, paper: QPageSize.PageSizeId):
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(QPageSize(paper))
    return printer


def ink(page: pypdfium2.PdfPage, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """The darkest and the brightest within left, top, right, bottom, in points."""
    left, top, right, bottom = box
    picture = page.render(scale=1, grayscale=True)
    rows = [bytes(picture.buffer)[y * picture.stride :][left:right] for y in range(top, bottom)]
    return min(map(min, rows)), max(map(max, rows))


def test_without_lp_the_chosen_pages_are_painted(tmp_path, monkeypatch, qapp):
    monkeypatch.setenv("PATH", str(tmp_path))
    printer = a_printer_of_qt(tmp_path / "painted.pdf", QPageSize.PageSizeId.A4)
    send(printed_pages(3), "Brief", PrintChoice(device=printer, pages="2-3"))
    painted = pypdfium2.PdfDocument(tmp_path / "painted.pdf")
    assert [tuple(map(round, page.get_size())) for page in painted] == [(595, 842)] * 2
    for page in painted:
        darkest, brightest = ink(page, (0, 0, 595, 842))
        assert darkest < 80
        assert brightest == 255, "the paper is white"


def test_painted_on_a_smaller_paper_the_page_is_whole(tmp_path, monkeypatch, qapp):
    """The frame of the page is 6 points from its edges, on all sides."""
    monkeypatch.setenv("PATH", str(tmp_path))
    printer = a_printer_of_qt(tmp_path / "painted.pdf", QPageSize.PageSizeId.A5)
    send(printed_pages(1), "Brief", PrintChoice(device=printer))
    [page] = pypdfium2.PdfDocument(tmp_path / "painted.pdf")
    for edge in ((2, 200, 8, 202), (412, 200, 418, 202), (200, 2, 202, 8), (200, 587, 202, 593)):
        assert ink(page, edge)[0] < 160, edge


def test_a_printer_that_cannot_be_painted_on_is_explained(tmp_path, monkeypatch, answers, qtlog):
    monkeypatch.setenv("PATH", str(tmp_path))
    printer = a_printer_of_qt(tmp_path / "not there" / "x.pdf", QPageSize.PageSizeId.A4)
    with qtlog.disabled():
        answers.give(PrintChoice(device=printer), None)
        assert not print_pdf(None, PAGE, "Brief")
    assert "The printer does not answer." in answers.asked[-1]
    assert list(tmp_path.iterdir()) == []

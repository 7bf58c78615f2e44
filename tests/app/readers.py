"""Programs that others wrote, which open our PDFs: qpdf, poppler, pdfium and pypdf.

qpdf looks at the file itself; poppler and pdfium are what most people see it with.
"""

import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from tests.prepared import prepare


def needed() -> None:
    """Skip where they are not there, with what they are called."""
    if missing := [tool for tool in ("qpdf", "pdftotext") if shutil.which(tool) is None]:
        needs = " ".join(prepare().PAPER[tool] for tool in missing)
        pytest.skip(f"This needs {needs}; as root on Debian, make test installs them.")


def told(*command: str | Path) -> str:
    """What one of them says; a complaint fails the test."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def assert_whole(file: Path) -> None:
    """qpdf finds no fault in it."""
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", file)


def assert_read_alike(file: Path) -> None:
    """All of them see the same pages and the same letters on each."""
    poppler = told("pdftotext", file, "-").split("\f")[:-1]
    pdfium = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]
    third = [page.extract_text() for page in pypdf.PdfReader(file).pages]

    assert len(poppler) == len(pdfium) == len(third)
    for number, texts in enumerate(zip(poppler, pdfium, third, strict=True), start=1):
        one, *others = map(_letters, texts)
        assert [one, one] == others, number


def assert_drawn(file: Path) -> None:
    """poppler draws every page without a complaint."""
    told("pdftoppm", "-r", "20", file, file.with_suffix(""))
    drawn = [*file.parent.glob(f"{file.stem}-*.ppm")]
    assert len(drawn) == len(pypdf.PdfReader(file).pages)


def fonts_outside(file: Path) -> set[str]:
    """The fonts that are not in the file."""
    rows = [line.split() for line in told("pdffonts", file).splitlines()[2:]]
    return {row[0] for row in rows if row[-5] != "yes"}


def _letters(text: str) -> Counter[str]:
    """The letters of a text, however a reader puts them in order or writes their forms."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(letter for letter in plain if letter.isalnum())

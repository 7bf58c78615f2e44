"""PDFs as people bring them: résumés of any size and origin, and files that are none."""

import io

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

A4, LETTER = (595.28, 841.89), (612.0, 792.0)


def resume(
    *pages: str, size: tuple[float, float] = A4, turned: int = 0, at: tuple[float, float] = (60, 60)
) -> bytes:
    """A PDF with these words on a page each, and a frame around each page's edge."""
    canvas = Canvas(file := io.BytesIO(), pagesize=size, invariant=1)
    for words in pages:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(at[0], size[1] - at[1], words)
        canvas.setFont("Helvetica", 10)
        for number in range(12 if size[0] > 100 else 0):
            canvas.drawString(
                at[0],
                size[1] - at[1] - 30 - 16 * number,
                "Planned. Shipped. " * (1 + int(size[0] > 400)),
            )
        canvas.rect(6, 6, size[0] - 12, size[1] - 12)
        canvas.showPage()
    canvas.save()
    return _turned(file.getvalue(), turned) if turned else file.getvalue()


def _turned(data: bytes, degrees: int) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        page.rotate(degrees)
    writer.write(file := io.BytesIO())
    return file.getvalue()


def locked(password: str = "secret") -> bytes:
    """One that opens with a password only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(resume("Locked"))))
    writer.encrypt(password, algorithm="RC4-128")
    writer.write(file := io.BytesIO())
    return file.getvalue()


def cropped() -> bytes:
    """One of which only the middle is to be seen, far from the origin."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(resume("Middle", at=(150, 250)))))
    page = writer.pages[0]
    page.cropbox.lower_left, page.cropbox.upper_right = (100, 200), (500, 700)
    writer.write(file := io.BytesIO())
    return file.getvalue()


def empty() -> bytes:
    """A PDF without a page."""
    PdfWriter().write(file := io.BytesIO())
    return file.getvalue()

"""The pages as PDF: draws what `layout` placed, nothing else.

The same input gives the same bytes. Fonts are embedded, cut to the letters in use. The words are
tagged with what they are, for whoever hears the page instead of seeing it.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from app import i18n
from app.brief import file, fonts, layout, metadata
from app.brief.attached import Theirs
from app.brief.content import Brief
from app.brief.drawing import Drawn, Pen
from app.brief.file import File
from app.brief.page import Page, Paper, Tag
from app.brief.shown import Shown
from app.brief.tree import Tree
from app.i18n import _


def render(brief: Brief, *, paper: Paper, printed_at: datetime) -> bytes:
    """The meeting on exactly one page, as the bytes of a PDF."""
    return render_all([brief], paper=paper, printed_at=printed_at)


def render_all(briefs: Sequence[Brief], *, paper: Paper, printed_at: datetime) -> bytes:
    """Several meetings, a page each, in one file."""
    pages = (layout.lay_out(brief, paper=paper, printed_at=printed_at) for brief in briefs)
    return written(pages, subject=_("Brief for an informational meeting"))


def warnings(brief: Brief) -> tuple[str, ...]:
    """What the page will not show as it was typed, in a sentence each."""
    clean, unknown = layout.cleaned(brief)
    found = layout.zone_notes(clean)
    if unknown:
        listed = [_described(character) for character in unknown[:8]]
        if len(unknown) > 8:
            listed.append(_("{count} more").format(count=len(unknown) - 8))
        found.append(
            _("The page cannot print {characters} yet; “{mark}” stands in their place.").format(
                characters=", ".join(listed), mark=fonts.SUBSTITUTE
            )
        )
    return tuple(found)


def _described(character: str) -> str:
    name = unicodedata.name(character, "")
    shown = character if character.isprintable() else fonts.SUBSTITUTE
    code = f"{fonts.name_of(character)} {name}".strip().lower().replace("u+", "U+", 1)
    return f"“{shown}” ({code})"


def drawn(*pages: Page, subject: str = "") -> bytes:
    """Pages that were laid out, as the bytes of one PDF; it is called what the first is called."""
    return written(pages, subject=subject)


def written(
    pages: Iterable[Page | int],
    *,
    title: str = "",
    subject: str = "",
    listed: bool = False,
    theirs: Theirs | None = None,
) -> bytes:
    """Pages as the bytes of one PDF, each drawn as it comes; the fonts are in it once.

    Without a title it is called what the first page is called; `subject` says what kind of document
    it is. `listed`: viewers show the titles of the pages beside them, to go there. A number among
    the pages is a page of `theirs`, counted from 0.
    """
    document = _Document(theirs)
    for page in pages:
        if isinstance(page, int):
            document.add_theirs(page)
        else:
            document.add(page)
    return document.finished(title, subject, listed=listed)


class _Document:
    """The document while its pages come."""

    def __init__(self, theirs: Theirs | None) -> None:
        self._file = File()
        self._tree = Tree(self._file)
        self._shown = Shown()
        self._pen = Pen(self._file, self._tree, self._shown)
        self._theirs = theirs
        self._above, self._fonts = self._file.number(), self._file.number()
        self._pages: list[int] = []
        self._titles: list[tuple[str, int]] = []  # and the first page that has it

    def add(self, page: Page) -> None:
        """Draw this page."""
        number = self._file.number()
        if page.title and page.title != (self._titles[-1][0] if self._titles else ""):
            self._titles.append((page.title, number))
        drawn = self._pen.draw(page, number)
        contents = self._file.number()
        self._file.stream(contents, drawn.operators.encode("ascii"))
        self._put(number, (page.width, page.height), drawn, (contents, self._fonts))

    def add_theirs(self, page: int) -> None:
        """Show this page of theirs."""
        assert self._theirs is not None
        number = self._file.number()
        key = self._tree.begin_page(number)
        self._tree.begin(Tag(0, "Sect"))
        self._tree.mark()  # the operator is in their drawing
        self._tree.end_page()
        place = self._theirs.drawing(page, self._file)
        self._put(number, self._theirs.size, Drawn("", key, []), place)

    def _put(
        self, number: int, size: tuple[float, float], drawn: Drawn, place: tuple[int, int]
    ) -> None:
        """The page itself; `place` has the numbers of its contents and its resources."""
        links = " ".join([f"{annotation} 0 R" for annotation in drawn.annotations])
        self._pages.append(number)
        self._file.put(
            number,
            f"<</Type/Page/Parent {self._above} 0 R/MediaBox[0 0 {size[0]:g} {size[1]:g}]"
            f"/Contents {place[0]} 0 R/Resources {place[1]} 0 R/StructParents {drawn.key}/Tabs/S"
            f"{f'/Annots[{links}]' if links else ''}>>",
        )

    def finished(self, title: str, subject: str, *, listed: bool) -> bytes:
        """The bytes of the file."""
        if not self._pages:
            raise ValueError("a document without a page")
        title = title or (self._titles[0][0] if self._titles else "")
        into = self._file
        self._tree.finish()
        into.put(self._fonts, f"<</Font<<{self._shown.write_fonts(into)}>>>>")
        kids = " ".join([f"{number} 0 R" for number in self._pages])
        into.put(self._above, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        outline = f"/Outlines {self._outline()} 0 R" if listed and self._titles else ""
        language = i18n.language()
        root = into.add(
            f"<</Type/Catalog/Pages {self._above} 0 R/Lang{file.text(language)}"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {self._tree.root} 0 R"
            f"/ViewerPreferences<</DisplayDocTitle true>>{outline}"
            f"/Metadata {metadata.write(into, title, subject, language)} 0 R>>"
        )
        return into.finished(root, metadata.information(into, title, subject))

    def _outline(self) -> int:
        """The titles of the pages, to go there."""
        into, count = self._file, len(self._titles)
        root, first = into.number(), into.numbers(count)
        for place, (title, page) in enumerate(self._titles):
            before = f"/Prev {first + place - 1} 0 R" if place else ""
            after = f"/Next {first + place + 1} 0 R" if place < count - 1 else ""
            into.put(
                first + place,
                f"<</Title{file.text(title)}/Parent {root} 0 R{before}{after}"
                f"/Dest[{page} 0 R/Fit]>>",
            )
        last = first + count - 1
        into.put(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>")
        return root

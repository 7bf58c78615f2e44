"""Letters as a PDF shows them: which font of the document, which codes, escaped; each once.

ReportLab would write out every string and number anew, in Python, which took longer than all the
rest of a page.
"""

from typing import Any

from app.brief import fonts
from app.brief.fonts import Font

_ESCAPED = {
    code: f"\\{chr(code)}" if chr(code) in "\\()" else f"\\{code:03o}"
    for code in range(256)
    if not 32 <= code < 127 or chr(code) in "\\()"
}


class Shown:
    """The strings of one document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._known: dict[tuple[Font, str], tuple[tuple[str, str], ...]] = {}

    def parts(self, font: Font, text: str) -> tuple[tuple[str, str], ...]:
        """The text in parts of one subset each: what the document calls it, and its codes."""
        known = self._known.get((font, text))
        if known is None:
            face: Any = fonts.faces()[font]
            known = tuple(
                (
                    face.getSubsetInternalName(subset, self._document),
                    codes.decode("latin-1").translate(_ESCAPED),
                )
                for subset, codes in face.splitString(text, self._document)
            )
            self._known[font, text] = known
        return known

"""The same page by Typst kept warm: the same words in the same fonts, set anew by its own layout.

It gets what the page says, piece by piece, with what each piece is and in which column; its source
stays compiled, its fonts stay read, and only the words are others each time, as they are for us. It
need not make anything fit: what goes beyond the page goes to a second one.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import typst

from app import paths
from app.brief.page import Page, Rule, Text

SOURCE = r"""
#let pieces = json(bytes(sys.inputs.pieces))
#set document(title: pieces.at(0).words, author: "Bridgebook")
#set page(paper: "a4", margin: (x: 14mm, top: 14.5mm, bottom: 12.3mm),
  footer: text(8.5pt, fill: rgb("#535C62"))[Private. #h(1fr) printed 23 Nov 2026])
#set text(font: "Noto Sans", size: 9.5pt, fill: rgb("#15191C"), lang: "en")
#set par(leading: 0.45em, spacing: 0.6em)
#show heading: set text(size: 8.5pt, fill: rgb("#0A5C5C"), tracking: 0.55pt)
#show heading.where(level: 1): set text(size: 22pt, fill: rgb("#15191C"), tracking: 0pt)
#let thin = 0.5pt + rgb("#AEB6BA")
#let ruled(count) = for number in range(count) { v(6.4mm); line(length: 100%, stroke: thin) }
#let tick = box(width: 6pt, height: 6pt, stroke: 0.8pt + rgb("#6C757B"), radius: 0.8pt)
#let show-piece(piece) = {
  if piece.role == "H1" { heading(level: 1, piece.words) }
  else if piece.role == "H2" { heading(level: 2, piece.words) }
  else if piece.role == "Figure" {
    figure(alt: piece.alt, grid(columns: (1fr,) * 5, column-gutter: 1.5pt,
      ..piece.parts.map(part => rect(
        width: 100%, height: 27pt, fill: rgb("#D0E3E0"), text(8.5pt, part)))))
  } else if piece.role == "LBody" { par[#if piece.label == "" { tick } else {
    text(weight: "bold", fill: rgb("#0A5C5C"), piece.label) } #piece.words] }
  else if piece.role == "TD" { text(8.5pt)[#tick yes #h(1fr) #tick no] }
  else { par(piece.words) }
  ruled(piece.rules)
}
#let of(place) = for piece in pieces.filter(piece => piece.place == place) { show-piece(piece) }
#of("head")
#grid(columns: (34.5%, 1fr), column-gutter: 20pt, of("left"), of("right"))
"""


class Warm:
    """Typst with everything read and compiled that can be."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        source = Path(self._folder.name) / "brief.typ"  # bytes it would read only once
        source.write_text(SOURCE, encoding="utf-8")
        self._typst = typst.Compiler(
            str(source), font_paths=[str(paths.resource("fonts"))], ignore_system_fonts=True
        )

    def pdf(self, page: Page) -> bytes:
        """The words of this page as the bytes of a PDF."""
        told = json.dumps(pieces(page))
        made = self._typst.compile(format="pdf", sys_inputs={"pieces": told})
        assert isinstance(made, bytes)
        return made


def pieces(page: Page) -> list[dict[str, Any]]:
    """What the page says, in its order."""
    found: list[dict[str, Any]] = []
    ends = [*[tag.at for tag in page.tags[1:]], len(page.items)]
    place, label = "head", ""
    for tag, end in zip(page.tags, ends, strict=True):
        items = page.items[tag.at : end]
        texts = [item.text.strip() for item in items if isinstance(item, Text)]
        rules = [item for item in items if isinstance(item, Rule)]
        if not (texts or rules) or tag.role == "Artifact":
            continue
        if tag.role == "Lbl":
            label = texts[0]
            continue
        if texts and texts[0] == "WHY YOU ARE HERE":
            place = "left"
        if texts and texts[0] == "FOCUSED QUESTIONS":
            place = "right"
        found.append(
            {
                "role": tag.role, "alt": tag.alt, "words": " ".join(texts), "parts": texts[:5],
                "rules": len(rules), "place": place, "label": label,
            }
        )  # fmt: skip
        label = ""
    return found

"""What the words of a document are, for whoever hears it: its headings, paragraphs, lists, tables.

A page says it in a row of tags; here they become the tree of a tagged PDF. What is said is marked
in the page with a number, under which the tree knows it; all else is marked as an artifact.
"""

from app.brief import file
from app.brief.file import File
from app.brief.page import Box, Role, Tag

ARTIFACT = "/Artifact BMC"
_EACH_PAGE = "/Artifact<</Type/Pagination>>BDC"
_HEADS = "/A<</O/Table/Scope/Column>>"
_NUMBERED = "/A<</O/List/ListNumbering/Decimal>>"
_IN_SECTIONS = frozenset({"H1", "H2", "H3", "P", "Figure"})
_SIMPLE = frozenset({"H1", "H2", "H3", "P", "Lbl", "LBody", "Artifact"})  # nothing without words


class _Node:
    """Something that has others in it."""

    __slots__ = ("attributes", "kids", "number", "role")

    def __init__(self, number: int, role: str, attributes: str = "") -> None:
        self.number = number
        self.role = role
        self.attributes = attributes
        self.kids: list[str] = []


class Tree:
    """The tree while the pages are drawn, one after the other."""

    def __init__(self, into: File) -> None:
        self._file = into
        self.root = into.number()
        # The document, a section, a list or a table, an item or a row: each in the one before it.
        self._open = [_Node(into.number(), "Document")]
        self._keys: list[str] = []  # by its key, what a page or an annotation belongs to
        self._page = 0
        self._parents: list[int] = []  # of what is marked on this page, by its number
        self._numbered = False
        self._told = ""  # the words of what is marked next, where they stand in another order
        self._another = True  # whether the next cell or text of an item is in a new row or item
        # What is open that says something itself: its role, its number, its marks and the like.
        self._role: Role = "P"
        self._leaf = 0
        self._kids = ""
        self._attributes = ""

    # A page

    def begin_page(self, page: int) -> int:
        """What is marked from now on is on the page of this number; gives the key to it."""
        self._page = page
        self._parents = []
        self._role = "P"
        self._keys.append("")
        self._key = len(self._keys) - 1
        return self._key

    def end_page(self) -> None:
        """Nothing more is marked on this page."""
        self._end_leaf()
        refs = " ".join([f"{number} 0 R" for number in self._parents])
        self._keys[self._key] = f"{self._file.add(f'[{refs}]')} 0 R"

    # What is on it

    def begin(self, tag: Tag, box: Box | None = None, *, numbered: bool = False) -> None:
        """What is marked from now on is a new one of these.

        `box` is where a figure is; `numbered`, whether a label is the number of its item.
        """
        self._numbered = numbered
        self._told = ""
        if tag.role == "Span":
            self._told = tag.alt
            return
        if self._leaf:
            self._end_leaf()
        self._role = tag.role
        if tag.role not in _SIMPLE:
            self._begin_special(tag, box)

    def mark(self) -> str:
        """The operator before what is said next."""
        if self._role == "Artifact":
            return _EACH_PAGE
        if self._told:
            return self._mark_part("Span", "", f"/ActualText{file.text(self._told)}")
        number = len(self._parents)
        self._parents.append(self._leaf or self._leaf_number())
        self._kids += f" {number}"
        return f"/{self._role}<</MCID {number}>>BDC"

    def mark_later(self) -> tuple[int, str]:
        """The operator before a part of a figure that begins later, and its number."""
        self._parents.append(0)
        number = len(self._parents) - 1
        return number, f"/Figure<</MCID {number}>>BDC"

    def belongs_here(self, number: int) -> None:
        """What was marked with this number is a part of what is open now."""
        self._parents[number] = self._leaf_number()
        self._kids += f" {number}"

    def mark_link(self, annotation: int) -> tuple[int, str]:
        """The operator before the words of a link within what is said; the annotation's key."""
        if self._role == "Artifact":
            self.begin(Tag(0, "P"))
        operator = self._mark_part("Link", f"<</Type/OBJR/Obj {annotation} 0 R>>")
        self._keys.append(f"{self._parents[-1]} 0 R")
        return len(self._keys) - 1, operator

    def _mark_part(self, role: str, also: str = "", attributes: str = "") -> str:
        """The operator before something within what is said."""
        above = self._leaf_number()
        number, part = len(self._parents), self._file.number()
        self._parents.append(part)
        self._kids += f" {part} 0 R"
        self._file.put(
            part,
            f"<</S/{role}/P {above} 0 R/Pg {self._page} 0 R/K[{number}{also}]{attributes}>>",
        )
        return f"/{role}<</MCID {number}>>BDC"

    # All of it

    def finish(self) -> None:
        """Write what is still open, and the root."""
        self._end_down_to(1)
        document = self._open.pop()
        self._write(document, self.root)
        entries = " ".join([f"{key} {entry}" for key, entry in enumerate(self._keys)])
        parents = self._file.add(f"<</Nums[{entries}]>>")
        self._file.put(
            self.root,
            f"<</Type/StructTreeRoot/K {document.number} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(self._keys)}>>",
        )

    # What says something, and what has others in it

    def _begin_special(self, tag: Tag, box: Box | None) -> None:
        if tag.role == "Sect":
            self._end_down_to(1)
            self._role = "P"
            return
        if tag.role == "TR":
            self._another = True
            self._role = "TD"  # of whatever is said before a cell is begun
            return
        if tag.role == "TH":
            self._attributes = _HEADS
        elif tag.role == "Figure":
            self._attributes = f"/Alt{file.text(tag.alt)}"
            if box is not None:
                edges = " ".join([f"{edge:.1f}" for edge in box])
                self._attributes += f"/A<</O/Layout/BBox[{edges}]>>"
        self._leaf_number()  # there even when nothing is in it

    def _end_leaf(self) -> None:
        if self._leaf:
            self._file.put(
                self._leaf,
                f"<</S/{self._role}/P {self._open[-1].number} 0 R/Pg {self._page} 0 R"
                f"/K[{self._kids}]{self._attributes}>>",
            )
            self._leaf = 0
            self._kids = self._attributes = ""

    def _leaf_number(self) -> int:
        """The number of what is open; with its first mark it comes into the tree."""
        if not self._leaf:
            if self._role in _IN_SECTIONS and len(self._open) == 2:
                above = self._open[1]
            else:
                above = self._above()
            self._leaf = self._file.number()
            above.kids.append(f"{self._leaf} 0 R")
        return self._leaf

    def _above(self) -> _Node:
        """What the thing that begins is in; what cannot be around it is ended."""
        if len(self._open) == 1:
            self._begin("Sect")
        if self._role in {"TD", "TH"}:
            self._begin_within("Table", "TR")
            self._another = False
        elif self._role == "Lbl":
            self._another = True
            self._begin_within("L", "LI", _NUMBERED if self._numbered else "")
            self._another = False
        elif self._role == "LBody":
            self._begin_within("L", "LI")
            self._another = True
        else:
            self._end_down_to(2)
            self._another = True
        return self._open[-1]

    def _begin_within(self, whole: str, part: str, attributes: str = "") -> None:
        """Be in a row of a table, or in an item of a list: in another one where that is wanted."""
        if len(self._open) < 3 or self._open[2].role != whole:
            self._end_down_to(2)
            self._begin(whole, attributes)
        if self._another:
            self._end_down_to(3)
        if len(self._open) < 4:
            self._begin(part)

    def _begin(self, role: str, attributes: str = "") -> None:
        node = _Node(self._file.number(), role, attributes)
        self._open[-1].kids.append(f"{node.number} 0 R")
        self._open.append(node)

    def _end_down_to(self, count: int) -> None:
        while len(self._open) > count:
            node = self._open.pop()
            self._write(node, self._open[-1].number)

    def _write(self, node: _Node, above: int) -> None:
        kids = " ".join(node.kids)
        self._file.put(node.number, f"<</S/{node.role}/P {above} 0 R/K[{kids}]{node.attributes}>>")

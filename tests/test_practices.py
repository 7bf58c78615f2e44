"""Every practice that the program follows is tried by a test that names it.

The practices (P01…, B01…) come from the articles behind the program. A test names one in its own
name (`..._p01`) or in its docstring, so that whoever changes a rule finds what it stands on.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
_PRACTICE = re.compile(r"\b[PB]\d\d\b")

# What is promised so far: the road from information only to applied, and what is owed on it.
FOLLOWED = (
    *("P01", "P02", "P03", "P04", "P05", "P06", "P08", "P10", "P11", "P13", "P15", "P16", "P18"),
    *(
        "P19",
        "P20",
        "P21",
        "P22",
        "P23",
        "P24",
        "P26",
        "P27",
        "P29",
        "P30",
        "P31",
        "P32",
        "P33",
        "P34",
    ),
    *("P35", "P37", "P38", "P39", "P40", "P41", "P42", "P44"),
    *("B01", "B02", "B03", "B04", "B06", "B08", "B09", "B11"),
)


def named(source: str) -> set[str]:
    """The practices that the tests of a module name."""
    return {practice for words in _words_of_tests(source) for practice in _PRACTICE.findall(words)}


def _words_of_tests(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name.upper().replace("_", " ")
            yield ast.get_docstring(node) or ""


def test_a_practice_is_named_by_a_test_or_its_docstring():
    source = """
def test_nobody_gets_past_p01(): pass
def test_two():
    '''Thanks within a day (B02).'''
def helper():
    '''P99'''
"""
    assert named(source) == {"P01", "B02"}


def test_every_practice_that_is_followed_is_tried():
    tried = set().union(*(named(p.read_text("utf-8")) for p in TESTS.rglob("test_*.py")))

    untried = [practice for practice in FOLLOWED if practice not in tried]

    assert not untried, f"no test names {', '.join(untried)}"

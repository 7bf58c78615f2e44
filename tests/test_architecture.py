"""The arrows of the design, read off the syntax trees; each rule is shown to fail on a snippet.

A rule is a function that looks at one source file and yields what is wrong with it, line by line.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# The module that opens a book, with its part that knows files; all others ask it.
DATABASE = ["app/database.py", "app/connections.py", "app/book_files.py", "app/locks.py"]

# Where each library that costs something may be imported: its home, and nowhere else.
HOMES = {
    "sqlcipher3": [*DATABASE, "app/migrations.py"],  # there only to split a script in statements
    "sqlite3": [],
    "apsw": [],
    "reportlab": ["app/brief/*", "app/documents/*"],
    "pypdf": ["app/brief/attached.py"],
    "uharfbuzz": ["app/brief/faces.py", "app/brief/scripts.py"],
    "bidi": ["app/brief/reading_order.py", "app/brief/scripts.py"],
    "pyphen": ["app/brief/hyphens.py"],
    "segno": ["app/brief/codes.py"],
    "rapidfuzz": ["app/services/importing/*", "app/domain/duplicates.py"],
    "uuid_utils": ["app/models/*", *DATABASE],
    "platformdirs": ["app/paths.py"],
    "tzlocal": ["app/settings.py"],
    "holidays": ["app/services/business_days.py"],
}
# Made for tests and packaging; a program that was installed without them still has to run.
TOOLS = ["coverage", "fontTools", "hypothesis", "pypdfium2", "pytest"]

TABLES = ["peewee", "playhouse", "app.models"]
TABLE_HOMES = ["app/models/*", "app/services/*"]
OPENERS = {"APSWDatabase", "CSqliteExtDatabase", "SqlCipherDatabase", "SqliteDatabase"} | {
    "SqliteExtDatabase",
}
DRIVERS = {"apsw", "dbapi2", "sqlcipher3", "sqlite", "sqlite3"}
NETWORK = [
    *["aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket"],
    *["socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc"],
    *["PySide6.QtHttpServer", "PySide6.QtNetwork", "PySide6.QtNetworkAuth"],
    *["PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets"],
]
# A second start raises the first window over a socket that never leaves the machine.
ONE_INSTANCE = "ui/instance.py"
LOCAL_SOCKETS = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}

BOXES = {"QColorDialog", "QErrorMessage", "QFileDialog", "QFontDialog", "QInputDialog"} | {
    "QMessageBox",
    "QProgressDialog",
}
NAMES_THAT_SAY_NOTHING = {
    *{"base", "common", "controller", "core", "factory", "handler", "helper", "manager", "misc"},
    *{"presenter", "registry", "repository", "shared", "stuff", "tools", "util", "utility"},
}
KINDS = {"controllers", "delegates", "dialogs", "models", "presenters", "views"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Source:
    """One file of ours: its path from the root, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    def of(self, *kinds: type) -> Iterator:
        return (node for node in self.nodes if isinstance(node, kinds))

    def within(self, *patterns: str) -> bool:
        return any(fnmatch(self.path, pattern) for pattern in patterns)

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported; `from a import b` is `a.b`."""
        for node in self.nodes:
            yield from self.imports_of(node)

    def imports_of(self, node: ast.AST) -> Iterator[tuple[int, str]]:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = self.path.split("/")[: -node.level] if node.level else []
            where = ".".join([*package, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{where}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and node.args:
            called, name = ast.unparse(node.func), node.args[0]
            if called.endswith(("import_module", "__import__")) and isinstance(name, ast.Constant):
                yield node.lineno, str(name.value)


def is_in(name: str, modules: list[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


Wrong = Iterator[tuple[int, str]]


def app_knows_no_interface(source: Source) -> Wrong:
    if source.within("app/*"):
        for line, name in source.imports():
            opens_window = (source.path, name) == ("app/__main__.py", "ui.__main__")
            if is_in(name, ["ui", "PySide6", "shiboken6"]) and not opens_window:
                yield line, f"app imports {name}; it has to work without a screen"


def the_domain_knows_only_rules(source: Source) -> Wrong:
    if source.within("app/domain/*"):
        for line, name in source.imports():
            if is_in(name, ["app"]) and not is_in(
                name, ["app.domain", "app.errors", "app.i18n", "app.i18n._"]
            ):
                yield line, f"the domain imports {name}; it is plain rules"


def only_the_database_module_opens_a_database(source: Source) -> Wrong:
    if not source.within(*DATABASE):
        for call in source.of(ast.Call):
            called = ast.unparse(call.func)
            *_, driver, last = ["", *called.split(".")]
            if last in OPENERS or (last == "connect" and driver in DRIVERS):
                yield call.lineno, f"{called}() opens a database; app/database.py does that"


def only_services_see_the_tables(source: Source) -> Wrong:
    if not source.within(*TABLE_HOMES):
        for line, name in source.imports():
            if is_in(name, TABLES):
                yield line, f"{name} is imported; ask a service for rows instead"


def only_services_write(source: Source) -> Wrong:
    # The command line joins the files of one import into one step.
    if not source.within("app/services/*", "app/__main__.py", *DATABASE):
        for line, name in source.imports():
            if name == "app.database.edit":
                yield line, "edit is imported; services are the only writers"
        for node in source.of(ast.Attribute):
            if ast.unparse(node) == "database.edit":
                yield node.lineno, "database.edit is used; services are the only writers"


def the_formats_know_no_database(source: Source) -> Wrong:
    if source.within("app/brief/*", "app/exchange/*"):
        for line, name in source.imports():
            if is_in(name, ["app.database", "app.journal", "app.migrations", "app.services"]):
                yield line, f"{name} is imported; take dataclasses, give files"


def each_library_stays_at_home(source: Source) -> Wrong:
    for line, name in source.imports():
        for library, homes in HOMES.items():
            if is_in(name, [library]) and not source.within(*homes):
                yield line, f"{name} is imported; its home is {' or '.join(homes) or 'nowhere'}"
        if is_in(name, TOOLS):
            yield line, f"{name} is there for tests and packaging only"


def nothing_reaches_for_the_network(source: Source) -> Wrong:
    for line, name in source.imports():
        local = source.path == ONE_INSTANCE and name in LOCAL_SOCKETS
        if is_in(name, NETWORK) and not local:
            yield line, f"{name} is imported; nothing leaves the machine"


def boxes_open_in_one_place(source: Source) -> Wrong:
    if not source.within("ui/dialogs.py"):
        for line, name in source.imports():
            if name.rsplit(".", 1)[-1] in BOXES:
                yield (
                    line,
                    f"{name} is imported; ui/dialogs.py opens the boxes, so tests can answer",
                )
        for node in source.of(ast.Attribute):
            if node.attr in BOXES:
                yield node.lineno, f"{node.attr} is used; ui/dialogs.py opens the boxes"


def the_preview_is_loaded_when_it_shows(source: Source) -> Wrong:
    later = {id(inner) for outer in source.of(*DEFINITIONS) for inner in ast.walk(outer)}
    later |= {
        id(inner)
        for test in source.of(ast.If)
        if isinstance(test.test, ast.Name) and test.test.id == "TYPE_CHECKING"
        for inner in ast.walk(test)
    }
    for node in source.nodes:
        if id(node) not in later:
            for line, name in source.imports_of(node):
                if is_in(name, ["PySide6.QtPdf", "PySide6.QtPdfWidgets"]):
                    yield line, f"{name} is imported at start; import it where the preview opens"


def no_page_refreshes_another(source: Source) -> Wrong:
    if source.within("ui/*"):
        for call in source.of(ast.Call):
            *whose, verb = ast.unparse(call.func).rsplit(".", 1)
            if verb == "refresh" and whose not in (["self"], ["super()"]):
                yield (
                    call.lineno,
                    f"{whose[0]}.refresh() is another page's; changes announce themselves",
                )


def modules_are_short(source: Source) -> Wrong:
    lines = source.text.count("\n")
    if lines > 400:
        yield 400, f"the module has {lines} lines; 400 is the most"


def functions_are_short(source: Source) -> Wrong:
    for function in source.of(*DEFINITIONS):
        lines = function.end_lineno - function.lineno + 1
        if lines > 40:
            yield function.lineno, f"{function.name} has {lines} lines; 40 is the most"


def names_say_something(source: Source) -> Wrong:
    *folders, file = source.path.split("/")
    for name in [*folders, file.removesuffix(".py")]:
        if {part.removesuffix("s") for part in name.split("_")} & NAMES_THAT_SAY_NOTHING:
            yield 1, f"{name} says nothing about what is in it"
    if folders[0] == "ui" and set(folders) & KINDS:
        yield 1, "folders under ui are nouns of the person's, not kinds of code"


def every_module_says_what_it_is_for(source: Source) -> Wrong:
    if source.text.strip() and not ast.get_docstring(ast.parse(source.text)):
        yield 1, "the module does not say what it is for"


RULES = [
    app_knows_no_interface,
    the_domain_knows_only_rules,
    only_the_database_module_opens_a_database,
    only_services_see_the_tables,
    only_services_write,
    the_formats_know_no_database,
    each_library_stays_at_home,
    nothing_reaches_for_the_network,
    boxes_open_in_one_place,
    the_preview_is_loaded_when_it_shows,
    no_page_refreshes_another,
    modules_are_short,
    functions_are_short,
    names_say_something,
    every_module_says_what_it_is_for,
]


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    files = [path for folder in ("app", "ui") for path in sorted((ROOT / folder).rglob("*.py"))]
    assert files
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in files]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule(rule, sources):
    wrong = [f"{s.path}:{line}: {why}" for s in sources for line, why in rule(s)]

    assert not wrong, "\n" + "\n".join(wrong)


BROKEN = [
    (app_knows_no_interface, "app/x.py", "from PySide6.QtCore import Qt"),
    (app_knows_no_interface, "app/x.py", "def f():\n    import ui.theme"),
    (app_knows_no_interface, "app/brief/x.py", "import importlib\nimportlib.import_module('ui.a')"),
    (app_knows_no_interface, "app/__main__.py", "from ui import main_window"),
    (the_domain_knows_only_rules, "app/domain/x.py", "from app import database"),
    (the_domain_knows_only_rules, "app/domain/x.py", "from ..services import contacts"),
    (only_the_database_module_opens_a_database, "app/services/x.py", "SqliteDatabase('a')"),
    (only_the_database_module_opens_a_database, "ui/x.py", "sqlite.connect('a')"),
    (only_services_see_the_tables, "ui/x.py", "import peewee"),
    (only_services_see_the_tables, "ui/x.py", "from app.models import Contact"),
    (only_services_see_the_tables, "app/brief/x.py", "from app import models"),
    (only_services_see_the_tables, "app/__main__.py", "from playhouse import shortcuts"),
    (only_services_write, "app/exchange/x.py", "from app.database import edit"),
    (only_services_write, "ui/x.py", "with database.edit('Add contact'): pass"),
    (the_formats_know_no_database, "app/exchange/x.py", "from app.services import contacts"),
    (only_services_see_the_tables, "app/database.py", "import peewee"),
    (each_library_stays_at_home, "app/journal.py", "import sqlite3"),
    (each_library_stays_at_home, "ui/x.py", "from reportlab.pdfgen.canvas import Canvas"),
    (each_library_stays_at_home, "app/services/contacts.py", "def f():\n    import rapidfuzz"),
    (each_library_stays_at_home, "app/database.py", "import apsw"),
    (each_library_stays_at_home, "app/brief/x.py", "import pypdf"),
    (nothing_reaches_for_the_network, "app/x.py", "import urllib.request"),
    (nothing_reaches_for_the_network, "app/x.py", "from urllib import request"),
    (nothing_reaches_for_the_network, "app/x.py", "from http.client import HTTPSConnection"),
    (nothing_reaches_for_the_network, "ui/x.py", "from PySide6.QtNetwork import QLocalServer"),
    (nothing_reaches_for_the_network, ONE_INSTANCE, "from PySide6.QtNetwork import QTcpSocket"),
    (boxes_open_in_one_place, "ui/x.py", "from PySide6.QtWidgets import QMessageBox"),
    (boxes_open_in_one_place, "ui/x.py", "QtWidgets.QFileDialog.getOpenFileName()"),
    (the_preview_is_loaded_when_it_shows, "ui/x.py", "from PySide6.QtPdf import QPdfDocument"),
    (the_preview_is_loaded_when_it_shows, "ui/x.py", "class A:\n    import PySide6.QtPdfWidgets"),
    (no_page_refreshes_another, "ui/a/x.py", "self.window().contacts.refresh()"),
    (modules_are_short, "app/x.py", "pass\n" * 401),
    (functions_are_short, "ui/x.py", "def f():\n" + "    pass\n" * 40),
    (functions_are_short, "ui/x.py", "class A:\n  def f(self):\n" + "    pass\n" * 40),
    (names_say_something, "app/utils.py", ""),
    (names_say_something, "app/contact_manager.py", ""),
    (names_say_something, "app/core/x.py", ""),
    (names_say_something, "ui/dialogs/x.py", ""),
    (every_module_says_what_it_is_for, "app/x.py", "import os"),
]


@pytest.mark.parametrize(
    ("rule", "path", "code"), BROKEN, ids=[f"{r.__name__}-{p}" for r, p, _ in BROKEN]
)
def test_the_rule_notices_when_it_is_broken(rule, path, code):
    assert list(rule(Source(path, code)))


KEPT = """
'''What this is for.'''
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.services import contacts
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

class Page(QWidget):
    def __init__(self):
        self.button.clicked.connect(self.refresh)
        self.refresh()
        super().refresh()
        from PySide6.QtPdfWidgets import QPdfView
""".lstrip()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("ui/contacts/list.py", KEPT),
        (ONE_INSTANCE, "'''One.'''\nfrom PySide6.QtNetwork import QLocalServer, QLocalSocket"),
        ("ui/dialogs.py", "'''Boxes.'''\nfrom PySide6.QtWidgets import QMessageBox"),
        ("app/connections.py", "'''Opens.'''\nimport sqlcipher3\nsqlcipher3.connect('a')"),
        ("app/domain/names.py", "'''Rules.'''\nfrom app.i18n import _\nfrom app import errors"),
        ("app/domain/names.py", "'''Rules.'''\nfrom . import phones"),
        ("app/services/contacts.py", "'''Verbs.'''\nfrom app.models import Contact\nimport peewee"),
        ("app/brief/pdf.py", "'''Draws.'''\ndef f():\n    import reportlab.pdfgen"),
        ("app/x.py", "'''Short.'''\n" + "pass\n" * 399),
        ("app/x.py", "'''Short.'''\ndef f():\n" + "    pass\n" * 39),
    ],
)
def test_code_that_keeps_the_rules_passes_all_of_them(path, code):
    assert [(rule.__name__, list(rule(Source(path, code)))) for rule in RULES] == [
        (rule.__name__, []) for rule in RULES
    ]

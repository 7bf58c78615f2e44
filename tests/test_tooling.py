"""The promises of the top folder: two commands, exact versions, nothing about one machine."""

import importlib.metadata
import importlib.util
import os
import re
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import prepared

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def requirements() -> list[Requirement]:
    """All we ask for: to run, to test, and to build (with what an editable build adds)."""
    project = PROJECT["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    building = [*PROJECT["build-system"]["requires"], "editables"]
    return [Requirement(text) for group in (*groups, building) for text in group]


def pins() -> dict[str, str]:
    lines = [line.split("#")[0].strip() for line in read("constraints.txt").splitlines()]
    pairs = [line.split("==") for line in lines if line]
    return {canonicalize_name(name): version for name, version in pairs}


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Call make as a person does, even when these tests were started by make."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def needed(requirement: Requirement, seen: set[str]) -> set[str]:
    """The requirement and all that it requires here in turn, as installed."""
    name = canonicalize_name(requirement.name)
    if name not in seen:
        seen.add(name)
        for text in importlib.metadata.requires(name) or []:
            inner = Requirement(text)
            environments = [{"extra": extra} for extra in ("", *requirement.extras)]
            if not inner.marker or any(inner.marker.evaluate(e) for e in environments):
                needed(inner, seen)
    return seen


@pytest.fixture(scope="module")
def prepare():
    return prepared.prepare()


def test_every_requirement_is_pinned_to_a_version_in_its_range():
    for requirement in requirements():
        version = pins().get(canonicalize_name(requirement.name), "none at all")

        assert version in requirement.specifier, f"{requirement} but constraints.txt: {version}"


def test_every_library_that_the_requirements_bring_along_is_pinned_too():
    seen: set[str] = set()
    for requirement in requirements():
        needed(requirement, seen)

    assert not seen - pins().keys()


def test_qt_stays_below_the_version_that_loses_references_to_none():
    for name in ("PySide6_Essentials", "PySide6_Addons"):
        [requirement] = [r for r in requirements() if r.name == name]

        assert "6.11.3" in requirement.specifier
        assert "6.12" not in requirement.specifier
        assert pins()[canonicalize_name(name)] == "6.11.3"


def test_no_tracked_file_knows_one_machine_or_one_package_registry():
    listing = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    folders = [f"/{name}/" for name in ("work", "root", "home")]
    registries = ["index" + "-url", "find" + "-links", "pypi" + ".org", "python" + "hosted"]
    forbidden = re.compile("|".join(rf"(?<![\w.~-]){word}" for word in (*folders, *registries)))

    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name in filter(None, listing.stdout.split("\0"))
        if (path := ROOT / name).is_file()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if forbidden.search(line)
    ]
    assert not found


def test_the_checks_run_the_test_command_of_the_readme_and_nothing_else():
    commands = re.findall(r"^```\n(make \w+)\n```$", read("README.md"), re.MULTILINE)
    script = [line for line in read(".ci/run").splitlines() if line and not line.startswith("#")]

    assert commands == ["make run", "make test"]
    assert script == ["set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', "make test"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_picture_and_page_that_is_linked_is_there(page):
    linked = re.findall(r"\]\(([^)#:]+)\)", read(page))

    assert [name for name in linked if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("target", ["run", "test", "bench", "pictures", "format", "clean", "help"])
def test_every_command_that_is_promised_is_in_the_makefile(target):
    asked = make("--dry-run", target)

    assert asked.returncode == 0, asked.stderr


def test_the_test_command_runs_the_four_checks_in_their_order():
    asked = make("--dry-run", "test")
    checks = ["prepare.py tests", "ruff format --check .", "ruff check .", "/mypy", "pytest"]
    places = [asked.stdout.index(check) for check in checks]

    assert places == sorted(places)


def test_too_old_a_python_is_answered_with_what_to_type(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    asked = make("test", f"PYTHON={old}")

    assert asked.returncode != 0
    assert asked.stdout == (
        "Bridgebook needs Python 3.11 or newer. "
        "Name it like this: make run PYTHON=/path/to/python3.11\n"
    )


LDCONFIG = """\
3 libs found in cache `/etc/ld.so.cache'
\tlibGL.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libGL.so.1
\tlibEGL.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libEGL.so.1
\tlibxcb.so.1 (libc6,x86-64, OS ABI: Linux 3.2.0) => /lib/x86_64-linux-gnu/libxcb.so.1
Cache generated by: ldconfig (Debian GLIBC 2.36) stable release version 2.36
"""


def test_libraries_are_read_from_what_ldconfig_prints(prepare):
    assert prepare.listed_libraries(LDCONFIG) == {"libGL.so.1", "libEGL.so.1", "libxcb.so.1"}
    assert prepare.listed_libraries("") == set()


def test_only_what_is_missing_is_asked_for(prepare):
    wanted = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libxcb.so.1": "libxcb1"}

    assert prepare.missing_packages(wanted, ["libGL.so.1"]) == ["libegl1", "libxcb1"]
    assert prepare.missing_packages(wanted, wanted) == []


def test_a_window_needs_what_the_tests_need_and_more_and_a_page_nothing(prepare):
    assert prepare.LIBRARIES["tests"].items() < prepare.LIBRARIES["window"].items()
    assert prepare.LIBRARIES["page"] == {}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings what it needs")
@pytest.mark.parametrize(
    ("purpose", "files"),
    [
        ("tests", "Core Gui Widgets DBus Network Svg PrintSupport Pdf PdfWidgets qoffscreen"),
        ("window", "XcbQpa qxcb"),
    ],
)
def test_everything_that_qt_asks_of_the_system_is_looked_for(prepare, purpose, files):
    qt = Path(importlib.util.find_spec("PySide6").origin).parent / "Qt"
    plain_linux = re.compile(r"lib(c|m|dl|rt|pthread|resolv|stdc\+\+|gcc_s)\.so|ld-linux")
    asked: set[str] = set()
    for name in files.split():
        plugin, library = f"plugins/platforms/lib{name}.so", f"lib/libQt6{name}.so.6"
        asked |= needed_libraries(qt / (plugin if name.startswith("q") else library))

    brought_along = {path.name for path in (qt / "lib").iterdir()}
    asked = {name for name in asked - brought_along if not plain_linux.match(name)}

    assert "libGL.so.1" in asked
    assert not asked - prepare.LIBRARIES[purpose].keys()


def needed_libraries(path: Path) -> set[str]:
    """What the dynamic section of a 64-bit ELF file lists as NEEDED."""
    data = path.read_bytes()
    (table,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    # Of each section header: type, file offset, length, and the number of its table of names.
    sections = [struct.unpack_from("<4xI16xQQI", data, table + size * n) for n in range(count)]
    [(_, start, length, names)] = [section for section in sections if section[0] == 6]
    strings = data[sections[names][1] :]
    entries = struct.iter_unpack("<QQ", data[start : start + length])
    return {strings[at : strings.index(b"\0", at)].decode() for tag, at in entries if tag == 1}


@pytest.fixture
def machine(prepare, tmp_path, monkeypatch):
    """A Debian that has three libraries, and an apt-get that writes down what it was asked."""
    for name, script in {
        "ldconfig": f"cat <<'END'\n{LDCONFIG}END\n",
        "apt-get": f'echo "$@" >>{tmp_path}/asked\nexit "$APT_EXIT"\n',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("APT_EXIT", "0")
    monkeypatch.setattr(prepare.platform, "system", lambda: "Linux")
    monkeypatch.setattr(prepare.os, "geteuid", lambda: 0)
    return tmp_path


WANTED = {"libGL.so.1": "libgl1", "libxcb-util.so.1": "libxcb-util1", "libz.so.1": "zlib1g"}


def test_root_on_debian_gets_what_is_missing_installed(prepare, machine):
    prepare.prepare_libraries(WANTED)

    assert (machine / "asked").read_text().splitlines() == [
        "-qq update",
        "-qq -o=Dpkg::Use-Pty=0 install --yes --no-install-recommends libxcb-util1 zlib1g",
    ]


def test_an_installation_that_fails_leaves_the_line_to_type(prepare, machine, monkeypatch):
    monkeypatch.setenv("APT_EXIT", "100")

    with pytest.raises(prepare.Unready, match=r"apt-get install libxcb-util1 zlib1g$"):
        prepare.prepare_libraries(WANTED)


def test_nobody_but_root_has_packages_installed_for_them(prepare, machine, monkeypatch):
    monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000)

    with pytest.raises(prepare.Unready, match=r"apt-get install libxcb-util1 zlib1g$"):
        prepare.prepare_libraries(WANTED)
    assert not (machine / "asked").exists()


def test_a_machine_that_has_everything_is_left_alone(prepare, machine):
    prepare.prepare_libraries({"libGL.so.1": "libgl1"})

    assert not (machine / "asked").exists()


def test_root_gets_a_screen_and_a_printer_for_the_tests(prepare, machine, monkeypatch):
    monkeypatch.setenv("PATH", str(machine))  # no Xvfb here, nor anything else
    prepare.prepare_programs()

    [_update, install] = (machine / "asked").read_text().splitlines()
    assert {"libxcb-cursor0", "openbox", "xdotool", "xvfb", "qpdf", "poppler-utils"} < set(
        install.split()
    )


def test_without_a_screen_the_other_tests_still_run(prepare, machine, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(machine))
    monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000)
    prepare.prepare_programs()

    told = capsys.readouterr().out
    assert told.startswith("Tests of the whole window or of printing are skipped; they need ")
    assert "xvfb" in told
    assert not (machine / "asked").exists()


def test_somebody_who_may_not_install_gets_one_line_to_do_it_with(prepare):
    line = prepare.advice(["libegl1", "libgl1"], apt=True)
    assert line.endswith("sudo apt-get install libegl1 libgl1")

    elsewhere = prepare.advice(["libegl1", "libgl1"], apt=False)
    assert elsewhere.endswith("Debian's libegl1 libgl1")
    assert "\n" not in line + elsewhere


def test_debian_keeps_virtual_environments_in_a_package_per_version(prepare):
    assert prepare.venv_package((3, 11)) == "python3.11-venv"


def test_a_stamp_counts_until_one_of_the_files_changes(prepare):
    mark = prepare.fingerprint(b"pins", b"settings")

    assert prepare.satisfied_by("tests", f"tests {mark}\n", mark)
    assert not prepare.satisfied_by("tests", f"tests {mark}\n", prepare.fingerprint(b"pins", b""))
    assert prepare.fingerprint(b"pin", b"ssettings") != mark


def test_what_was_prepared_for_tests_is_enough_to_run_but_not_the_other_way_round(prepare):
    assert prepare.satisfied_by("window", "tests a", "a")
    assert prepare.satisfied_by("page", "run a", "a")
    assert not prepare.satisfied_by("tests", "run a", "a")
    assert not prepare.satisfied_by("window", "", "a")

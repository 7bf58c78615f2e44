"""Nothing leaves the machine: no test may reach out, and neither may the program."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Runs the command line in a process of its own, which dies at the first touch of the network.
GUARDED = """
import os, socket, sys

def refuse(event, arguments):
    first = arguments[0] if arguments else None
    local = isinstance(first, socket.socket) and first.family == socket.AF_UNIX
    harmless = {"socket.__new__", "socket.gethostname"}
    if event.startswith("socket.") and event not in harmless and not local:
        os.write(2, f"reached out: {event}\\n".encode())
        os._exit(99)

sys.addaudithook(refuse)
if sys.argv[1] == "--reach-out":
    socket.getaddrinfo("localhost", 80)
from app.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Fenwick\r\nEMAIL:ada@example.com\r\nEND:VCARD\r\n"

QUIET = """
import socket

def test_that_keeps_it_to_itself():
    try:
        socket.create_connection(("127.0.0.1", 9))
    except OSError:
        pass
"""


@pytest.mark.parametrize(
    "reach_out",
    [
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: socket.create_connection(("::1", 9)),
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.gethostbyname("example.org"),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        lambda: socket.socket(socket.AF_INET).bind(("127.0.0.1", 0)),
    ],
    ids=["connect", "connect 6", "look up", "look up a name", "send", "listen"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_reaching_for_the_network_fails_at_once(reach_out, network_attempts):
    with pytest.raises(PermissionError, match="No test may use the network"):
        reach_out()

    assert network_attempts
    network_attempts.clear()


def test_processes_of_this_machine_may_talk_to_each_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of such a socket has to be short
    with (
        socket.socket(socket.AF_UNIX) as server,
        socket.socket(socket.AF_UNIX) as client,
    ):
        server.bind("door")
        server.listen()
        client.connect("door")


def test_an_attempt_that_was_caught_still_fails_its_test(tmp_path):
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_quiet.py").write_text(QUIET)

    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path]
    outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "The network was used: ['socket.getaddrinfo']" in outcome.stdout
    assert "1 passed, 1 error" in outcome.stdout


@pytest.fixture
def guarded(tmp_path):
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", GUARDED, *map(str, arguments)]
        here = os.environ | {"BRIDGEBOOK_DATA": str(tmp_path / "data")}
        return subprocess.run(
            command, cwd=ROOT, env=here, capture_output=True, text=True, check=False
        )

    return run


def test_the_guard_around_the_command_line_notices(guarded):
    assert guarded("--reach-out").returncode == 99


def test_a_brief_is_printed_without_touching_the_network(guarded, tmp_path):
    done = guarded("brief", "--sample", "--next", "--out", tmp_path / "brief.pdf")

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_people_are_imported_listed_and_backed_up_without_touching_the_network(guarded, tmp_path):
    card, book = tmp_path / "ada.vcf", tmp_path / "my.bridgebook"
    card.write_text(CARD, newline="")

    done = [
        guarded("import", card, "--book", book),
        guarded("list", "contacts", "--book", book),
        guarded("check", "--book", book),
        guarded("backup", "--book", book, "--to", tmp_path / "copy.bridgebook"),
    ]

    assert [(run.returncode, run.stderr) for run in done] == [(0, "")] * 4
    assert "Ada Fenwick" in done[1].stdout

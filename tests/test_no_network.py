"""Nothing leaves the machine: no test may reach out, and neither may the program."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

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

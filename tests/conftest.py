"""What holds for every test: no network, nobody's real data, the same examples every time.

Free of Qt, because `tests/app` runs without it.
"""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator

import hypothesis
import pytest

REACHING_OUT = {
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
    "socket.sendmsg",
    "socket.sendto",
}

# Before anything of ours is imported: tests see an own, empty data folder and need no screen.
_FOLDER = tempfile.mkdtemp(prefix="bridgebook-tests-")
os.environ["BRIDGEBOOK_DATA"] = f"{_FOLDER}/data"
os.environ["XDG_CONFIG_HOME"] = f"{_FOLDER}/config"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _variable in ("LC_ALL", "LC_PAPER", "LC_COLLATE", "LANGUAGE"):  # of no country, on any machine
    os.environ.pop(_variable, None)
os.environ["LANG"] = "C.UTF-8"

# A machine with two busy cores is no reason to fail, and the same code gets the same verdict.
# Look further with: HYPOTHESIS_PROFILE=thorough make test
_PATIENT = {
    "deadline": None,
    "suppress_health_check": [hypothesis.HealthCheck.too_slow],
}
hypothesis.settings.register_profile("default", max_examples=50, derandomize=True, **_PATIENT)
hypothesis.settings.register_profile("thorough", max_examples=2000, **_PATIENT)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_attempts: list[str] = []


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: sockets between processes of this machine are fine, anything else is not."""
    if event not in REACHING_OUT:
        return
    first = arguments[0] if arguments else None
    if isinstance(first, socket.socket) and first.family == getattr(socket, "AF_UNIX", None):
        return
    _attempts.append(f"{event} {arguments[1:]}" if isinstance(first, socket.socket) else event)
    raise PermissionError(f"No test may use the network, but one tried: {_attempts[-1]}")


sys.addaudithook(_refuse_network)  # for good: an audit hook cannot be taken away


@pytest.fixture(scope="session", autouse=True)
def _clear_away() -> Iterator[None]:
    yield
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """What the test tried to reach; anything left here fails it, even when it caught the error."""
    _attempts.clear()
    yield _attempts
    assert not _attempts, f"The network was used: {_attempts}"

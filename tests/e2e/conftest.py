"""The whole program as a person uses it: a process, a screen, keys. Nothing is reached into."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.screen import Screen
from tests.e2e.started import Home, Started
from tests.prepared import prepare

Start = Callable[..., Started]


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen for all of these tests; each cleans its own windows away."""
    if missing := prepare().missing_for_a_screen():
        pytest.skip(f"A window needs {', '.join(missing)} here; as root, make test installs them.")
    made = Screen("1280x800", tmp_path_factory.mktemp("screen"))
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Somebody's machine, on which Bridgebook was never started."""
    return Home(tmp_path / "home")


@pytest.fixture
def start(screen: Screen, home: Home, request: pytest.FixtureRequest) -> Iterator[Start]:
    """Start the program; afterwards nothing runs on, and neither Qt nor Python complained."""
    started: list[Started] = []

    def begin(*arguments: object) -> Started:
        started.append(Started(screen, home, *arguments))
        return started[-1]

    yield begin
    screen.picture(f"end-of-{request.node.name}")
    for one in started:
        one.end()
    assert [one.said() for one in started] == ["" for _one in started]
    assert home.complaints() == []

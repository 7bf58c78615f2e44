"""Who could help with a need: whom it names itself, and who knows something about it (P23, P24)."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import names, overlap, texts, tidbits
from app.domain.tidbits import Interest
from app.i18n import _

_NAMED = 1_000  # before everybody who only knows something about it
_ENOUGH = 2  # a whole topic, or two words of several


@dataclass(frozen=True)
class Candidate:
    """Somebody with what they know; `tags` are the person's own words for them."""

    contact_id: str
    given: str
    family: str
    expertise: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Helper:
    """Somebody who could help, and why."""

    contact_id: str
    name: str
    because: str


def helpers(need: str, candidates: Iterable[Candidate]) -> tuple[Helper, ...]:
    """Who could help with it, the likeliest first."""
    ranked = [found for one in candidates if (found := _helper(need, one)) is not None]
    return tuple(helper for _score, helper in sorted(ranked, key=lambda one: -one[0]))


def _helper(need: str, one: Candidate) -> tuple[int, Helper] | None:
    name = names.full(one.given, one.family)
    if one.family and one.given and overlap.mentions(need, [name]):
        return _NAMED, Helper(one.contact_id, name, _("You wrote the name down with the need"))
    wanted = Interest("", "", "need", need)
    best = max(
        ((tidbits.strength("", topic.text, wanted), topic) for topic in _topics(one)),
        key=lambda found: found[0],
        default=None,
    )
    if best is None or best[0] < _ENOUGH:
        return None
    return best[0], Helper(one.contact_id, name, tidbits.because(best[1]))


def _topics(one: Candidate) -> Iterable[Interest]:
    """What somebody works on, a line each, and the tags."""
    called = names.called(one.given, one.family)
    for line in texts.lines(one.expertise.replace(";", "\n")):
        yield Interest(one.contact_id, called, "expertise", line)
    for tag in one.tags:
        yield Interest(one.contact_id, called, "tag", tag)

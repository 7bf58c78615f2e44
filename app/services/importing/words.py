"""What an import would add to a contact, in words."""

from app.exchange.incoming import IncomingPosition
from app.i18n import _, ngettext
from app.services.importing.book import Known
from app.services.importing.rows import Additions

_NAMED = 4


def in_words(additions: Additions, to: Known) -> tuple[str, ...]:
    """One short phrase per thing that a contact would gain."""
    ended = [p for p in to.positions if p.id in additions.ended]
    found = [_position(position, ended) for position in additions.positions]
    ended_words = [work(p.firm, p.title) for p in ended]
    if ended_words and len(found) == 1:
        found = [_("{now} (was {before})").format(now=found[0], before=ended_words[0])]
    found += [_("title: {title}").format(title=title) for _id, title in additions.titled]
    found += [f"{_kind(c.kind)}: {c.value}" for c in additions.channels]
    found += [_field(name, value) for name, value in additions.filled]
    found += [_("tag: {tag}").format(tag=tag) for tag in additions.tags]
    if additions.kept:
        names = list(dict.fromkeys(kept.name for kept in additions.kept))
        named = ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
        text = ngettext("kept as it is: {names}", "kept as they are: {names}", len(names))
        found.append(text.format(names=named))
    return tuple(found)


def work(firm: str, title: str) -> str:
    """A title at a firm, or whichever of the two is known."""
    if firm and title:
        return _("{title}, {firm}").format(title=title, firm=firm)
    return firm or title


def _position(position: IncomingPosition, ended: object) -> str:
    said = work(position.organization, position.title)
    return _("now {work}").format(work=said) if ended else said


def _kind(kind: str) -> str:
    return {
        "email": _("e-mail"),
        "phone": _("phone"),
        "link": _("link"),
        "address": _("address"),
    }[kind]


def _field(name: str, value: str) -> str:
    if name == "notes":
        return _("notes")
    label = {"say_as": _("say as"), "place": _("place"), "zone": _("time zone")}[name]
    return f"{label}: {value}"

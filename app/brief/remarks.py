"""What the page says about itself: what it left out, what it cannot print, when it was printed."""

from app.brief import fonts
from app.i18n import _, ngettext


def printed(day: str, time: str) -> str:
    """When the page was printed."""
    return _("Bridgebook · printed {day} {time}").format(day=day, time=time)


def private() -> str:
    """The last word on the page."""
    return _("Private. Shred after typing up.")


def with_private() -> str:
    """The last word on a page that has private notes on it, because somebody wanted them there."""
    return _("With private notes. Shred after typing up.")


def private_title() -> str:
    """The heading of private notes on a page."""
    return _("Private — for your eyes")


def left_out(key: str, count: int) -> str:
    """What did not fit, counted (B08)."""
    if key == "questions":
        return ngettext(
            "{count} more question in the book", "{count} more questions in the book", count
        ).format(count=count)
    return ngettext("{count} more in the book", "{count} more in the book", count).format(
        count=count
    )


def whole_blocks_left_out(titles: list[str]) -> str:
    """Blocks that did not fit at all."""
    return _("Also in the book: {things}").format(things=", ".join(titles))


def untitled(key: str) -> str:
    """What to call a block that stands under another one's heading."""
    return _("why they thought of you") if key == "reason" else _("more")


def scan(*, joins: bool) -> str:
    """What the code at the head of the page is for."""
    return _("scan to join") if joins else _("scan to call")


def talked() -> str:
    """Before the shares of the talking to tick."""
    return _("They talked:")


def document_title(names: str) -> str:
    """The title of the document, as viewers show it."""
    return _("Brief: {names}").format(names=names[:120])


def shortened(before: str) -> str:
    """Why there are dots on the page, after what stands before it in the same line."""
    return _("{before} · “…” means more in the book").format(before=before)


def unprintable(characters: list[str]) -> str:
    """Which characters the fonts do not have."""
    shown, more = characters[:6], len(characters) - 6
    listed = ", ".join(shown)
    if more > 0:
        listed = _("{characters} and {count} more").format(characters=listed, count=more)
    return _("“{mark}” stands for characters this page cannot print yet: {characters}.").format(
        mark=fonts.SUBSTITUTE, characters=listed
    )


def unknown_zone(name: str) -> str:
    """A time zone that the zone database has no more."""
    return _("The time zone “{name}” is not known here; its times are shown in UTC.").format(
        name=name
    )

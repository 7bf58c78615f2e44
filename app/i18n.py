"""The language of the program: `_()` and `ngettext()` for every text a person reads.

Whole sentences, never concatenation, never an f-string inside: `_("Undo {what}").format(what=…)`.
"""

import gettext as _gettext

from app import paths

_translation: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str) -> None:
    """Speak this language (a code like `de`), or English where there is no translation of it."""
    global _translation
    _translation = _gettext.translation(
        "bridgebook",
        paths.resource("locale"),
        languages=[language] if language else [],
        fallback=True,
    )


def language() -> str:
    """The code of the language that is spoken, like `en` or `pt-BR`."""
    return _translation.info().get("language", "en").replace("_", "-")


def _(text: str) -> str:
    """The text in the person's language."""
    return _translation.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or plural text that fits the count, in the person's language."""
    return _translation.ngettext(one, many, count)

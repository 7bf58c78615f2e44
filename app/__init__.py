"""Everything Bridgebook knows and does, without a screen.

Arrows (held by `tests/test_architecture.py`): nothing here imports `ui` or Qt. `domain` imports
only the standard library, `errors` and `i18n`. `services` are the only writers and the only ones,
besides `database`, `journal` and `migrations`, that see the tables in `models`. `brief` and
`exchange` turn plain dataclasses into files and back and know no database.
"""

__version__ = "0.1.0"

"""Everything Bridgebook knows and does, without a screen.

Arrows (held by `tests/test_architecture.py`): nothing here imports `ui` or Qt. `domain` imports
only the standard library, `errors` and `i18n`. `services` are the only writers and the only ones
that see the tables in `models`: a book is opened, read and undone without Peewee. `brief` and
`exchange` turn plain dataclasses into files and back and know no database.
"""

__version__ = "0.1.0"

"""What can go wrong, and who is to blame.

* AppError          something a person can understand and act on; `str()` is the sentence they read
  - Invalid         what was typed cannot be kept; `errors` has a sentence per field
  - NotFound        the thing was deleted meanwhile
  - Refused         a rule of the program forbids it, with the better move (P01 first of all)
  - StorageError    disk full, file damaged, locked, read-only or from a newer version
Any other exception is a bug and ends in the crash dialog.
"""

from collections.abc import Mapping


class AppError(Exception):
    """Something a person can understand and act on."""


class Invalid(AppError):
    """What was typed cannot be kept as it is; nothing was written, the typing stays."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class NotFound(AppError):
    """The thing was deleted meanwhile."""


class Refused(AppError):
    """A rule of the program forbids it; the sentence says why, and the better move."""


class StorageError(AppError):
    """The book cannot be read or written; the sentence says which file and what to do."""

"""A printing system of our own for these tests."""

from tests.cups import cups

__all__ = ["cups"]

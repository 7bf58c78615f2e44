"""What we rely on in Qt's Python itself, and were let down by once."""

import sys

from PySide6.QtWidgets import QLabel


def test_a_long_session_of_calls_does_not_use_none_up(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for number in range(20_000):
        label.setText(str(number))

    # PySide6 6.12.0 lost one reference at each such call, and Python died of it.
    assert sys.getrefcount(None) > before - 1_000

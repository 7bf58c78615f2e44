import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app import paths
from ui import icons, theme

ROOT = Path(__file__).parents[2]

TEXTS = [
    *[("text", ground) for ground in ("page", "side", "card", "hover", "accent_soft")],
    *[("subtle", ground) for ground in ("page", "side", "card", "hover", "accent_soft")],
    *[("accent", ground) for ground in ("page", "side", "card", "hover", "accent_soft")],
    *[("amber", ground) for ground in ("page", "card", "amber_soft")],
    ("alarm", "alarm_soft"),
    ("on_accent", "accent"),
]


def luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(part) for part in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_black_on_white_has_the_ratio_of_the_standard():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read_by_everybody(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.fixture
def _light_again():
    yield
    theme.choose("light")


@pytest.mark.usefixtures("_light_again")
def test_choosing_dark_turns_palette_and_painters():
    theme.choose("dark")
    assert theme.is_dark()
    assert theme.colours() is theme.DARK
    assert QApplication.palette().window().color() == theme.DARK.page


@pytest.mark.usefixtures("_light_again")
def test_an_icon_is_drawn_in_the_colour_of_the_moment():
    add = icons.icon("add")

    def middle() -> QColor:
        return add.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12)

    assert middle() == theme.LIGHT.text
    theme.choose("dark")
    assert middle() == theme.DARK.text


def test_a_disabled_icon_is_fainter():
    add = icons.icon("add")
    faint = add.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage().pixelColor(12, 12)
    assert contrast(faint, theme.LIGHT.card) < contrast(theme.LIGHT.text, theme.LIGHT.card)


def test_every_icon_that_ships_can_be_drawn():
    for file in paths.resource("icons").glob("*.svg"):
        picture = icons.icon(file.stem).pixmap(QSize(24, 24)).toImage()
        drawn = any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
        assert drawn, file.name


def test_an_icon_nobody_drew_is_noticed_at_once():
    with pytest.raises(FileNotFoundError):
        icons.icon("unheard-of")


def test_type_comes_in_three_sizes_that_follow_the_system():
    body = theme.body_font().pointSizeF()
    assert theme.small_font().pointSizeF() < body < theme.heading_font().pointSizeF()


def test_the_main_button_wears_the_accent(qtbot):
    button = QPushButton("Print")
    qtbot.addWidget(button)
    theme.role(button, "main")
    button.resize(120, 40)
    assert button.grab().toImage().pixelColor(8, 20) == theme.LIGHT.accent


def test_a_heading_is_larger_than_its_text(qtbot):
    plain, heading = QLabel("Contacts"), QLabel("Contacts")
    qtbot.addWidget(plain)
    qtbot.addWidget(heading)
    theme.role(heading, "heading")
    assert heading.sizeHint().height() > plain.sizeHint().height()


_WITHOUT_FONTS = """
import sys
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from ui import theme

app = QApplication([])
theme.start(app, "light")
W = QFontDatabase.WritingSystem
before = [bool(QFontDatabase.families(script)) for script in (W.Hebrew, W.Thai, W.Korean)]
theme.add_other_scripts()
after = [bool(QFontDatabase.families(script)) for script in (W.Hebrew, W.Thai, W.Korean)]
print(before, after)
"""


def test_names_in_any_script_are_read_on_a_system_without_fonts(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    alone = os.environ | {"FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_FONTS], env=alone, cwd=ROOT, capture_output=True,
        text=True, check=True, timeout=60,
    )  # fmt: skip

    assert done.stdout.strip() == f"{[False] * 3} {[True] * 3}"

"""Icons: all there, all drawable, tinted by role, sharp at any size."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from liaison_desktop import paths
from liaison_desktop.ui.icons import Ink, icon, pixmap

NAMES = sorted(file.stem for file in paths.resource("icons").glob("*.svg"))


def inked(picture):
    image = picture.toImage()
    return [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]


def test_there_are_icons():
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_inside_its_square(qapp, name):
    source = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke="currentColor"' in source
    assert not re.search(r"#[0-9a-fA-F]{3,6}", source)
    image = pixmap(name, Ink.TEXT, 48).toImage()
    assert len(inked(pixmap(name, Ink.TEXT, 48))) > 20
    border = [(x, y) for x in range(48) for y in (0, 47)]
    border += [(y, x) for x, y in border]
    assert all(image.pixelColor(x, y).alpha() < 40 for x, y in border)


def test_an_icon_takes_the_colour_of_its_role(qapp):
    colours = {colour.name() for colour in inked(pixmap("save", Ink.RED, 96))}
    assert QColor(Ink.RED.value).name() in colours
    assert QColor(Ink.ACCENT.value).name() not in colours


def test_a_disabled_icon_is_faint(qapp):
    picture = icon("print", Ink.TEXT).pixmap(QSize(48, 48), QIcon.Mode.Disabled)
    assert QColor(Ink.FAINT.value).name() in {colour.name() for colour in inked(picture)}


def test_an_icon_is_drawn_anew_for_dense_screens(qapp):
    dense = pixmap("household", Ink.SOFT, 18, 2.0)
    assert dense.width() == 36
    assert dense.deviceIndependentSize().width() == 18
    assert icon("household").pixmap(QSize(18, 18), 2.0).width() == 36


def test_the_same_icon_is_made_once(qapp):
    assert icon("search") is icon("search")


def test_an_unknown_icon_is_a_defect_told_at_once(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")

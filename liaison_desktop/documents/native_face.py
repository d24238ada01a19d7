"""Typefaces and colours of Office files made with python-pptx."""

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import Font

FACE = "微软雅黑"


def name_face(font: Font, face: str = FACE) -> None:
    """Name the typeface of text, for East Asian letters too, which python-pptx leaves out.

    Without ``a:ea`` Han letters are set in the theme's face, whatever the Latin one is.
    """
    font.name = face
    latin = font._rPr.find(qn("a:latin"))  # noqa: SLF001 - the library has no name for it
    east = latin.makeelement(qn("a:ea"), {"typeface": face})
    latin.addnext(east)


def rgb(code: str) -> RGBColor:
    """Return ``#rrggbb`` as the library names it."""
    red, green, blue = bytes.fromhex(code[1:])
    return RGBColor(red, green, blue)

import hashlib

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont as FontFile

from liaison_desktop import paths
from liaison_desktop.documents.fonts import Style, chain, load_face, used_files
from liaison_desktop.documents.page import A4, Page, Placed, Text
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import GETA, missing_glyphs, runs
from tests.documents import paper

RARE = "㛃䶮𬭊堃彧喆犇"
UNKNOWN = "\U0003134f"  # CJK extension H: in no bundled face


def test_checksums_are_true_and_the_set_is_small():
    folder = paths.resource("fonts")
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {path.name: path for path in folder.glob("*.ttf")}
    assert sums.keys() == files.keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sums[name]
    assert sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) <= 60_000_000


def test_every_family_has_its_licence():
    folder = paths.resource("fonts")
    licences = {path.stem.removeprefix("LICENSE-") for path in folder.glob("LICENSE-*.txt")}
    families = {path.name.split("-")[0] for path in folder.glob("*.ttf")}
    assert families == licences


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("character", RARE)
def test_rare_names_have_outlines_in_every_style(style, character):
    (run,) = runs(character, style)
    with FontFile(run.face.path, lazy=True) as font:
        name = font.getBestCmap()[ord(character)]
        assert name != ".notdef"
        assert font["glyf"][name].numberOfContours != 0
    assert run.text == character


@pytest.mark.parametrize("style", Style)
def test_rare_names_are_printed_and_read_back(style):
    marks = [Text(10, 20 + 12 * n, character, style, 24) for n, character in enumerate(RARE)]
    pdf = pdf_of([Page(*A4, (Placed(0, 0, tuple(marks)),))], "试印")
    assert "".join(paper.page_text(pdf).split()) == RARE
    pixels = paper.picture(pdf, 0, 96)
    for n in range(len(RARE)):
        bottom = round((21 + 12 * n) / 25.4 * 96)
        square = pixels[bottom - 30 : bottom, 38:72]
        assert (square < 128).sum() > 60


@pytest.mark.parametrize("style", Style)
def test_the_bundled_face_serves_a_style(style):
    assert used_files()[style] == chain(style)[0].path
    assert chain(style)[-1].path.parent == paths.resource("fonts")


def test_an_empty_glyph_does_not_count_as_drawn(tmp_path):
    source = paths.resource("fonts", "FandolFang-Regular.ttf")
    with FontFile(source) as font:
        few = Subsetter()
        few.populate(text="中国")
        few.subset(font)
        name = font.getBestCmap()[ord("中")]
        font["glyf"][name] = type(font["glyf"][name])()
        font.save(tmp_path / "hollow.ttf")
    face = load_face(tmp_path / "hollow.ttf")
    assert ord("中") not in face.drawn
    assert ord("国") in face.drawn


def test_what_no_face_draws_is_reported_and_marked():
    found = missing_glyphs(["张三", f"李{UNKNOWN}", "王 五\n"])
    assert found == {f"李{UNKNOWN}": frozenset({UNKNOWN})}
    assert "".join(run.text for run in runs(f"李{UNKNOWN}", Style.SONG)) == f"李{GETA}"

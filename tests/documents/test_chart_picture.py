"""Charts as PNG and SVG: large enough, the same every time, whole without any font."""

import io
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from liaison_desktop.documents.chart_picture import charts_png, charts_svg
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.chart import ChartKind, Series
from tests.documents import made_up_charts as made_up

SVG = "{http://www.w3.org/2000/svg}"


def opened(content):
    return Image.open(io.BytesIO(content))


def test_a_png_is_at_least_1600_pixels_wide_and_not_blank():
    picture = opened(charts_png((made_up.by_month(),)))
    assert picture.format == "PNG"
    assert picture.width >= 1600
    pixels = np.asarray(picture.convert("L"))
    assert 0.02 < (pixels < 128).mean() < 0.5
    assert (pixels[:, :20] > 250).all()  # a margin


def test_several_charts_stand_in_two_columns_of_full_size():
    alone = opened(charts_png((made_up.classes(),)))
    three = opened(charts_png((made_up.classes(), made_up.states(), made_up.times())))
    assert abs(three.width - 2 * alone.width) <= 2
    assert abs(three.height - 2 * alone.height) <= 2


def test_more_charts_than_a_picture_holds_are_refused_in_words():
    with pytest.raises(RefusedError, match="一张图片放不下"):
        charts_png((made_up.classes(),) * 41)


def test_the_svg_needs_no_font_and_says_what_it_shows():
    charts = (made_up.by_month(), made_up.states())
    root = ET.fromstring(charts_svg(charts))  # noqa: S314 - our own file
    assert root.find(f"{SVG}title").text.startswith(charts[0].title)
    assert charts[1].headline in root.find(f"{SVG}desc").text
    assert root.get("width").endswith("mm")
    assert root.findall(f".//{SVG}text") == []
    letters = root.findall(f".//{SVG}path[@transform]")
    assert len(letters) > 100
    assert {each.get("fill") for each in root.iter(f"{SVG}path")} >= {"#0f5f64", "none"}


def test_what_people_typed_is_never_markup():
    chart = made_up.chart(
        "key",
        ChartKind.COLUMNS,
        ("<b>&村",),
        Series("件", (1,), "件"),
        title="<script>",
        headline="a & b < c",
    )
    root = ET.fromstring(charts_svg((chart,)))  # noqa: S314 - our own file
    assert root.find(f"{SVG}title").text == "<script>"
    assert root.find(f"{SVG}desc").text == "a & b < c"


def test_pictures_are_the_same_every_time():
    charts = made_up.everything()
    assert charts_svg(charts) == charts_svg(charts)
    assert charts_png(charts[:1]) == charts_png(charts[:1])

import pytest

from liaison_desktop.documents.calibration import calibration_pdf, scale_from
from liaison_desktop.documents.page import Correction
from liaison_desktop.documents.preview import Preview, render_page
from liaison_desktop.domain.errors import InputRefusedError
from tests.documents import paper


def test_true_size_and_pixels():
    with Preview(calibration_pdf()) as preview:
        assert preview.page_count == 1
        assert preview.page_size(0) == pytest.approx((210, 297), abs=0.01)
        image = preview.render(0, 96)
        grey = preview.render(0, 96, grey=True)
    assert (image.width, image.height) == (794, 1123)
    assert len(image.data) == image.stride * image.height
    assert image.stride >= 3 * image.width
    assert image.format == "BGR888"
    assert grey.format == "Grayscale8"
    assert grey.stride >= grey.width
    assert min(image.data) < 64
    assert max(image.data) > 250


def test_what_is_no_pdf_is_refused_in_words():
    with pytest.raises(InputRefusedError, match="PDF"):
        Preview(b"not a pdf")


def test_pages_that_do_not_exist_and_giant_pictures():
    pdf = calibration_pdf()
    with pytest.raises(IndexError):
        render_page(pdf, 1, 96)
    with pytest.raises(ValueError, match="large"):
        render_page(pdf, 0, 5000)


def test_the_hundred_millimetres_are_true():
    pixels = paper.picture(calibration_pdf(), 0, 600)
    row = pixels[round((148.5 + 2) / 25.4 * 600)]
    ends = [x for x in paper.strokes(row, 600) if 50 < x < 160]
    assert ends[-1] - ends[0] == pytest.approx(100, abs=0.1)
    assert ends[0] == pytest.approx(55, abs=0.1)


def test_a_correction_moves_and_scales_the_sheet():
    pdf = calibration_pdf(Correction(x=1.5, y=-2, scale_x=scale_from(99.5), scale_y=1))
    pixels = paper.picture(pdf, 0, 600)
    row = pixels[round(150.5 / 25.4 * 600) - round(2 / 25.4 * 600)]
    ends = [x for x in paper.strokes(row, 600) if 50 < x < 165]
    assert ends[-1] - ends[0] == pytest.approx(100 * 100 / 99.5, abs=0.1)
    assert ends[0] == pytest.approx(55 * 100 / 99.5 + 1.5, abs=0.1)


def test_a_senseless_measure_is_refused():
    with pytest.raises(ValueError, match="80"):
        scale_from(10)

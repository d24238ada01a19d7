import io
import re

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from liaison_desktop.documents.dossier import dossier_pdf, undrawable
from liaison_desktop.documents.dossier_attached import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    attached_pages,
)
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.matters.dossier_paper import AttachedPages, paper
from liaison_desktop.domain.terms.dispute import PaperKind
from tests.documents import paper as paper_reading
from tests.documents.dossier_papers import agreement

MM = 72 / 25.4
EXIF_ORIENTATION = 0x0112


def pdf_file(path, sizes=(A4, A4, A4), **settings):
    canvas = Canvas(str(path), **settings)
    for number, size in enumerate(sizes, start=1):
        canvas.setPageSize(size)
        canvas.setFont("Helvetica", 24)
        canvas.drawString(72, size[1] - 72, f"RECEIPT {number}")
        canvas.showPage()
    canvas.save()
    return path


def picture_file(path, size=(1600, 1200), orientation=None):
    """A white picture whose upper left quarter is black."""
    picture = Image.new("RGB", size, "white")
    picture.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    exif = picture.getexif()
    if orientation:
        exif[EXIF_ORIENTATION] = orientation
    picture.save(path, exif=exif)
    return path


def bound(*attachments, kinds=(PaperKind.EVIDENCE,)):
    papers = [paper(PaperKind.CONTENTS, {}), *(paper(kind, {}) for kind in kinds), agreement()]
    return dossier_pdf(papers, attachments)


def texts_of(pdf):
    return [
        "".join(paper_reading.page_text(pdf, page).split())
        for page in range(paper_reading.page_count(pdf))
    ]


def dark_quarters(pdf, page):
    """Whether each quarter of the picture on a carrying page is mostly dark."""
    pixels = np.squeeze(paper_reading.picture(pdf, page, 72))[80:, :]
    rows, columns = np.nonzero(pixels < 100)
    block = (rows.min(), rows.max(), columns.min(), columns.max())
    return block, pixels.shape


def test_the_pages_of_an_attached_pdf_are_bound_in_and_counted(tmp_path):
    receipt = AttachedPages(PaperKind.EVIDENCE, "收条.pdf", pdf_file(tmp_path / "a"), "复印件")
    texts = texts_of(bound(receipt))
    assert len(texts) == 1 + 1 + 3 + 1
    for n in (1, 2, 3):
        page = texts[1 + n]
        assert f"RECEIPT{n}" in page
        assert f"附：收条.pdf（第{n}页，共3页）" in page
        assert f"卷内第{n + 1}页" in page
    assert "附：收条.pdf2—4复印件" in texts[0]
    assert re.search(r"人民调解协议书5/", texts[0])
    assert "材料附后，共3页。" in texts[1]
    assert "粘贴处" not in texts[1]


def test_without_attachments_there_is_a_place_to_paste_on():
    assert "证据材料粘贴处" in texts_of(bound())[1]


def test_a_file_of_another_kind_is_listed_to_be_added_by_hand(tmp_path):
    path = tmp_path / "b"
    path.write_bytes(b"PK\x03\x04 a text document")
    assert attached_pages(path) == 0
    texts = texts_of(bound(AttachedPages(PaperKind.EVIDENCE, "说明.docx", path)))
    assert len(texts) == 3
    assert "附：说明.docx/另附" in texts[0]


def test_files_without_a_paper_of_their_kind_stand_in_their_place(tmp_path):
    receipt = AttachedPages(PaperKind.PERFORMANCE, "汇款单.pdf", pdf_file(tmp_path / "c", (A4,)))
    texts = texts_of(bound(receipt))
    assert "RECEIPT1" in texts[-1]
    assert "附：汇款单.pdf3" in texts[0]


def turned_file(path, size, turned):
    """A page whose upper left quarter is black, shown turned by a multiple of 90 degrees."""
    canvas = Canvas(str(path), pagesize=size)
    canvas.rect(0, size[1] / 2, size[0] / 2, size[1] / 2, fill=1)
    canvas.line(0, 0, size[0], size[1])
    canvas.save()
    document = pypdfium2.PdfDocument(path.read_bytes())
    document[0].set_rotation(turned)
    document.save(path)
    return path


@pytest.mark.parametrize("size", [landscape(A3), (300, 400)], ids=["large", "small"])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_pages_are_shown_the_way_they_are_read_and_whole(tmp_path, turned, size):
    path = turned_file(tmp_path / "d", size, turned)
    pdf = bound(AttachedPages(PaperKind.EVIDENCE, "图.pdf", path))
    source = pypdfium2.PdfDocument(path)[0]
    wide, tall = source.get_size()
    room = ((A4[0] / MM - LEFT - RIGHT) * MM, (A4[1] / MM - TOP - BOTTOM) * MM)
    scale = min(1.0, room[0] / wide, room[1] / tall)
    expected = np.squeeze(source.render(scale=scale, grayscale=True).to_numpy()).astype(int)
    left, top = round(LEFT * MM + (room[0] - wide * scale) / 2), round(TOP * MM)
    shown = np.squeeze(paper_reading.picture(pdf, 2, 72)).astype(int)
    high, across = expected.shape
    assert np.abs(shown[top : top + high, left : left + across] - expected).mean() < 6
    outside = shown.copy()
    outside[top - 2 : top + high + 2, left - 2 : left + across + 2] = 255
    assert outside[top:].min() > 250


def test_a_photograph_is_turned_the_way_it_was_taken(tmp_path):
    upright = picture_file(tmp_path / "e.jpg")
    turned = picture_file(tmp_path / "f.jpg", orientation=6)
    pdf = bound(
        AttachedPages(PaperKind.EVIDENCE, "照片一", upright),
        AttachedPages(PaperKind.EVIDENCE, "照片二", turned),
    )
    (top, bottom, left, right), (_, wide) = dark_quarters(pdf, 2)
    assert right - left > bottom - top
    assert (left + right) / 2 < wide / 2
    (top, bottom, left, right), (_, wide) = dark_quarters(pdf, 3)
    assert right - left < bottom - top
    assert (left + right) / 2 > wide / 2


def test_pictures_are_kept_at_a_size_that_prints_well(tmp_path):
    path = tmp_path / "g.png"
    noise = np.random.default_rng(7).integers(0, 255, (3000, 4000, 3), dtype=np.uint8)
    Image.fromarray(noise).save(path)
    assert len(bound(AttachedPages(PaperKind.EVIDENCE, "照片", path))) < path.stat().st_size / 5


def test_every_page_of_a_scanned_tiff_counts(tmp_path):
    path = tmp_path / "h.tif"
    first, second = Image.new("L", (200, 300), "white"), Image.new("L", (200, 300), "black")
    first.save(path, save_all=True, append_images=[second])
    assert attached_pages(path) == 2
    pdf = bound(AttachedPages(PaperKind.EVIDENCE, "扫描件", path))
    assert paper_reading.page_count(pdf) == 5
    assert paper_reading.picture(pdf, 3, 36).min() < 10


def test_locked_damaged_and_missing_files_are_told_by_the_name_people_know(tmp_path):
    broken = tmp_path / "i"
    broken.write_bytes(b"%PDF-1.7 nothing follows")
    torn = tmp_path / "j.jpg"
    whole = io.BytesIO()
    Image.effect_noise((400, 400), 90).convert("RGB").save(whole, "JPEG")
    torn.write_bytes(whole.getvalue()[:2000])
    for path, said in (
        (broken, "打不开"),
        (pdf_file(tmp_path / "k", encrypt="secret"), "打不开"),
        (torn, "已经损坏"),
        (tmp_path / "gone", "找不到"),
    ):
        with pytest.raises(InputRefusedError, match=f"收条.*{said}"):
            bound(AttachedPages(PaperKind.EVIDENCE, "收条", path))


def test_a_giant_picture_is_refused_and_not_unpacked(tmp_path):
    path = tmp_path / "l.png"
    Image.new("1", (20000, 20000)).save(path)
    with pytest.raises(InputRefusedError, match="过大"):
        attached_pages(path, "照片")


def test_names_of_files_are_drawable_or_listed(tmp_path):
    attached = AttachedPages(PaperKind.EVIDENCE, "证\U0003134f.pdf", tmp_path / "m")
    assert undrawable([], [attached]) == {attached.name: frozenset("\U0003134f")}

"""Attachments: kept once by content, refused when they are programs, brought back by undo."""

import hashlib
from pathlib import Path

import pytest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.attachment import LARGEST_BYTES
from liaison_desktop.domain.matters.visit import Named, VisitDraft
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def visit(paired_office: Office) -> int:
    home = paired_office.households.ids(HouseholdFilter())[0]
    draft = VisitDraft(None, 0, {"on": paired_office.context.today()}, (Named(home, ""),))
    return paired_office.visits.save(draft)[0]


def a_file(folder: Path, name: str = "照片.png", content: bytes = PICTURE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_kept_whole_under_its_digest(
    paired_office: Office, visit: int, tmp_path: Path
) -> None:
    source = a_file(tmp_path / "a")
    key, _ = paired_office.attachments.add(Kind.VISIT, visit, source, note="签字页")
    source.unlink()
    (kept,) = paired_office.attachments.of(Kind.VISIT, visit)
    assert (kept.id, kept.name, kept.size, kept.pages) == (key, "照片.png", len(PICTURE), 1)
    assert (kept.note, kept.added_on) == ("签字页", paired_office.context.today())
    assert kept.sha256 == hashlib.sha256(PICTURE).hexdigest()
    file = paired_office.attachments.path(key)
    assert file.read_bytes() == PICTURE
    assert file.is_relative_to(paired_office.data / "attachments")


def test_the_same_content_is_kept_and_attached_once(
    paired_office: Office, visit: int, tmp_path: Path
) -> None:
    attachments = paired_office.attachments
    key, _ = attachments.add(Kind.VISIT, visit, a_file(tmp_path / "a"))
    again, changes = attachments.add(Kind.VISIT, visit, a_file(tmp_path / "b", "另名.png"))
    assert again == key
    assert changes.operation is None
    files = [path for path in (paired_office.data / "attachments").rglob("*") if path.is_file()]
    assert len(files) == 1


def test_pages_of_a_pdf_are_counted(paired_office: Office, visit: int, tmp_path: Path) -> None:
    home = list(paired_office.households.ids(HouseholdFilter())[:3])
    pdf = paired_office.visit_sheets.record_pages(home)
    paired_office.attachments.add(Kind.VISIT, visit, a_file(tmp_path / "a", "记录.PDF", pdf))
    paired_office.attachments.add(Kind.VISIT, visit, a_file(tmp_path / "a", "说明.docx", b"PK.."))
    assert [one.pages for one in paired_office.attachments.of(Kind.VISIT, visit)] == [3, 0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("协议.exe", b"anything"),
        ("协议.pdf.BAT", b"echo"),
        ("协议.scr. ", b"anything"),
        ("照片.jpg", b"MZ\x90\x00"),
        ("说明.txt", b"#!/bin/sh"),
        ("空.pdf", b""),
        ("坏.pdf", b"%PDF-1.7 nothing more"),
    ],
)
def test_programs_and_what_is_no_file_are_refused(
    paired_office: Office, visit: int, tmp_path: Path, name: str, content: bytes
) -> None:
    source = a_file(tmp_path / "a", name, content)
    with pytest.raises(InputRefusedError):
        paired_office.attachments.add(Kind.VISIT, visit, source)
    assert paired_office.attachments.of(Kind.VISIT, visit) == ()
    assert not list((paired_office.data / "attachments").rglob("*"))


def test_missing_and_too_large_files_are_refused(
    paired_office: Office, visit: int, tmp_path: Path
) -> None:
    large = a_file(tmp_path / "a", "录像.mp4")
    with large.open("r+b") as file:
        file.truncate(LARGEST_BYTES + 1)
    for path in (large, tmp_path / "没有.pdf", tmp_path):
        with pytest.raises(InputRefusedError):
            paired_office.attachments.add(Kind.VISIT, visit, path)


def test_a_matter_that_is_gone_takes_no_file(paired_office: Office, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        paired_office.attachments.add(Kind.DISPUTE, 99, a_file(tmp_path / "a"))


def test_removing_is_undone_with_the_file(
    paired_office: Office, visit: int, tmp_path: Path
) -> None:
    attachments = paired_office.attachments
    key, _ = attachments.add(Kind.VISIT, visit, a_file(tmp_path / "a"))
    with pytest.raises(RefusedError, match="附件"):
        paired_office.visits.delete(visit, paired_office.visits.detail(visit).version)
    changes = attachments.remove(key)
    assert attachments.of(Kind.VISIT, visit) == ()
    with pytest.raises(RefusedError):
        attachments.path(key)
    paired_office.undo.take_back(changes.operation)
    assert attachments.path(key).read_bytes() == PICTURE


def test_a_file_changed_behind_our_back_is_told_and_healed(
    paired_office: Office, visit: int, tmp_path: Path
) -> None:
    attachments = paired_office.attachments
    key, _ = attachments.add(Kind.VISIT, visit, a_file(tmp_path / "a"))
    attachments.path(key).write_bytes(b"other")
    with pytest.raises(RefusedError, match="被改动"):
        attachments.path(key)
    attachments.add(Kind.VISIT, visit, a_file(tmp_path / "a"))
    assert attachments.path(key).read_bytes() == PICTURE

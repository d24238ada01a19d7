"""Attachments (附件) of visits, concerns and disputes."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.changes import Kind


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a matter.

    Attributes:
        owner: ``Kind.VISIT``, ``Kind.CONCERN`` or ``Kind.DISPUTE``.
        owner_id: Its key.
        sha256: Names the file in ``attachments/``.
        name: As it was called when added.
        size: Bytes.
        pages: Pages when printed: of a PDF its pages, of a picture one, else 0.
        paper: Value of ``PaperKind`` it stands for in the dossier, "" for none.
    """

    id: int
    owner: Kind
    owner_id: int
    sha256: str
    name: str
    size: int
    pages: int
    paper: str
    added_on: date
    note: str


LARGEST_BYTES = 50 << 20  # a scan of fifty pages in colour; larger ones belong on paper
_PROGRAMS = (
    *(".apk", ".app", ".bat", ".cmd", ".com", ".cpl", ".dll", ".exe", ".hta", ".jar", ".js"),
    *(".jse", ".lnk", ".msi", ".msp", ".pif", ".ps1", ".py", ".reg", ".scr", ".sh", ".so"),
    *(".sys", ".url", ".vbe", ".vbs", ".wsf", ".wsh"),
)
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_REFUSED = "“{name}”是程序或脚本，不能作为附件。附件请用照片、扫描件、PDF 或文档。"


def refusal_of_name(name: str) -> str:
    """Return why a file of this name is not kept, "" when it may be.

    Windows leaves dots and blanks at the end of a name out, so they hide no ending.
    """
    plain = name.rstrip(". ").lower()
    ending = plain[plain.rfind(".") :] if "." in plain else ""
    return _REFUSED.format(name=name) if ending in _PROGRAMS else ""


def refusal_of_content(name: str, head: bytes) -> str:
    """Return why a file that begins like this is not kept, "" when it may be."""
    if not head:
        return f"“{name}”是空文件，没有内容可以保存。"
    return _REFUSED.format(name=name) if head.startswith(_PROGRAM_HEADS) else ""

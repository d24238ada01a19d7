"""Cover, contents and back of a dossier; they carry no page number of the file."""

from collections.abc import Callable, Mapping

from liaison_desktop.documents.dossier_flow import Flow, Slot
from liaison_desktop.documents.dossier_tables import Binding
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Rect, Text
from liaison_desktop.documents.ruled import RuledCell
from liaison_desktop.documents.text import clean, fit_line
from liaison_desktop.domain.matters.dossier_paper import Paper
from liaison_desktop.domain.terms.dispute import PaperKind

_LABELS = 16.0  # type of the lines of the cover, points
_COLUMNS = (("序号", 14.0), ("文书名称", 82.0), ("页号", 26.0), ("备注", 34.0))


def set_cover(flow: Flow, paper: Paper, _binding: Binding) -> None:
    """Set the cover of the file."""
    frame = flow.frame
    middle = frame.left + frame.wide / 2
    committee = fit_line(clean(paper.text("committee")), Style.TITLE, 22, frame.wide, 13)
    flow.marks.append(
        Text(middle, 62, committee.lines[0], Style.TITLE, committee.size, align=Align.CENTRE)
    )
    title = Text(
        middle, 92, clean(paper.title), Style.TITLE, 36, align=Align.CENTRE, spacing=8
    )  # fmt: skip
    flow.marks.append(title)
    flow.down(122 - flow.y)
    flow.size, flow.step = _LABELS, 15.0 * flow.density
    _line(flow, paper, "name")
    _line(flow, paper, "number")
    _line(flow, paper, "mediator")
    flow.slots((Slot("调解日期：", paper.text("since")), Slot("至", paper.text("until"))))
    _line(flow, paper, "filed_by")
    _line(flow, paper, "filed_on")
    _line(flow, paper, "keeping")
    _line(flow, paper, "note")


def set_contents(flow: Flow, _paper: Paper, binding: Binding) -> None:
    """Set the contents: every paper and bound-in file with its pages."""
    flow.title()
    flow.table_of(*_COLUMNS)
    number = 0
    for entry in binding.entries:
        number += not entry.attached
        first, name = ("", f"附：{entry.name}") if entry.attached else (str(number), entry.name)
        values = (first, name, entry.pages or "/", entry.remark or "/")
        flow.row(
            [
                RuledCell(
                    text,
                    wide,
                    Align.LEFT if column == 1 else Align.CENTRE,
                    Style.FANG,
                    repeated=column == 0,
                )
                for column, (text, (_, wide)) in enumerate(zip(values, _COLUMNS, strict=True))
            ],
            flow.cell,
        )
    flow.table_end()


def set_back(flow: Flow, paper: Paper, binding: Binding) -> None:
    """Set the back of the file: an empty frame, the number of pages and whose file it is."""
    frame = flow.frame
    flow.marks.append(Rect(frame.left, frame.top, frame.wide, frame.high, 0.35))
    middle = frame.left + frame.wide / 2
    lines = [
        clean(paper.number),
        f"本卷共 {binding.total} 页" if binding.total else "",
        clean(paper.committee),
    ]
    y = frame.end - 46.0
    for line in filter(None, lines):
        shown = fit_line(line, Style.FANG, _LABELS, frame.wide - 10, 9)
        flow.marks.append(
            Text(middle, y, shown.lines[0], Style.FANG, shown.size, align=Align.CENTRE)
        )
        y += 13


def _line(flow: Flow, paper: Paper, name: str) -> None:
    flow.slots((Slot(f"{paper.block(name).form.label}：", paper.text(name)),))


COVERS: Mapping[PaperKind, Callable[[Flow, Paper, Binding], None]] = {
    PaperKind.COVER: set_cover,
    PaperKind.CONTENTS: set_contents,
    PaperKind.BACK: set_back,
}

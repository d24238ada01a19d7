"""The whole dossier (人民调解卷宗) as one file: order, page numbers, contents, bound-in files.

Everything but the contents is laid out first; then every page of the file has its number,
and the contents name it. Cover, contents and back are not numbered, as files are bound.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from liaison_desktop.documents.dossier_attached import Carried, attached_pages, carried
from liaison_desktop.documents.dossier_covers import COVERS
from liaison_desktop.documents.dossier_flow import DENSITIES, Flow
from liaison_desktop.documents.dossier_records import SETTERS
from liaison_desktop.documents.dossier_tables import RULED, Binding, Entry
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import A4, Align, Line, Mark, Page, Placed, Text
from liaison_desktop.documents.ruled import RULE
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, fit_line, missing_glyphs
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.dossier_paper import AttachedPages, Paper
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.terms.dispute import PaperKind

_ORDER = {kind: place for place, kind in enumerate(PaperKind)}
_UNNUMBERED = frozenset({PaperKind.COVER, PaperKind.CONTENTS, PaperKind.BACK})
# Records whose every page is signed, so that no page can be changed afterwards.
_SIGNED_PAGES = {PaperKind.INQUIRY: "被调查人", PaperKind.MEDIATION: "当事人"}
_FOOT = A4[1] - 16.0
_HEAD = 15.0
_SHORT = 3  # pages; a longer record is always set generously


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A paper laid out, with the files bound in behind it; pages from 1, 0 without number."""

    kind: PaperKind
    paper: Paper | None
    sides: tuple[tuple[Mark, ...], ...] = ()
    attached: tuple[tuple[AttachedPages, int], ...] = ()
    first: int = 0

    @property
    def part(self) -> int:
        return self.paper.part if self.paper else 0

    @property
    def pages(self) -> int:
        return len(self.sides) + sum(count for _, count in self.attached)


def dossier_pdf(
    papers: Sequence[Paper],
    attachments: Sequence[AttachedPages] = (),
    progress: Progress | None = None,
    *,
    wanted: Collection[tuple[PaperKind, int]] | None = None,
) -> bytes:
    """Return papers and the files that belong to them as one PDF, in the order of the file.

    Args:
        papers: The papers; several of a kind stay in the order given.
        attachments: Files bound in behind the last paper of their kind.
        progress: Told after every paper; may cancel.
        wanted: Kind and part of the only papers to print, with the files bound in behind
            them, numbered as in the whole file; None for all.

    Raises:
        RefusedError: When there is nothing to print.
        InputRefusedError: When a file cannot be shown.
        CancelledError: When the progress wants the work to stop.
    """
    listener = progress or Silence()
    leaves = [
        leaf
        for leaf in _laid_out(papers, attachments, listener)
        if wanted is None or (leaf.kind, leaf.part) in wanted
    ]
    if not leaves:
        raise RefusedError("没有可打印的卷宗文书，请先登记受理和调解情况。")
    surface = Surface("人民调解卷宗")
    carrying: list[Carried] = []
    for leaf in leaves:
        for page in _paper_pages(leaf):
            surface.add(page)
        number = leaf.first + len(leaf.sides)
        for attached, count in leaf.attached:
            for source in range(count):
                target = surface.getPageNumber() - 1
                carrying.append(Carried(attached.path, attached.name, source, target))
                surface.add(_carrier(attached.name, (source + 1, count), number))
                number += 1
    pdf = carried(surface.finish(), carrying)
    listener.step(len(leaves), len(leaves), "卷宗已经生成")
    return pdf


def paper_pdf(paper: Paper) -> bytes:
    """Return one paper by itself, without page numbers of the file.

    Raises:
        RefusedError: For the contents, which are of a whole file only.
    """
    if paper.kind is PaperKind.CONTENTS:
        raise RefusedError("卷内目录的页号要按全卷计算，请生成全卷。")
    surface = Surface(clean(paper.title))
    for page in _paper_pages(_Leaf(paper.kind, paper, _sides(paper, Binding()))):
        surface.add(page)
    return surface.finish()


def page_count(paper: Paper) -> int:
    """Return how many pages a paper takes by itself."""
    return len(_sides(paper, Binding()))


def undrawable(
    papers: Iterable[Paper], attachments: Iterable[AttachedPages] = ()
) -> dict[str, frozenset[str]]:
    """Return what is printed in a dossier but cannot be drawn: text to its characters."""
    texts = {attached.name for attached in attachments} | {""}
    for paper in papers:
        texts |= {paper.title, paper.number, paper.committee, paper.remark}
        texts.update(block.printed for block in paper.blocks)
        texts.update(signature.who for signature in paper.signatures)
        texts.update(text for item in paper.items for text in item)
        for person in paper.people:
            texts |= {person.role, person.name, person.occupation, person.address}
            texts |= {person.representative, person.phone, person.ethnicity, person.age}
    return missing_glyphs(sorted(texts))


def _laid_out(
    papers: Sequence[Paper], attachments: Sequence[AttachedPages], progress: Progress
) -> list[_Leaf]:
    """Lay out everything, the contents and what tells the number of pages at the end."""
    leaves = _gathered(papers, attachments)
    counts: dict[PaperKind, int] = {}
    for leaf in leaves:
        counts[leaf.kind] = counts.get(leaf.kind, 0) + sum(n for _, n in leaf.attached)
    bound = {kind: Binding(attached=count) for kind, count in counts.items()}
    for done, leaf in enumerate(leaves):
        if leaf.paper and leaf.kind not in _UNNUMBERED:
            leaves[done] = replace(leaf, sides=_sides(leaf.paper, bound[leaf.kind]))
        progress.step(done, len(leaves), "正在排版卷宗")
    leaves, total = _numbered(leaves)
    entries = tuple(_entries(leaves))
    for place, leaf in enumerate(leaves):
        if leaf.paper and (leaf.kind in _UNNUMBERED or leaf.kind is PaperKind.FILE_NOTE):
            binding = Binding(counts[leaf.kind], total, entries)
            leaves[place] = replace(leaf, sides=_sides(leaf.paper, binding))
    return leaves


def _gathered(papers: Sequence[Paper], attachments: Sequence[AttachedPages]) -> list[_Leaf]:
    """Put papers in order, each file behind the last paper of its kind."""
    leaves = [_Leaf(paper.kind, paper) for paper in papers]
    files: dict[PaperKind, list[tuple[AttachedPages, int]]] = {}
    for attached in attachments:
        files.setdefault(attached.kind, []).append(
            (attached, attached_pages(attached.path, attached.name))
        )
    for kind, bound in files.items():
        places = [place for place, leaf in enumerate(leaves) if leaf.kind is kind]
        if places:
            leaves[places[-1]] = replace(leaves[places[-1]], attached=tuple(bound))
        else:
            leaves.append(_Leaf(kind, None, attached=tuple(bound)))
    return sorted(leaves, key=lambda leaf: _ORDER[leaf.kind])


def _numbered(leaves: Sequence[_Leaf]) -> tuple[list[_Leaf], int]:
    numbered, next_page = [], 1
    for leaf in leaves:
        if leaf.kind in _UNNUMBERED:
            numbered.append(leaf)
            continue
        numbered.append(replace(leaf, first=next_page))
        next_page += leaf.pages
    return numbered, next_page - 1


def _entries(leaves: Sequence[_Leaf]) -> Iterable[Entry]:
    """Return the lines of the contents; papers of one name are told apart by a number."""
    names = [leaf.paper.title for leaf in leaves if leaf.paper]
    seen: dict[str, int] = {}
    for leaf in leaves:
        if leaf.kind in _UNNUMBERED:
            continue
        if leaf.paper:
            name = leaf.paper.title
            seen[name] = seen.get(name, 0) + 1
            if names.count(name) > 1:
                name = f"{name}（第{seen[name]}份）"
            yield Entry(name, _range(leaf.first, len(leaf.sides)), leaf.paper.remark)
        number = leaf.first + len(leaf.sides)
        for attached, count in leaf.attached:
            remark = attached.note or ("" if count else "另附")
            yield Entry(attached.name, _range(number, count), remark, attached=True)
            number += count


def _range(first: int, count: int) -> str:
    if count < 1:
        return ""
    return f"{first}" if count == 1 else f"{first}—{first + count - 1}"


def _sides(paper: Paper, binding: Binding) -> tuple[tuple[Mark, ...], ...]:
    """Lay out a paper; a short one is set closer where that spares a page."""
    best: tuple[tuple[Mark, ...], ...] = ()
    for density in DENSITIES:
        flow = Flow(paper.title, density)
        if setter := SETTERS.get(paper.kind):
            setter(flow, paper)
        else:
            (RULED.get(paper.kind) or COVERS[paper.kind])(flow, paper, binding)
        sides = flow.sides()
        if not best or len(sides) < len(best):
            best = sides
        if len(best) == 1 or len(best) > _SHORT:
            break
    return best


def _paper_pages(leaf: _Leaf) -> Iterable[Page]:
    count = len(leaf.sides)
    plain = leaf.kind in _UNNUMBERED and count == 1
    for number, marks in enumerate(leaf.sides, start=1):
        further: list[Mark] = []
        if not plain:
            text = f"第 {number} 页　共 {count} 页"
            further.append(Text(A4[0] / 2, _FOOT, text, Style.SONG, 10, align=Align.CENTRE))
        if leaf.first:
            further.append(_file_page(leaf.first + number - 1))
        if number < count and leaf.kind in _SIGNED_PAGES:
            further += _page_signature(_SIGNED_PAGES[leaf.kind])
        yield Page(*A4, (Placed(0, 0, (*marks, *further)),))


def _file_page(number: int) -> Text:
    """Return the page number of the file, top right, where archives look for it."""
    return Text(A4[0] - 20, _HEAD, f"卷内第 {number} 页", Style.SONG, 10, align=Align.RIGHT)


def _page_signature(who: str) -> tuple[Mark, ...]:
    y = _FOOT - 7.5
    label = Text(A4[0] - 78, y, f"{who}签名或按指印：", Style.SONG, 10, align=Align.RIGHT)
    return (label, Line(A4[0] - 77, y + 1, A4[0] - 26, y + 1, RULE))


def _carrier(name: str, place: tuple[int, int], number: int) -> Page:
    """Return the page a page of a file is put on: its name, its own and the file's number."""
    source, count = place
    suffix = f"（第 {source} 页，共 {count} 页）" if count > 1 else ""
    shown = fit_line(f"附：{clean(name)}{suffix}", Style.SONG, 10, 120, 7)
    label = Text(22, _HEAD, shown.lines[0], Style.SONG, shown.size, stretch=shown.stretch)
    marks: tuple[Mark, ...] = (label, *((_file_page(number),) if number else ()))
    return Page(*A4, (Placed(0, 0, marks),))

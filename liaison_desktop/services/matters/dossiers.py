"""The dossier (人民调解卷宗): lamps, papers from the record, a person's own words, the print."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from liaison_desktop.documents.dossier import dossier_pdf, paper_pdf, undrawable
from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.attachment import Attachment
from liaison_desktop.domain.matters.dispute import DisputeDetail, PaperLamp
from liaison_desktop.domain.matters.dossier_blocks import BLOCKS
from liaison_desktop.domain.matters.dossier_paper import AttachedPages, Paper, edited
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.terms.dispute import PAPER_LABELS, PaperKind
from liaison_desktop.models.matters.dispute import Dispute, DossierText
from liaison_desktop.models.operation import Operation
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.attachments import Attachments
from liaison_desktop.services.matters.dispute_detail import GONE, read_dispute
from liaison_desktop.services.matters.dossier_filling import fill
from liaison_desktop.services.matters.dossier_lamps import lamps
from liaison_desktop.services.matters.dossier_words import Filling
from liaison_desktop.services.system.disclosures import Disclosures
from liaison_desktop.services.system.heavy import DRAWING, run_in_child

NOUN = "dossier"
Wanted = Sequence[tuple[PaperKind, int]]
_BOUND = frozenset((PaperKind.CONTENTS, PaperKind.BACK))  # say something only of a whole file


class Dossiers:
    """The papers of disputes."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lamps(self, dispute_id: int) -> tuple[PaperLamp, ...]:
        """Return for each paper whether it must be there, is there, and what is missing."""
        attached = Attachments(self._context).of(Kind.DISPUTE, dispute_id)
        return lamps(self._detail(dispute_id), attached, self._context.today())

    def content(
        self, dispute_id: int, kind: PaperKind, part: int = 0, *, purpose: str = ""
    ) -> Paper:
        """Return one paper, filled from the record, with a person's own words in it.

        Args:
            dispute_id: The dispute.
            kind: Which paper; one the record has nothing for yet comes as an empty form.
            part: Session, inquiry, agreement, follow-up or party it is of, 0 where it
                stands once.
            purpose: 事由 for which numbers and phones are needed in full; "" masks them.
        """
        attached = Attachments(self._context).of(Kind.DISPUTE, dispute_id)
        filling = self._filling(dispute_id, purpose)
        texts = self._texts(dispute_id)
        return _with_texts(fill(filling, kind, part, attached), texts)

    def papers(self, dispute_id: int, *, purpose: str = "") -> tuple[Paper, ...]:
        """Return the papers of the whole file in its order: those that are there or must be.

        Args:
            dispute_id: The dispute.
            purpose: As in ``content``.
        """
        attached = Attachments(self._context).of(Kind.DISPUTE, dispute_id)
        filling = self._filling(dispute_id, purpose)
        texts = self._texts(dispute_id)
        shown = lamps(filling.detail, attached, self._context.today())
        return tuple(
            _with_texts(fill(filling, lamp.kind, lamp.part, attached), texts)
            for lamp in shown
            if lamp.present or lamp.required
        )

    def texts(self, dispute_id: int, kind: PaperKind, part: int = 0) -> dict[str, str]:
        """Return what a person wrote in place of blocks of a paper, by block."""
        return dict(self._texts(dispute_id).get((kind, part), {}))

    def save_text(
        self, dispute_id: int, kind: PaperKind, part: int, block: str, text: str
    ) -> Changes:
        """Keep what a person wrote in place of a block; "" gives the record's words back.

        Raises:
            RefusedError: When the dispute is gone.
            InputRefusedError: When the paper has no such block.
        """
        return self.save_texts(dispute_id, kind, part, {block: text})

    def save_texts(
        self, dispute_id: int, kind: PaperKind, part: int, texts: Mapping[str, str]
    ) -> Changes:
        """Keep what a person wrote in place of several blocks, in one operation.

        Args:
            dispute_id: The dispute.
            kind: Which paper.
            part: Which session, inquiry, agreement or follow-up it is of.
            texts: Block name to text; "" gives the record's words back.

        Raises:
            RefusedError: When the dispute is gone.
            InputRefusedError: When the paper has no such block.
        """
        if set(texts) - {form.name for form in BLOCKS[kind]}:
            raise InputRefusedError(f"“{PAPER_LABELS[kind]}”没有这一栏。")
        with self._context.store.operation("修改卷宗文书", self._context.actor) as operation:
            dispute = operation.session.get(Dispute, dispute_id)
            if dispute is None:
                raise RefusedError(GONE)
            operation.sentence = f"修改{dispute.number}的{PAPER_LABELS[kind]}"
            address = {"dispute_id": dispute_id, "paper": kind.value, "part": part}
            for block, text in texts.items():
                _set_text(operation, {**address, "block": block}, text)
        return operation.changes

    def missing_glyphs(self, dispute_id: int) -> dict[str, frozenset[str]]:
        """Return texts of the file that no font can draw, with those characters."""
        return undrawable(self.papers(dispute_id), self._attached(dispute_id))

    def pdf(
        self,
        dispute_id: int,
        papers: Wanted | None = None,
        out: Path | None = None,
        *,
        purpose: str = "",
        progress: Progress | None = None,
    ) -> bytes:
        """Return the file, or some of its papers, as one PDF.

        Before acceptance it is a draft: its number stays blank, as its cover's lamp says.

        Args:
            dispute_id: The dispute.
            papers: Kind and part of those wanted; None for the whole file with cover,
                contents with page numbers, and the attachments bound in.
            out: Where it is written afterwards, None for screen or printer.
            purpose: 事由 for which numbers and phones are needed in full; it is kept with
                name and time before the file is given out. "" masks them.
            progress: Told after every paper; may cancel.

        Raises:
            RefusedError: When the dispute is gone.
        """
        listener = progress or Silence()
        if papers is None:
            chosen: Sequence[Paper] = self.papers(dispute_id, purpose=purpose)
            attached = self._attached(dispute_id)
        else:
            chosen = [
                self.content(dispute_id, kind, part, purpose=purpose) for kind, part in papers
            ]
            attached = ()
        pdf = _drawn(chosen, attached, listener, whole=papers is None)
        if purpose := purpose.strip():
            Disclosures(self._context).keep(NOUN, 1, purpose, out)
        return pdf

    def _attached(self, dispute_id: int) -> tuple[AttachedPages, ...]:
        """Return the files that are bound in, each behind the paper it stands for."""
        service = Attachments(self._context)
        return tuple(
            AttachedPages(_paper_of(one), one.name, service.path(one.id), one.note)
            for one in service.of(Kind.DISPUTE, dispute_id)
        )

    def _detail(self, dispute_id: int) -> DisputeDetail:
        with self._context.store.reading() as session:
            return read_dispute(session, dispute_id, self._context.today())

    def _filling(self, dispute_id: int, purpose: str) -> Filling:
        full = bool(purpose.strip())
        return Filling(self._detail(dispute_id), full, self._context.today())

    def _texts(self, dispute_id: int) -> dict[tuple[PaperKind, int], dict[str, str]]:
        statement = select(DossierText).where(DossierText.dispute_id == dispute_id)
        found: dict[tuple[PaperKind, int], dict[str, str]] = {}
        with self._context.store.reading() as session:
            for row in session.scalars(statement):
                found.setdefault((PaperKind(row.paper), row.part), {})[row.block] = row.text
        return found


def _set_text(operation: Operation, address: Mapping[str, Any], text: str) -> None:
    """Keep, change or remove what stands in place of one block."""
    session = operation.session
    row = session.scalars(select(DossierText).filter_by(**address)).one_or_none()
    if row is None and text.strip():
        session.add(DossierText(public_id=operation.public_id(), text=text, **address))
    elif row is not None and text.strip():
        row.text = text
    elif row is not None:
        session.delete(row)


def _drawn(
    chosen: Sequence[Paper],
    attached: Sequence[AttachedPages],
    progress: Progress,
    *,
    whole: bool,
) -> bytes:
    """Draw; files that came from outside are opened in a child process only."""
    if not whole and len(chosen) == 1 and chosen[0].kind not in _BOUND:
        return paper_pdf(chosen[0])
    if not attached:
        return dossier_pdf(chosen, (), progress)
    return run_in_child(
        dossier_pdf, (chosen, attached), limits=DRAWING, progress=progress, reports=True
    )


def _with_texts(source: Paper, texts: Mapping[tuple[PaperKind, int], Mapping[str, str]]) -> Paper:
    return edited(source, texts.get((source.kind, source.part), {}))


def _paper_of(attachment: Attachment) -> PaperKind:
    """Return the paper an attachment stands for; one that names none is evidence."""
    return PaperKind(attachment.paper) if attachment.paper else PaperKind.EVIDENCE

"""Drafts of summaries: a structure, the office's templates, and the figures of a period."""

from sqlalchemy import select

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import InputRefusedError, UsageError
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.structures import SkeletonBlock, sentences, skeleton
from liaison_desktop.domain.figures.summary import Block, BlockKind, SummaryDetail, sound_text
from liaison_desktop.domain.figures.summary_template import TemplateRow
from liaison_desktop.domain.figures.token import Run
from liaison_desktop.models.figures.summary import SummaryTemplate
from liaison_desktop.services.cadres.rule_sets import RuleSets
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.summary_frame import DraftOptions, Frame
from liaison_desktop.services.figures.summary_templates import Planned, Sentences, require_words
from liaison_desktop.services.figures.summary_tokens import TokenValues
from liaison_desktop.services.figures.summary_words import Vocabulary
from liaison_desktop.services.register.areas import Areas

_USUAL = DraftOptions()
Wordings = dict[tuple[str, str], str]


class SummaryDrafting:
    """Makes drafts and sentences."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def draft(self, structure: str, period: Period, options: DraftOptions) -> SummaryDetail:
        """Return a draft, not saved yet.

        Raises:
            UsageError: When there is no such structure.
        """
        chosen, frame = skeleton(structure), self._frame(period, options)
        wordings, sentences = self._wordings(), self._sentences()
        key = chosen.structure.key
        blocks = [_fitting(sentences, wordings, key, block, frame) for block in chosen.blocks]
        planned = [
            (block, _planned(sentences, _wording(wordings, key, block), frame)) for block in blocks
        ]
        sentences.prepare(parts for _, (parts, _) in planned)
        filled = tuple(
            Block(
                block.kind,
                sentences.runs(parts, omit_zero=frame.omit_zero),
                trouble or block.hint,
                block.slot,
            )
            for block, (parts, trouble) in planned
        )
        return SummaryDetail(
            id=None,
            version=None,
            structure=key,
            period=period.key,
            organisation=frame.organisation,
            signed_on=frame.day,
            blocks=filled,
        )

    def sentence(self, text: str, period: Period, options: DraftOptions) -> tuple[Run, ...]:
        """Return a template filled with the figures of a period.

        Raises:
            InputRefusedError: When a word of it is unknown.
        """
        sentences, frame = self._sentences(), self._frame(period, options)
        return sentences.runs(sentences.plan(text, frame), omit_zero=frame.omit_zero)

    def require_words(self, text: str, period: Period) -> None:
        """Refuse a template that could not be filled.

        Raises:
            InputRefusedError: With one sentence that names what is wrong.
        """
        require_words(self._sentences(), text, self._frame(period, _USUAL))

    def templates(self, structure: str) -> tuple[TemplateRow, ...]:
        """Return the templates of a structure, or with "" the thirteen sentences.

        Raises:
            UsageError: When there is no such structure.
        """
        if not structure:
            blocks, key = tuple(sentences().values()), ""
        else:
            chosen = skeleton(structure)
            blocks, key = chosen.blocks, chosen.structure.key
        wordings = self._wordings()
        return tuple(
            TemplateRow(
                structure=key,
                slot=block.slot,
                name=block.name,
                kind=block.kind,
                text=_wording(wordings, key, block),
                shipped=block.text,
                hint=block.hint,
            )
            for paragraph in blocks
            for block in paragraph.wordings()
        )

    def save_template(self, structure: str, slot: str, text: str, period: Period) -> Changes:
        """Change a template; "" gives the shipped one back.

        Args:
            structure: Key of the structure, "" for a sentence all of them share.
            slot: Which.
            text: The template.
            period: Any; names of cadres and months are looked up in it.

        Raises:
            UsageError: When there is no such structure or slot.
            InputRefusedError: When a word of the text is unknown.
        """
        text = sound_text(text).strip()
        row = next((one for one in self.templates(structure) if one.slot == slot), None)
        if row is None:
            raise UsageError(f"结构“{structure}”里没有名为“{slot}”的句式。")
        self.require_words(text, period)
        sentence = f"修改总结句式“{row.name}”" if text else f"恢复总结句式“{row.name}”"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            session = operation.session
            stored = session.scalars(
                select(SummaryTemplate).where(
                    SummaryTemplate.structure == row.structure, SummaryTemplate.slot == slot
                )
            ).one_or_none()
            if not text or text == row.shipped:
                if stored is not None:
                    session.delete(stored)
            elif stored is not None:
                stored.text = text
            else:
                values = {"structure": row.structure, "slot": slot, "text": text}
                session.add(SummaryTemplate(public_id=operation.public_id(), **values))
        return operation.changes

    def _wordings(self) -> Wordings:
        with self._context.store.reading() as session:
            rows = session.scalars(select(SummaryTemplate))
            return {(row.structure, row.slot): row.text for row in rows}

    def _sentences(self) -> Sentences:
        vocabulary = Vocabulary(Figures(self._context), RuleSets(self._context))
        return Sentences(vocabulary, TokenValues(self._context))

    def _frame(self, period: Period, options: DraftOptions) -> Frame:
        station = Areas(self._context).station()
        return Frame(
            period=period,
            scope=options.scope,
            day=options.signed_on or self._context.today(),
            organisation=options.organisation or (station.name if station else ""),
            county=station.county if station else "",
            township=station.township if station else "",
            omit_zero=options.omit_zero,
        )


def _fitting(
    sentences: Sentences, wordings: Wordings, key: str, block: SkeletonBlock, frame: Frame
) -> SkeletonBlock:
    """Return the wording of a paragraph that asks for nothing this office does not keep."""
    text = _wording(wordings, key, block)
    for variant in block.variants:
        asked = f"{{{variant.missing}" in text  # the office may have worded it without
        if asked and not sentences.known(f"{{{variant.missing}}}", frame):
            return variant
    return block


def _planned(sentences: Sentences, text: str, frame: Frame) -> tuple[Planned, str]:
    """Return a planned sentence; one whose words are known no more says so in its hint."""
    try:
        return sentences.plan(text, frame), ""
    except InputRefusedError as error:
        return (), error.message


def _wording(wordings: Wordings, structure: str, block: SkeletonBlock) -> str:
    """Return the office's own words for a block, first those for this structure."""
    own = wordings.get((structure, block.slot))
    if own is None and block.kind is BlockKind.BODY:
        own = wordings.get(("", block.slot))
    return block.text if own is None else own

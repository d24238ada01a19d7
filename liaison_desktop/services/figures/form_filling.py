"""填表机: an upper office's blank form is mapped once and filled ever after (N15)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.figures.blank_form import BlankCell, BlankForm, BlankSheet
from liaison_desktop.domain.figures.form_fields import OfficeWords
from liaison_desktop.domain.figures.form_mapping import Filling, FormMapping, MappedCell
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.reporting import SentReport
from liaison_desktop.domain.register.area import Level
from liaison_desktop.excel.form_cells import form_of, read_form
from liaison_desktop.excel.form_filled import filled_form
from liaison_desktop.models.column_limits import column_limits
from liaison_desktop.models.figures.reporting import FormMapping as MappingRow
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.form_answers import CellFinding, FormAsker
from liaison_desktop.services.figures.form_choices import FormChoices, form_choices, guesses
from liaison_desktop.services.figures.form_store import (
    GONE,
    blank_text,
    cells_to_json,
    mapping_of,
    mappings,
    stored,
)
from liaison_desktop.services.figures.owed_reports import OwedReports
from liaison_desktop.services.register.contact_cards_rows import station_lines
from liaison_desktop.services.system.heavy import Limits, run_in_child
from liaison_desktop.whole_file import written_whole

_STALE = "这个填表方案刚被其他人修改，请核对后再保存。"
_LIMITS = Limits(
    seconds=60,
    too_long="打开用时过长，已停止。文件可能已损坏或过大，请核对。",
    too_large="文件展开后过大，不能作为表样。请只留要填的工作表后再试。",
    broken="打开时意外中断。文件可能已损坏，请在 Excel 或 WPS 中另存为 .xlsx 后再试。",
)


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A blank form that was opened.

    Attributes:
        content: The workbook.
        form: What it shows.
        mapping: What is known of it: kept from before, or new and empty.
        suggestions: What would fill the cells that are not mapped, by sheet and address.
    """

    content: bytes
    form: BlankForm
    mapping: FormMapping
    suggestions: tuple[MappedCell, ...]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that was filled.

    Attributes:
        path: The file written.
        mapping: By what.
        period: Of what time.
        findings: What a person should look at before it goes out.
        figures: Label and number of every figure in it.
        sha256: Of the file.
        filled: How many cells were filled.
    """

    path: Path
    mapping: FormMapping
    period: Period
    findings: tuple[CellFinding, ...]
    figures: tuple[tuple[str, str], ...]
    sha256: str
    filled: int


class FormFilling:
    """Forms of upper offices and what fills them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = Figures(context)

    def rows(self) -> tuple[FormMapping, ...]:
        """Return the forms the office fills, by name."""
        with self._context.store.reading() as session:
            return mappings(session)

    def open(self, path: Path) -> OpenedForm:
        """Open a blank form; a form seen before brings its mapping.

        Raises:
            InputRefusedError: When it cannot be used; one clear sentence.
        """
        content, form = run_in_child(read_form, (path,), limits=_LIMITS)
        with self._context.store.reading() as session:
            mapping = mapping_of(session, form.fingerprint)
        new = FormMapping(None, None, path.stem, "", form.fingerprint, ())
        return self._opened(content, form, mapping or new)

    def again(self, mapping_id: int) -> OpenedForm:
        """Open a form that is kept.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.reading() as session:
            mapping, content = stored(session, mapping_id)
        return self._opened(content, form_of(content), mapping)

    def save(self, mapping: FormMapping, content: bytes) -> tuple[int, Changes]:
        """Keep what fills a form, with its blank.

        Raises:
            InputRefusedError: When it has no name, or maps nothing.
            ConflictError: When someone else saved it meanwhile.
            RefusedError: When it is gone, or its form is kept already.
        """
        name, whom = mapping.name.strip(), mapping.to_whom.strip()
        limits = column_limits("form_mapping")
        if not name or not whom:
            raise InputRefusedError("请填写表名和报送对象。")
        if len(name) > limits["name"] or len(whom) > limits["to_whom"]:
            raise InputRefusedError("表名或报送对象太长，请写短些。")
        if not any(one.filling is not Filling.KEEP for one in mapping.cells):
            raise InputRefusedError("还没有一格对应了内容，请先选格子对应。")
        with self._context.store.operation(
            f"保存填表方案《{name}》", self._context.actor
        ) as operation:
            session = operation.session
            if mapping.id is None:
                twin = mapping_of(session, mapping.fingerprint)
                if twin is not None:
                    raise RefusedError(f"这张表已经有填表方案《{twin.name}》，请打开它修改。")
                row = MappingRow(public_id=operation.public_id())
            else:
                found = session.get(MappingRow, mapping.id)
                if found is None:
                    raise RefusedError(GONE)
                if found.version != mapping.version:
                    raise ConflictError(_STALE, {"表名": (found.name, name)})
                row = found
            row.name, row.to_whom, row.fingerprint = name, whom, mapping.fingerprint
            row.cells, row.blank = cells_to_json(mapping.cells), blank_text(content)
            session.add(row)
            session.flush()
            key = row.id
        return key, operation.changes

    def delete(self, mapping_id: int, version: int) -> Changes:
        """Forget a form.

        Raises:
            ConflictError: When someone else saved it meanwhile.
            RefusedError: When it is gone.
        """
        with self._context.store.operation("删除填表方案", self._context.actor) as operation:
            row = operation.session.get(MappingRow, mapping_id)
            if row is None:
                raise RefusedError(GONE)
            if row.version != version:
                raise ConflictError(_STALE, {})
            operation.sentence = f"删除填表方案《{row.name}》"
            operation.session.delete(row)
        return operation.changes

    def fill(
        self, mapping_id: int, period: Period, path: Path, blank: Path | None = None
    ) -> FilledForm:
        """Fill a form; the file is new, the blank stays as it is.

        Args:
            mapping_id: Which form.
            period: Of what time.
            path: The .xlsx to write.
            blank: This time's blank, when the upper office sent a new one; None for the kept one.

        Raises:
            InputRefusedError: When the blank cannot be used or is another form.
            RefusedError: When the mapping is gone, or the file would overwrite the blank.
            AppError: When the file cannot be written.
        """
        if path.suffix.lower() != ".xlsx":
            raise InputRefusedError("填好的表只能存为 .xlsx 文件。")
        with self._context.store.reading() as session:
            mapping, content = stored(session, mapping_id)
        if blank is not None:
            if _same(blank, path):
                raise RefusedError("填好的表不能盖掉空白表，请换一个文件名。")
            content, form = run_in_child(read_form, (blank,), limits=_LIMITS)
            if form.fingerprint != mapping.fingerprint:
                raise InputRefusedError(
                    f"这个空白表与《{mapping.name}》的表样不一样，可能改了栏目。请打开它重新对应。"
                )
        else:
            form = form_of(content)
        answers = FormAsker(self._context, form, period, self._words()).answer(mapping)
        if _holds(path, content):
            raise RefusedError("填好的表不能盖掉空白表，请换一个文件名。")
        packed = filled_form(content, answers.values, answers.missing)
        with written_whole(path) as temporary:
            temporary.write_bytes(packed)
        losses = tuple(CellFinding("", "", "", loss) for loss in form.losses)
        return FilledForm(
            path=path,
            mapping=mapping,
            period=period,
            findings=(*losses, *answers.findings),
            figures=answers.figures,
            sha256=hashlib.sha256(packed).hexdigest(),
            filled=len(answers.values),
        )

    def by_blank(self, blank: Path) -> FormMapping:
        """Return the mapping of a blank form.

        Raises:
            InputRefusedError: When the file cannot be used.
            RefusedError: When there is none yet.
        """
        _, form = run_in_child(read_form, (blank,), limits=_LIMITS)
        with self._context.store.reading() as session:
            mapping = mapping_of(session, form.fingerprint)
        if mapping is None:
            raise RefusedError(
                f"还没有“{blank.name}”的填表方案。请先在“总结报告 – 填表”里打开它，逐格对应并保存。"
            )
        return mapping

    def record_sent(
        self, filled: FilledForm, sent_on: date, way: str = "", owed_id: int | None = None
    ) -> tuple[int, Changes]:
        """Write down that a filled form was sent, with every figure in it.

        Raises:
            InputRefusedError: When the day is of the future.
        """
        report = SentReport(
            id=0,
            owed_id=owed_id if owed_id is not None else self._owed(filled.mapping),
            period=filled.period.key,
            name=filled.mapping.name,
            to_whom=filled.mapping.to_whom,
            sent_on=sent_on,
            by="",
            way=way,
            sha256=filled.sha256,
            figures=filled.figures,
        )
        return OwedReports(self._context).record_sent(report)

    def choices(self) -> FormChoices:
        """Return what cells can be filled with."""
        return form_choices(self._figures)

    def value(self, cell: MappedCell, period: Period) -> str:
        """Return what a cell would show for a period, "" when nothing is known."""
        form = BlankForm((_single(cell),), "")
        asker = FormAsker(self._context, form, period, self._words())
        found = asker.answer(FormMapping(None, None, "", "", "", (cell,)))
        return str(found.values[0].value) if found.values else ""

    def _opened(self, content: bytes, form: BlankForm, mapping: FormMapping) -> OpenedForm:
        return OpenedForm(content, form, mapping, guesses(form, mapping, self._figures))

    def _words(self) -> OfficeWords:
        area = table("area")
        with self._context.store.reading() as session:
            station = str(station_lines(session)["station"])
            names = {
                level: str(
                    session.scalar(
                        select(area.c.name).where(area.c.level == level.value).order_by(area.c.id)
                    )
                    or ""
                )
                for level in (Level.TOWNSHIP, Level.COUNTY)
            }
        context = self._context
        return OfficeWords(
            station, names[Level.TOWNSHIP], names[Level.COUNTY], context.actor, context.today()
        )

    def _owed(self, mapping: FormMapping) -> int | None:
        """Return the owed report that is made from a form, None when none is."""
        for owed in OwedReports(self._context).rows():
            if owed.made_from == f"form:{mapping.id}":
                return owed.id
        return None


def _single(cell: MappedCell) -> BlankSheet:
    place = BlankCell(1, 1, cell.cell, room=True)
    return BlankSheet(cell.sheet, 1, 1, (place,), (20.0,), (5.0,))


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file is the blank itself."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:  # it is not there yet
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.expanduser().resolve() == other.expanduser().resolve()

"""What fills the cells of a form: figures, fields and lists, all from the office's own records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.blank_form import BlankCell, BlankForm, BlankSheet, answered
from liaison_desktop.domain.figures.comparison import Compared
from liaison_desktop.domain.figures.form_fields import OfficeWords, field_value
from liaison_desktop.domain.figures.form_mapping import (
    FIXED,
    YEAR_SO_FAR,
    Filling,
    FormMapping,
    MappedCell,
)
from liaison_desktop.domain.figures.indicator import Figure, Number, percentage, round_half_up
from liaison_desktop.domain.figures.number_words import written
from liaison_desktop.domain.figures.period import Period, month_period, parse_period
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.sichuan_form import year_to_date
from liaison_desktop.domain.figures.token import Aspect, Style
from liaison_desktop.domain.terms.field import FieldType, Privacy
from liaison_desktop.excel.form_filled import FilledCell
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.frozen import ReportedFigures
from liaison_desktop.services.system.export import export_list
from liaison_desktop.services.system.export_columns import Cell, ExportColumn, cell

_WAN = Decimal(10_000)
ORDER = "order"
"""Column of a list that is not in the records: 序号."""
_ROUND = (Style.OVER, Style.MORE, Style.NEARLY)
_LISTS: Mapping[Kind, str] = {
    Kind.HOUSEHOLD: "households",
    Kind.CADRE: "cadres",
    Kind.CONTACT_CARD: "cards",
    Kind.VISIT: "visits",
    Kind.CONCERN: "concerns",
    Kind.DISPUTE: "disputes",
}
LISTS = frozenset(_LISTS.values())
"""Lists whose rows can stand in a form."""
_NUMBERS = (FieldType.PHONE, FieldType.ID_NUMBER)
# Of the ledgers, free words may name the people concerned (R115); only these may leave in a form.
_LEDGERS = frozenset({"visits", "concerns", "disputes"})
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_SAFE = frozenset(
    {
        "number",
        "file_number",
        "village",
        "group",
        "place",
        "owner",
        "cadres",
        "state_label",
        "counts",
    }
)


@dataclass(frozen=True, slots=True)
class CellFinding:
    """What a person should look at in a filled form.

    Attributes:
        sheet, cell, label: Where.
        sentence: What is the matter.
    """

    sheet: str
    cell: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """What is written into a form.

    Attributes:
        values: What stands where.
        missing: Sheet and address of cells that become yellow.
        findings: What to look at.
        figures: Label and written number of every figure, for the log of what was sent.
    """

    values: tuple[FilledCell, ...]
    missing: tuple[tuple[str, str], ...]
    findings: tuple[CellFinding, ...]
    figures: tuple[tuple[str, str], ...]


class FormAsker:
    """Answers the cells of one form for one period."""

    def __init__(
        self, context: Context, form: BlankForm, period: Period, words: OfficeWords
    ) -> None:
        """Take what is filled.

        Args:
            context: The office.
            form: The blank form.
            period: 期间 of the filling.
            words: What fields are filled from.
        """
        self._context, self._form, self._period, self._words = context, form, period, words
        self._figures = Figures(context)
        self._values: list[FilledCell] = []
        self._missing: list[tuple[str, str]] = []
        self._findings: list[CellFinding] = []
        self._told: list[tuple[str, str]] = []
        self._rows: dict[str, list[dict[str, Cell]]] = {}
        self._done: set[tuple[str, str]] = set()
        self._short: set[tuple[str, int, str]] = set()

    def answer(self, mapping: FormMapping) -> FormAnswers:
        """Answer every mapped cell, and name those with room that are not mapped."""
        for one in mapping.cells:
            sheet = self._form.sheet(one.sheet)
            found = sheet.cell(one.cell) if sheet is not None else None
            if sheet is None or found is None:
                self._findings.append(_finding(one, "表上没有这一格了，请重新对应。"))
                continue
            self._done.add((one.sheet, one.cell))
            if one.filling is Filling.FIGURE:
                self._figure(one, found)
            elif one.filling is Filling.FIELD:
                self._field(one, found)
            elif one.filling is Filling.LIST:
                self._list(one, sheet, found)
        self._leave_yellow()
        return FormAnswers(
            tuple(self._values), tuple(self._missing), tuple(self._findings), tuple(self._told)
        )

    def _figure(self, one: MappedCell, place: BlankCell) -> None:
        question = one.question
        if question is None:
            self._miss(one, "没有选数字。")
            return
        try:
            number, unit = self._number(question, Aspect(one.aspect))
        except UsageError as error:
            self._miss(one, error.message)
            return
        if number is None:
            self._miss(one, "台账里没有数据，空着待填。")
            return
        self._compare_with_reported(one, question, number)
        value = _shown(number, unit, Style(one.style), place.number_format)
        self._values.append(FilledCell(one.sheet, one.cell, value))
        self._told.append((f"{one.sheet}!{one.cell} {one.label}".strip(), str(value)))

    def _number(self, question: Question, aspect: Aspect) -> tuple[Number | None, str]:
        """Return the number a cell asks for and its unit."""
        period, scope = self._asked(question)
        term = self._figures.term(question.indicator)
        if aspect is Aspect.SHARE:
            part = self._figures.one(term.key, period, scope).value
            whole = self._figures.one(term.key, period, Scope(scope.parts[:-1])).value
            return None if part is None or whole is None else percentage(part, whole), "%"
        if question.against is None:
            return _of_figure(self._figures.one(term.key, period, scope), aspect), term.unit
        compared = self._figures.compared(term.key, period, question.against, scope)
        unit = "%" if aspect is Aspect.PERCENT else term.unit
        return _of_compared(compared, aspect), unit

    def _compare_with_reported(self, one: MappedCell, question: Question, number: Number) -> None:
        """Say where a closed period was reported otherwise (封账); the form tells what is."""
        if question.against is not None or one.aspect != Aspect.VALUE.value:
            return
        period, scope = self._asked(question)
        with self._context.store.reading() as session:
            told = ReportedFigures(session, period.key).figure(question.indicator, scope)
        if told is not None and told.value is not None and told.value != number:
            then, now = (written(each, told.unit) + told.unit for each in (told.value, number))
            sentence = f"{period.label}封账时上报的是{then}，台账现在是{now}，请确认按哪个数报。"
            self._findings.append(_finding(one, sentence))

    def _asked(self, question: Question) -> tuple[Period, Scope]:
        """Return the period and scope meant; a month of the form's year is a period of its own."""
        period = self._period
        if question.period == YEAR_SO_FAR:
            period = parse_period(year_to_date(period))
        parts: list[ScopePart] = []
        for part in question.scope.parts:
            if part.dimension is Dimension.MONTH and "-" not in part.value:
                period = month_period(self._period.last.year, int(part.value))
            else:
                parts.append(part)
        return period, Scope(tuple(parts))

    def _field(self, one: MappedCell, place: BlankCell) -> None:
        if one.field.startswith(FIXED):
            value: str | int = one.field.removeprefix(FIXED)
        else:
            value = field_value(one.field, self._words, self._period)
        if value == "":
            self._miss(one, "没有登记这一项，空着待填。")
            return
        if place.asks:
            value = answered(place.text, str(value))
        self._values.append(FilledCell(one.sheet, one.cell, value))

    def _list(self, one: MappedCell, sheet: BlankSheet, first: BlankCell) -> None:
        key, _, column = one.field.partition(":")
        try:
            rows = self._listed(key)
        except UsageError as error:
            self._miss(one, error.message)
            return
        places = list(sheet.below(first))
        for place, row in zip(places, rows, strict=False):
            self._done.add((one.sheet, place.address))
            value = row.get(column)
            if value is not None:
                plain = value.isoformat() if isinstance(value, date) else value
                self._values.append(FilledCell(one.sheet, place.address, plain))
        for place in places[len(rows) :]:
            self._done.add((one.sheet, place.address))
        if len(rows) > len(places) and (one.sheet, first.row, key) not in self._short:
            self._short.add((one.sheet, first.row, key))
            sentence = (
                f"名单有 {len(rows)} 行，表上只有 {len(places)} 行空格，"
                f"后面 {len(rows) - len(places)} 行没有填。请在空白表里加行后再填。"
            )
            self._findings.append(_finding(one, sentence))
        self._told.append((f"{one.sheet}!{one.cell} {one.label}（名单）", f"{len(rows)}行"))

    def _listed(self, key: str) -> list[dict[str, Cell]]:
        """Return the rows behind an indicator as the exported list shows them, masked."""
        if key not in self._rows:
            self._rows[key] = list(self._read(key))
        return self._rows[key]

    def _read(self, key: str) -> Iterator[dict[str, Cell]]:
        records = self._figures.records(key, self._period)
        if not records:
            return
        noun = _LISTS.get(records[0].kind)
        if noun is None:
            raise UsageError(f"“{self._figures.term(key).label}”不能列成名单。")
        wanted = [record.id for record in records]
        chosen, columns = export_list(noun), open_columns(noun)
        keys = frozenset(wanted)
        with self._context.store.reading() as session:
            statement = chosen.statement(self._context.today())
            found = {
                row["id"]: {one.key: cell(one, row[one.key], unmasked=False) for one in columns}
                for row in session.execute(statement).mappings()
                if row["id"] in keys
            }
        for number, one in enumerate((one for one in wanted if one in found), start=1):
            yield {**found[one], ORDER: number}

    def _leave_yellow(self) -> None:
        """Mark cells with room that nothing is mapped to; those of one label are told once."""
        for sheet in self._form.sheets:
            left: dict[str, list[str]] = {}
            for place in sheet.cells:
                if place.room and (sheet.name, place.address) not in self._done:
                    self._missing.append((sheet.name, place.address))
                    left.setdefault(sheet.label(place), []).append(place.address)
            for label, addresses in left.items():
                many = f"（到 {addresses[-1]} 共 {len(addresses)} 格）" if addresses[1:] else ""
                sentence = f"还没有对应，空着待填{many}。"
                self._findings.append(CellFinding(sheet.name, addresses[0], label, sentence))

    def _miss(self, one: MappedCell, sentence: str) -> None:
        self._missing.append((one.sheet, one.cell))
        self._findings.append(_finding(one, sentence))


def open_columns(noun: str) -> tuple[ExportColumn, ...]:
    """Return the columns of a list that may stand in a form: no one's name, number or phone."""
    return tuple(one for one in export_list(noun).columns if _may_leave(noun, one))


def _may_leave(noun: str, column: ExportColumn) -> bool:
    if column.privacy is not Privacy.OPEN or column.type in _NUMBERS:
        return False
    return noun not in _LEDGERS or column.type not in _TEXTS or column.key in _SAFE


def _finding(one: MappedCell, sentence: str) -> CellFinding:
    return CellFinding(one.sheet, one.cell, one.label, sentence)


def _of_figure(figure: Figure, aspect: Aspect) -> Number | None:
    if aspect is Aspect.NUMERATOR:
        return figure.numerator
    return figure.denominator if aspect is Aspect.DENOMINATOR else figure.value


def _of_compared(compared: Compared, aspect: Aspect) -> Number | None:
    """Return a side of a comparison; changes carry their sign, as forms want them."""
    if aspect is Aspect.BASE:
        return compared.base.value
    if aspect in (Aspect.DELTA, Aspect.POINTS):
        return compared.delta
    if aspect is Aspect.PERCENT:
        percent, delta = compared.percent, compared.delta
        return -percent if percent is not None and delta is not None and delta < 0 else percent
    return _of_figure(compared.now, aspect)


def _shown(number: Number, unit: str, style: Style, number_format: str) -> Number | str:
    """Return what is written: a number, except where words like 余 belong to it."""
    if style in (Style.WAN, Style.WAN_2):
        return round_half_up(Decimal(str(number)) / _WAN, 2)
    if style in _ROUND:
        return written(number, unit, style)
    if unit == "%" and "%" in number_format:
        return round_half_up(Decimal(str(number)) / 100, 4)
    return number

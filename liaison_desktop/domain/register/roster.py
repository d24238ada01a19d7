"""What a household roster (农户花名册) says, read but not yet compared with the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Value = str | int | float | date


class ProblemCode:
    """Codes of what is wrong in a roster (DESIGN 7)."""

    ID_PRECISION_LOST = "id-precision-lost"
    ID_CHECK_DIGIT = "id-check-digit"
    ID_DATE = "id-date"
    ID_15 = "id-15"
    ID_MISSING = "id-missing"
    ID_DUPLICATE = "id-duplicate"
    ID_INVALID = "id-invalid"
    SEX_CONFLICT = "sex-conflict"
    BIRTH_CONFLICT = "birth-conflict"
    PHONE_INVALID = "phone-invalid"
    NUMBER_UNCLEAR = "number-unclear"
    RELATION_UNKNOWN = "relation-unknown"
    HEAD_MISSING = "head-missing"
    HEAD_TWICE = "head-twice"
    NOT_FOUND = "not-found"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """One thing a person should look at.

    Attributes:
        sheet: Name of the sheet.
        line: 1-based row of the sheet.
        household: 村/户编号 ("" while it has none).
        name: The person's name, "" when the household itself is meant.
        field: Identifier of the field, e.g. ``id_number``.
        code: One of ``ProblemCode``.
        message: One Chinese sentence; personal numbers masked.
    """

    sheet: str
    line: int
    household: str
    name: str
    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RosterMember:
    """A person of a roster.

    Attributes:
        line: 1-based row of the sheet.
        name: The name with layout spaces removed and dots made ``·``.
        relation: The word for 与户主关系 as written, layout spaces removed; "" if none.
        relation_code: GB/T 4761-2008, two digits where the word says it, else one;
            "" when the word is unknown.
        is_head: Whether this is the 户主.
        values: Field name (terms.resident.FIELDS) to healed value; blanks are absent.
        id_state: ``IdState`` of the number.
        birth_part: Year and month (0 when only the year is written) of a 出生日期 that
            names no day; None otherwise.
    """

    line: int
    name: str
    relation: str
    relation_code: str
    is_head: bool
    values: Mapping[str, Value]
    id_state: str
    birth_part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class RosterHousehold:
    """A household of a roster.

    Attributes:
        sheet: Name of the sheet.
        line: 1-based row on which it begins.
        village: As written, "" when the roster names none.
        group: As written, "" when the roster names none.
        number: 户编号 as written, "" when the roster has none.
        values: Field name (terms.household.FIELDS) to healed value; blanks are absent.
        members: In the order of the roster, the head wherever he stands.
    """

    sheet: str
    line: int
    village: str
    group: str
    number: str
    values: Mapping[str, Value]
    members: tuple[RosterMember, ...]


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """How one column of a sheet was understood.

    Attributes:
        column: 0-based column.
        heading: The heading as it stands (two header rows joined by ``/``).
        target: ``"household.FIELD"``, ``"resident.FIELD"``, ``"cadre.FIELD"``,
            ``"pairing.FIELD"``, or "" when the column is left out; with a member slot
            for wide rosters: ``"resident.name@2"``.
        samples: Up to three values of the column, masked where personal.
        factor: What a figure is multiplied with because of the heading's unit
            (万元 → 10000).
    """

    column: int
    heading: str
    target: str
    samples: tuple[str, ...]
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet was understood; a person may correct it.

    Attributes:
        sheet: Name of the sheet.
        header_rows: 0-based first row and number of header rows (1 to 3).
        columns: One entry a column.
        fingerprint: SHA-256 over the normalised headings; corrections are remembered by it.
        skipped: Why the sheet is left out, "" when it is read.
    """

    sheet: str
    header_rows: tuple[int, int]
    columns: tuple[ColumnGuess, ...]
    fingerprint: str
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A whole file, read.

    Attributes:
        households: In file order.
        problems: What the reading itself found (never id-duplicate, which needs the store).
        mappings: How each sheet was understood.
        notes: Sentences for the person, e.g. that the file was open in Excel.
    """

    households: tuple[RosterHousehold, ...]
    problems: tuple[RosterProblem, ...]
    mappings: tuple[SheetMapping, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a plain list (cadres, pairings), healed.

    Attributes:
        sheet: Name of the sheet.
        line: 1-based row.
        values: Field name to value; blanks are absent.
    """

    sheet: str
    line: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A whole list file (cadres, pairings), read."""

    rows: tuple[TableRow, ...]
    problems: tuple[RosterProblem, ...]
    mappings: tuple[SheetMapping, ...]
    notes: tuple[str, ...] = ()

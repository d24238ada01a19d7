"""One description of a field, asked by forms, lists, workbooks, history and prints."""

from dataclasses import dataclass
from enum import Enum


class FieldType(Enum):
    """How the value of a field is held and typed."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"  # an item of a code list, held as its code
    DATE = "date"
    NUMBER = "number"  # a decimal figure, held as float
    INTEGER = "integer"
    FLAG = "flag"
    ID_NUMBER = "id_number"
    PHONE = "phone"


class Privacy(Enum):
    """How far a field is shown (domain.md 10.3)."""

    OPEN = "open"
    MASKED = "masked"  # shown in part unless the purpose asks for more
    SENSITIVE = "sensitive"  # health and the like: hidden in outputs unless a purpose is given


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record.

    Attributes:
        name: The identifier, same in drafts, tables and JSON.
        label: The office's word for it: form, column head, workbook heading, print.
        type: How the value is held.
        codes: Name of the code list for ``CODE`` fields (``resources/codes/NAME.json``).
        unit: Unit of a figure, e.g. 亩, 元.
        synonyms: Other headings under which rosters carry the same thing.
        privacy: How far it may be shown.
        group: Block of the form it stands in.
    """

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    codes: str = ""
    unit: str = ""
    synonyms: tuple[str, ...] = ()
    privacy: Privacy = Privacy.OPEN
    group: str = ""

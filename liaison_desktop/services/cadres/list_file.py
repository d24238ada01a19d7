"""Cells of a plain list, as its comparison reads them."""

from liaison_desktop.domain.register.roster import TableRow


def text_of(row: TableRow, field: str) -> str:
    """Return a value of a row as text, "" when it is blank."""
    value = row.values.get(field, "")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

"""Choosing a cadre by name, initials of the pinyin, or unit."""

from collections.abc import Iterable

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.pinyin import syllables
from liaison_desktop.ui.code_edit import CodeEdit


def cadre_label(row: CadreRow) -> str:
    """Return how a cadre stands in a choice: 李强 · 镇政府."""
    return f"{row.name} · {row.unit}" if row.unit else row.name


def fits(row: CadreRow, typed: str) -> bool:
    """Tell whether a cadre is meant by what was typed into a list's filter.

    Any part of name, unit, post, team or phone; the pinyin or its initials.
    """
    wanted = "".join(typed.split()).casefold()
    texts = (row.name, row.unit, row.post, row.team, row.phone, row.rank)
    if any(wanted in text.casefold() for text in texts):
        return True
    parts = syllables(row.name)
    return "".join(parts).startswith(wanted) or "".join(part[0] for part in parts).startswith(
        wanted
    )


class CadreChoices:
    """Cadres as a list of choices; the code is the key of the cadre."""

    multiple = False

    def __init__(self, rows: Iterable[CadreRow] = ()) -> None:
        """Hold cadres in their order; namesakes of one unit are told apart by their phone."""
        self._labels: dict[str, str] = {}
        for row in rows:
            text = cadre_label(row)
            if text in self._labels:
                text = f"{text} · {row.phone}" if row.phone else f"{text} · {row.id}"
            self._labels[text] = str(row.id)
        self.items = [(f"#{code}", text) for text, code in self._labels.items()]

    def value_of(self, word: str) -> str:
        """Return the key of a label, "" when nobody is meant."""
        return self._labels.get(word.strip(), "")

    def label_of(self, value: str) -> str:
        """Return the label of a key, "" when it is nobody's."""
        wanted = value.removeprefix("#")
        return next((text for text, code in self._labels.items() if code == wanted), "")


class CadreBox(CodeEdit):
    """An editable box of cadres: ``lq`` and Enter takes 李强."""

    def __init__(self) -> None:
        super().__init__(CadreChoices())
        self._offered: list[tuple[str, str]] = []
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("姓名或拼音首字母")

    def set_cadres(self, rows: Iterable[CadreRow]) -> None:
        """Offer these cadres; the one chosen stays, and nothing moves when they are the same."""
        choices = CadreChoices(rows)
        if choices.items != self._offered:
            self._offered = choices.items
            self.set_choices(choices)

    def cadre_id(self) -> int | None:
        """Return the key of the cadre chosen, None while nobody is meant."""
        code = self.code()
        return int(code) if code.isdigit() else None

    def set_cadre(self, cadre_id: int | None) -> None:
        """Choose a cadre, None for nobody."""
        self.set_code("" if cadre_id is None else str(cadre_id))

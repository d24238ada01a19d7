"""A line for one or several cadres, typed by name or initials; other names stay as typed."""

from collections.abc import Iterable, Sequence

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.matters.visit import Named
from liaison_desktop.ui.cadres.cadre_choice import cadre_label
from liaison_desktop.ui.code_edit import CodeEdit

JOINT = "、"


class CadreNames:
    """Cadres by the word that means exactly one of them: his name, or 李强 · 镇政府."""

    multiple = True

    def __init__(self, rows: Iterable[CadreRow] = ()) -> None:
        """Hold cadres in their order; namesakes are told apart by unit, then by phone."""
        known = list(rows)
        names = [row.name for row in known]
        self._keys: dict[str, int] = {}
        for row in known:
            word = row.name if names.count(row.name) == 1 else cadre_label(row)
            if word in self._keys:
                word = f"{word} · {row.phone or row.id}"
            self._keys[word] = row.id
        self._words = {key: word for word, key in self._keys.items()}
        self.items: Sequence[tuple[str, str]] = [
            (f"#{key}", word) for word, key in self._keys.items()
        ]

    def value_of(self, word: str) -> str:
        """Return the words as they are."""
        return word

    def label_of(self, value: str) -> str:
        """Return the words as they are."""
        return value

    def named(self, words: str) -> tuple[Named, ...]:
        """Return whom the words mean; one who is nobody stays as typed, without a key."""
        parts = words.replace("，", JOINT).replace(",", JOINT).split(JOINT)
        typed = dict.fromkeys(" ".join(part.split()) for part in parts)
        return tuple(Named(self._keys.get(word), word) for word in typed if word)

    def words(self, people: Iterable[Named]) -> str:
        """Return the words of some people, joined by 、."""
        return JOINT.join(self._word(one) for one in people)

    def _word(self, one: Named) -> str:
        return self._words.get(one.id, one.name) if one.id is not None else one.name


class PeopleEdit(CodeEdit):
    """``lq`` and Enter takes 李强; after 、 another one may follow."""

    def __init__(self) -> None:
        self._names = CadreNames()
        super().__init__(self._names)
        self._typed: tuple[Named, ...] = ()
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("姓名或拼音首字母，几个人用、隔开")

    def set_names(self, names: CadreNames) -> None:
        """Offer other cadres; who stands here stays."""
        people = self.people()
        self._names = names
        self.set_choices(names)
        self.set_people(people)

    def people(self) -> tuple[Named, ...]:
        """Return who stands in the line; who was shown and not changed keeps his key."""
        known = {self._names.words([one]): one for one in self._typed if one.id is not None}
        found = self._names.named(self.currentText())
        return tuple(known.get(one.name, one) if one.id is None else one for one in found)

    def set_people(self, people: Iterable[Named]) -> None:
        """Show some people."""
        self._typed = tuple(people)
        blocked = self.blockSignals(True)
        self.setCurrentIndex(-1)
        self.setEditText(self._names.words(self._typed))
        self.blockSignals(blocked)

"""A line of text in which short codes stand for the phrases an office writes every day."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings

from liaison_desktop.ui.code_edit import CodeEdit

_ENDS = "；;，,。、 　"
_KEY = "visit/phrases"
_MOST = 80  # earlier texts offered
_USUAL = (
    ("wt", "没有反映问题"),
    ("ys", "饮水困难"),
    ("dl", "通组道路损坏，出行不便"),
    ("wf", "住房破旧，希望列入危房改造"),
    ("db", "家庭困难，申请低保"),
    ("cb", "咨询医保报销"),
    ("yl", "咨询养老保险"),
    ("jy", "希望介绍务工"),
    ("zx", "子女上学负担重，申请助学"),
    ("xj", "缺发展资金，希望办小额贷款"),
    ("jd", "想学种植养殖技术"),
    ("td", "与邻居有土地界线争议"),
    ("yd", "电压不稳"),
    ("xc", "已当场讲解政策"),
    ("dj", "已登记，回站后办理"),
)
Phrases = tuple[tuple[str, str], ...]


class PhraseChoices:
    """Short codes and what they stand for, then what was written before."""

    multiple = True

    def __init__(self, phrases: Phrases = (), earlier: Sequence[str] = ()) -> None:
        """Hold the phrases of the office first; repeated texts stand once."""
        known = {text for _, text in phrases}
        more = [("", text) for text in dict.fromkeys(earlier) if text not in known][:_MOST]
        self.items: Sequence[tuple[str, str]] = (*phrases, *more)
        self._texts = {code.casefold(): text for code, text in phrases if code}

    def value_of(self, word: str) -> str:
        """Return the phrase of a code, other words as they are."""
        return self._texts.get(word.strip().casefold(), word)

    def label_of(self, value: str) -> str:
        """Return a text as it is."""
        return value


class PhraseEdit(CodeEdit):
    """``ys`` and Enter writes 饮水困难; words typed in Chinese are never replaced."""

    def __init__(self, choices: PhraseChoices) -> None:
        super().__init__(choices)
        line = self.lineEdit()
        if line is not None:
            line.setMaxLength(1000)

    def take_best_hit(self) -> None:
        """Replace a code by its phrase; everything else stays as written."""
        head, typed = self._split()
        phrase = self._choices.value_of(typed)
        if typed and phrase != typed:
            self.setEditText(head + phrase)

    def hits(self, typed: str) -> list[str]:
        """Return the phrases that fit; nothing before two letters or one character stand."""
        short = typed.isascii() and len(typed.strip()) < 2
        return [] if short or typed.strip().isdigit() else super().hits(typed)

    def _split(self) -> tuple[str, str]:
        """Return what was written before, and the word or code being typed."""
        text = self.currentText()
        at = max(text.rfind(end) for end in _ENDS) + 1
        return text[:at], text[at:].strip()

    def _on_text_edited(self) -> None:
        super()._on_text_edited()
        typed = self._split()[1]
        if self.listing and not typed.isascii():
            # Only a code may be replaced by Enter; a sentence being written is not.
            self._completer.popup().setCurrentIndex(self._matches.index(-1))
            self._completer.popup().selectionModel().clear()


def kept_phrases(settings: QSettings) -> Phrases:
    """Return the phrases of this office, the usual ones until it has its own."""
    kept = settings.value(_KEY)
    return read_phrases(str(kept)) if kept is not None else _USUAL


def keep_phrases(settings: QSettings, phrases: Phrases) -> None:
    """Keep the phrases of this office."""
    settings.setValue(_KEY, written_phrases(phrases))


def read_phrases(text: str) -> Phrases:
    """Return the phrases written one a line: the code, a space, the words."""
    parts = (line.split(None, 1) for line in text.splitlines())
    return tuple((one[0], one[1].strip()) for one in parts if len(one) == 2)


def written_phrases(phrases: Phrases) -> str:
    """Return phrases one a line."""
    return "\n".join(f"{code} {words}" for code, words in phrases)

"""Between the blocks of a summary and the document they are edited in."""

import re
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from liaison_desktop.domain.figures.summary import Block, BlockKind, sound_text
from liaison_desktop.domain.figures.token import Run, Token
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.summary_tokens import (
    OBJECT,
    drawing_of,
    prose_format,
    token_format,
    token_of,
)

KIND_WORDS = {
    BlockKind.TITLE: "标题",
    BlockKind.ADDRESSEE: "主送机关",
    BlockKind.HEADING_1: "一级标题 一、",
    BlockKind.HEADING_2: "二级标题 （一）",
    BlockKind.HEADING_3: "三级标题 1.",
    BlockKind.BODY: "正文",
    BlockKind.SIGNATURE: "署名",
    BlockKind.DATE: "成文日期",
    BlockKind.NOTE: "附注",
}
_KIND = int(QTextFormat.Property.UserProperty.value) + 11
_SLOT, _HINT = _KIND + 1, _KIND + 2
_BREAK = "\u2028"  # Qt's own line break inside a paragraph
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LEADING = 165.0  # per cent of a line, about the 28.99 pt of 15.75 pt on paper
_RIGHT = frozenset({BlockKind.SIGNATURE, BlockKind.DATE})
_INDENTED = frozenset(
    {BlockKind.HEADING_1, BlockKind.HEADING_2, BlockKind.HEADING_3, BlockKind.BODY, BlockKind.NOTE}
)
_BOLD = frozenset({BlockKind.TITLE, BlockKind.HEADING_1, BlockKind.HEADING_2})


def fill(document: QTextDocument, blocks: Iterable[Block]) -> None:
    """Put blocks in a document in place of what it held; the steps back are forgotten.

    Args:
        document: Any document; its tokens are drawn from now on.
        blocks: The text.
    """
    drawing = drawing_of(document)
    document.setUndoRedoEnabled(False)
    document.clear()
    drawing.attach()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for place, block in enumerate(blocks):
        if place:
            cursor.insertBlock()
        _dress(cursor, block.kind, block.slot, block.hint)
        insert_runs(cursor, block.runs)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def blocks_of(document: QTextDocument) -> tuple[Block, ...]:
    """Return the text of a document as blocks."""
    return tuple(map(block_of, text_blocks(document)))


def text_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the paragraphs of a document."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def block_of(block: QTextBlock, first: int = 0, last: int | None = None) -> Block:
    """Return a paragraph, or a part of it.

    Args:
        block: The paragraph.
        first: First place wanted, counted in the paragraph as Qt counts.
        last: The place after the last, None for all.
    """
    runs = tuple(_runs(block, first, block.length() if last is None else last))
    form = block.blockFormat()
    return Block(kind_of(block), runs, hint_of(block), str(form.property(_SLOT) or ""))


def kind_of(block: QTextBlock) -> BlockKind:
    """Return what a paragraph is."""
    kept = block.blockFormat().property(_KIND)
    return BlockKind(kept) if kept else BlockKind.BODY


def hint_of(block: QTextBlock) -> str:
    """Return what belongs in a paragraph, "" when nothing is said."""
    return str(block.blockFormat().property(_HINT) or "")


def set_kind(cursor: QTextCursor, kind: BlockKind) -> None:
    """Make the paragraphs of a selection something else; their words stay."""
    first, last = sorted((cursor.position(), cursor.anchor()))
    block = cursor.document().findBlock(first)
    last = max(first, last - 1)  # a paragraph none of whose words are chosen stays what it is
    cursor.beginEditBlock()
    while block.isValid() and block.position() <= last:
        if kind_of(block) is not kind:
            form = block.blockFormat()
            _dress(QTextCursor(block), kind, "", str(form.property(_HINT) or ""))
            _dress_words(block)
        block = block.next()
    cursor.endEditBlock()


def dress_joined(document: QTextDocument) -> None:
    """Give words that came from a paragraph of another kind the look of the one they are in."""
    for block in text_blocks(document):
        wanted = _font(kind_of(block))
        fonts = (one.charFormat().font() for one in _fragments(block))
        if any(
            (one.pixelSize(), one.bold()) != (wanted.pixelSize(), wanted.bold()) for one in fonts
        ):
            _dress_words(block)


def forget_slot(cursor: QTextCursor, kind: BlockKind) -> None:
    """Make the paragraph of a cursor a new one a person writes."""
    _dress(cursor, kind, "", "")


def insert_runs(cursor: QTextCursor, runs: Iterable[Run]) -> None:
    """Insert prose and tokens where the cursor is, in the look of its paragraph."""
    plain = char_format(kind_of(cursor.block()))
    for run in runs:
        if isinstance(run, Token):
            cursor.insertText(OBJECT, token_format(run, plain))
        elif run:
            cursor.insertText(plain_words(run), plain)


def plain_words(text: str) -> str:
    """Return a text as it may stand in one paragraph of the document.

    Qt would begin paragraphs at some of its signs and take others for objects.
    """
    return sound_text(_BREAKS.sub(_BREAK, text))


def insert_blocks(cursor: QTextCursor, blocks: Iterable[Block]) -> None:
    """Insert paragraphs where the cursor is; the first goes on in the paragraph there."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for place, block in enumerate(blocks):
        if place:
            cursor.insertBlock()
            _dress(cursor, block.kind, block.slot, block.hint)
        insert_runs(cursor, block.runs)
    cursor.endEditBlock()


def replace_token(document: QTextDocument, place: int, token: Token) -> None:
    """Put another token where one stands."""
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
    plain = prose_format(cursor.charFormat())
    cursor.insertText(OBJECT, token_format(token, plain))


def replace_tokens(document: QTextDocument, shown: Mapping[Token, str]) -> int:
    """Put other numbers into tokens, all in one step back; return how many.

    Args:
        document: The text.
        shown: Tokens and what they are to show.
    """
    found = [(at, token) for at, token in tokens_of(document) if token in shown]
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for at, token in found:
        replace_token(document, at, Token(shown[token], token.source))
    cursor.endEditBlock()
    return len(found)


def tokens_of(document: QTextDocument) -> Iterator[tuple[int, Token]]:
    """Yield every token with its place in the document."""
    for block in text_blocks(document):
        for place, token in _tokens(block):
            yield block.position() + place, token


def place_in_block(block: QTextBlock, at: int) -> int:
    """Return the place of a character of the printed text in the paragraph.

    Args:
        block: The paragraph.
        at: Index in what ``Block.text`` is.
    """
    printed = 0
    place = 0
    for run in block_of(block).runs:
        if printed >= at:
            break
        if isinstance(run, Token):
            printed += len(run.shown)
            place += 1
        else:
            before = run[: at - printed]
            printed += len(before)
            place += _length(before)
    return place


def char_format(kind: BlockKind) -> QTextCharFormat:
    """Return the look of words in a paragraph."""
    made = QTextCharFormat()
    made.setFont(_font(kind))
    return made


def _font(kind: BlockKind) -> QFont:
    sizes = theme.metrics()
    font = QFont(QFont().family())
    font.setPixelSize(sizes.px(23 if kind is BlockKind.TITLE else 16))
    font.setBold(kind in _BOLD)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def _dress(cursor: QTextCursor, kind: BlockKind, slot: str, hint: str) -> None:
    """Give the paragraph of a cursor its look and what it is."""
    sizes = theme.metrics()
    form = QTextBlockFormat()
    form.setProperty(_KIND, kind.value)
    form.setProperty(_SLOT, slot)
    form.setProperty(_HINT, hint)
    form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if kind is BlockKind.TITLE:
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        form.setBottomMargin(sizes.px(14))
    elif kind in _RIGHT:
        form.setAlignment(Qt.AlignmentFlag.AlignRight)
        form.setRightMargin(sizes.px(48))
    elif kind in _INDENTED:
        form.setTextIndent(sizes.px(32))
    cursor.setBlockFormat(form)
    cursor.setBlockCharFormat(char_format(kind))


def _dress_words(block: QTextBlock) -> None:
    """Give the words of a paragraph the letters of its kind."""
    inside = QTextCursor(block)
    inside.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    font = QTextCharFormat()
    font.setFont(
        _font(kind_of(block)), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll
    )
    inside.mergeCharFormat(font)


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    found = block.begin()
    while not found.atEnd():
        yield found.fragment()
        found += 1


def _runs(block: QTextBlock, first: int, last: int) -> Iterator[Run]:
    prose = ""
    for fragment in _fragments(block):
        start = fragment.position() - block.position()
        begin, end = max(first - start, 0), min(last - start, fragment.length())
        if begin >= end:
            continue
        token = token_of(fragment.charFormat())
        if token is None:
            whole = end - begin == fragment.length()
            words = fragment.text() if whole else _cut(fragment.text(), begin, end)
            prose += words.replace(OBJECT, "").replace(_BREAK, "\n")
            continue
        if prose:
            yield prose
        prose = ""
        yield from [token] * (end - begin)  # alike ones beside each other are one fragment
    if prose:
        yield prose


def _tokens(block: QTextBlock) -> Iterator[tuple[int, Token]]:
    for fragment in _fragments(block):
        token = token_of(fragment.charFormat())
        if token is not None:
            start = fragment.position() - block.position()
            for place in range(fragment.length()):
                yield start + place, token


def _length(text: str) -> int:
    """Return how many places a text takes: Qt counts a rare character, like 𠮷, twice."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _cut(text: str, first: int, last: int) -> str:
    """Return what stands between two places of a text."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * first : 2 * last].decode("utf-16-le", "ignore")

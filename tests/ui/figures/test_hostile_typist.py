"""A hostile typist at the text of a summary: whatever is done, numbers stay whole."""

import random

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtTest import QTest

from liaison_desktop.domain.figures.summary import Block, BlockKind, sound_text
from liaison_desktop.domain.figures.summary_json import blocks_from_json
from liaison_desktop.domain.figures.token import BLANK, Token, TokenKind, TokenSource
from liaison_desktop.ui.figures.summary_copy import MEDIA
from liaison_desktop.ui.figures.summary_editor import SummaryEditor
from liaison_desktop.ui.figures.summary_lines import forget_marks
from liaison_desktop.ui.figures.summary_page import SummaryPage
from liaison_desktop.ui.figures.summary_text import blocks_of, char_format, fill, kind_of
from liaison_desktop.ui.lanes import Job
from tests.fakes import InlineLanes

KEYS = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
OBJECT = "\ufffc"
RARE = "𠮷"  # one character that Qt counts as two
UNSOUND = "a\x00b\x07c\x0bd\x1fe\ud800f\ufffcg\ufdd0h\ufdd1i\uffffj\u2028k\u2029l\x85m\r\nn\ro"
WORD = (
    "<html><head><style>p{color:red}</style></head><body lang=ZH-CN><h1>标题</h1>"
    "<table><tr><td>排查</td><td><b>215</b></td></tr></table><p>共<s>12</s>起"
    "<img src='file:///C:/x.png'></p><ul><li>一</li></ul></body></html>"
)


def figure(shown, key="disputes_found"):
    return Token(shown, TokenSource(TokenKind.FIGURE, key, "2023H1"))


FIRST = (
    Block(BlockKind.TITLE, (f"罗雄镇\n{RARE}家总结",), slot="title"),
    Block(BlockKind.ADDRESSEE, ("县委：",)),
    Block(BlockKind.HEADING_1, ("一、基本情况",), slot="one"),
    Block(
        BlockKind.BODY,
        (f"{RARE}半年来排查", figure("36"), "起；成功", figure("57.1"), figure("57.1"), "％。"),
        slot="found",
    ),
    Block(BlockKind.BODY, (), "存在的问题", "problems"),
    Block(BlockKind.HEADING_2, (figure("2"), "件事"), slot="two"),
    Block(BlockKind.BODY, (figure(BLANK), figure("36"))),
    Block(BlockKind.NOTE, ("附注",)),
    Block(BlockKind.SIGNATURE, ("群众工作站",)),
    Block(BlockKind.DATE, (Token("2023年7月1日", TokenSource(TokenKind.DAY)),)),
)


def shown(qtbot, blocks=FIRST):
    made = SummaryEditor()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_blocks(blocks)
    return made


@pytest.fixture
def editor(qtbot):
    return shown(qtbot)


def mime(**what):
    made = QMimeData()
    for name, value in what.items():
        if name == "media":
            made.setData(MEDIA, value)
        else:
            getattr(made, f"set{name.capitalize()}")(value)
    return made


CLIPS = (
    {"text": "另外3户。"},
    {"text": "第一段36起\r\n第二段\r\n\r\n", "html": WORD},
    {"html": WORD},
    {"text": UNSOUND},
    {"text": f"{RARE}😀{RARE}"},
    {"imageData": "picture"},
    {"urls": [QUrl("file:///C:/总结.docx")]},
    {"text": ""},
    {"text": "\n"},
    {"media": b"\x00no json", "text": "代替"},
    {"media": b'{"schema":1,"blocks":[{"kind":"body","runs":[{"shown":"1","source":"x"}]}]}'},
    {"media": b'{"schema":1,"blocks":[{"kind":"body","runs":["a\\ufffcb\\rc\\u2029d"]}]}'},
)


def clip(chance):
    what = dict(chance.choice(CLIPS))
    image = what.pop("imageData", None)
    made = mime(**what)
    if image:
        made.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
    return made


def drop(editor, data, chance):
    place = QPointF(chance.randrange(700), chance.randrange(500))
    event = QDropEvent(
        place,
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    editor.dropEvent(event)


def compose(editor, chance):
    """Letters under way, then taken or given up."""
    event = QInputMethodEvent("pai cha", [])
    editor.inputMethodEvent(event)
    event = QInputMethodEvent("", [])
    word = chance.choice(("排查", RARE, "", "一\n二", UNSOUND, OBJECT))
    if chance.random() < 0.3 and editor.textCursor().position() > 0:
        event.setCommitString(word, -1, 1)
    else:
        event.setCommitString(word)
    editor.inputMethodEvent(event)


def choose(editor, chance):
    """Any two places, often the edges of tokens."""
    places = [at + by for at in token_places(editor) for by in (0, 1)]
    places += [chance.randrange(editor.document().characterCount()) for _ in range(4)]
    first, last = chance.choice(places), chance.choice(places)
    cursor = editor.textCursor()
    cursor.setPosition(first)
    if chance.random() < 0.5:
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    elif chance.random() < 0.5:
        cursor.setPosition(
            min(first + 1, editor.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor
        )
    editor.setTextCursor(cursor)


def token_places(editor):
    count = editor.document().characterCount()
    return [at for at in range(count) if editor.document().characterAt(at) == OBJECT]


def press(*choices):
    return lambda editor, chance: QTest.keyClick(editor, *chance.choice(choices))


def update(editor, chance):
    tokens = editor.tokens()
    editor.show_marks(dict.fromkeys(chance.sample(tokens, min(2, len(tokens))), "99"))
    if chance.random() < 0.5:
        editor.update_all()
    else:
        editor.step_token(1)
        editor.update_token()


def find(editor, chance):
    blocks = editor.blocks()
    number = chance.randrange(len(blocks))
    text = blocks[number].text
    start = chance.randrange(len(text) + 1)
    editor.show_excerpt(number, start, text[start : start + 3])


ACTS = (
    lambda editor, chance: QTest.keyClicks(editor, chance.choice(("a", "ab1", "12,5", " "))),
    press((KEYS.Key_Return,), (KEYS.Key_Enter,), (KEYS.Key_Return, SHIFT)),
    press((KEYS.Key_Backspace,), (KEYS.Key_Delete,), (KEYS.Key_Backspace, CTRL),
          (KEYS.Key_Delete, CTRL), (KEYS.Key_K, CTRL)),
    press((KEYS.Key_Backspace,), (KEYS.Key_Delete,)),
    press((KEYS.Key_Left, SHIFT), (KEYS.Key_Right, SHIFT), (KEYS.Key_Up,), (KEYS.Key_Home,),
          (KEYS.Key_Down, SHIFT), (KEYS.Key_End, SHIFT), (KEYS.Key_Down, ALT), (KEYS.Key_Up, ALT)),
    press((KEYS.Key_X, CTRL), (KEYS.Key_C, CTRL), (KEYS.Key_V, CTRL), (KEYS.Key_V, CTRL)),
    press((KEYS.Key_Z, CTRL), (KEYS.Key_Y, CTRL), (KEYS.Key_Z, CTRL | SHIFT)),
    choose,
    choose,
    compose,
    update,
    find,
    lambda editor, chance: editor.insertFromMimeData(clip(chance)),
    lambda editor, chance: drop(editor, clip(chance), chance),
    lambda editor, chance: drop(editor, editor.createMimeDataFromSelection(), chance),
    lambda editor, chance: editor.set_kind(chance.choice(list(BlockKind))),
    lambda editor, chance: editor.insert_runs(("共", figure("7"), "件")),
    lambda editor, chance: editor.vouch(),
)  # fmt: skip


def whole(editor):
    """What must be true of a text after every step."""
    blocks = editor.blocks()
    prose = [run for block in blocks for run in block.runs if isinstance(run, str)]
    assert all(prose)
    assert all(run == sound_text(run) and OBJECT not in run for run in prose)
    assert not any({"\r", "\u2028", "\u2029"} & set(run) for run in prose)
    assert len(token_places(editor)) == len(editor.tokens())
    assert tuple(r for b in blocks for r in b.runs if isinstance(r, Token)) == editor.tokens()
    assert all(
        not (isinstance(one, str) and isinstance(two, str))
        for block in blocks
        for one, two in zip(block.runs, block.runs[1:], strict=False)
    )
    again = QTextDocument()
    fill(again, blocks)
    assert blocks_of(again) == blocks
    # What is on the screen looks as it will when it is opened again.
    assert looks(editor.document()) == looks(again)
    return blocks


def looks(document):
    """The size and weight of every character."""
    found, block = [], document.begin()
    while block.isValid():
        wanted = char_format(kind_of(block)).font()
        piece = block.begin()
        while not piece.atEnd():
            font = piece.fragment().charFormat().font()
            if (font.pixelSize(), font.bold()) != (wanted.pixelSize(), wanted.bold()):
                found.append((block.blockNumber(), piece.fragment().text()))
            piece += 1
        block = block.next()
    return found


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_typed_numbers_stay_whole_and_all_can_be_taken_back(editor, seed):
    chance = random.Random(seed)
    for _ in range(40):
        chance.choice(ACTS)(editor, chance)
        whole(editor)
    last = editor.blocks()
    while editor.document().isRedoAvailable():
        editor.redo()
        last = whole(editor)
    while editor.document().isUndoAvailable():
        editor.undo()
        whole(editor)
    assert editor.blocks() == FIRST
    while editor.document().isRedoAvailable():
        editor.redo()
    assert whole(editor) == last


def test_a_long_paste_and_two_hundred_steps_can_be_taken_back(editor):
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(mime(text=f"排查{RARE}户\r\n" * 500 + "字" * 50_000))
    assert len(editor.blocks()) == len(FIRST) + 500
    assert editor.blocks()[-2].text == f"排查{RARE}户"
    editor.undo()
    assert editor.blocks() == FIRST
    for number in range(200):
        QTest.keyClicks(editor, "ab")
        QTest.keyClick(editor, KEYS.Key_Return if number % 2 else KEYS.Key_Backspace)
    last, steps = editor.blocks(), 0
    while editor.document().isUndoAvailable():
        editor.undo()
        steps += 1
    assert steps >= 200
    assert editor.blocks() == FIRST
    while editor.document().isRedoAvailable():
        editor.redo()
    assert whole(editor) == last


def test_a_rare_character_moves_no_number_and_no_place(editor):
    number = 3
    assert editor.blocks() == FIRST
    editor.show_excerpt(number, 1, "半年来排查36")
    assert editor.textCursor().selectedText() == f"半年来排查{OBJECT}"
    taken = editor.createMimeDataFromSelection()
    assert taken.text() == "半年来排查36"
    (block,) = blocks_from_json(bytes(taken.data(MEDIA).data()).decode())
    assert block.runs == ("半年来排查", figure("36"))
    editor.show_excerpt(number, 0, RARE)
    assert editor.createMimeDataFromSelection().text() == RARE


@pytest.mark.parametrize("nothing", ["image", "file", "empty"])
def test_what_has_no_words_takes_none_away(editor, nothing):
    data = QMimeData()
    if nothing == "image":
        data.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
    elif nothing == "file":
        data.setUrls([QUrl("file:///C:/总结.docx")])
    editor.selectAll()
    editor.insertFromMimeData(data)
    assert editor.blocks() == FIRST
    assert not editor.canInsertFromMimeData(data)


def test_words_of_a_page_without_plain_ones_are_pasted(qtbot):
    editor = shown(qtbot, (Block(BlockKind.BODY),))
    editor.insertFromMimeData(mime(html=WORD))
    texts = [block.text for block in editor.blocks()]
    assert texts == ["标题", "排查", "215", "共12起", "一"]


def test_words_brought_into_a_heading_look_like_it_in_one_step(editor):
    editor.show_excerpt(3, 0, "")
    QTest.keyClick(editor, KEYS.Key_Backspace)
    joined = editor.blocks()
    assert joined[2].kind is BlockKind.HEADING_1
    assert joined[2].text == f"一、基本情况{FIRST[3].text}"
    assert not looks(editor.document())
    editor.undo()
    assert editor.blocks() == FIRST
    assert not editor.document().isUndoAvailable()


def test_a_paragraph_chosen_up_to_the_next_leaves_that_as_it_is(editor):
    editor.show_excerpt(1, 0, "")
    QTest.keyClick(editor, KEYS.Key_Down, SHIFT)
    editor.set_kind(BlockKind.NOTE)
    kinds = [block.kind for block in editor.blocks()]
    assert kinds[1:3] == [BlockKind.NOTE, BlockKind.HEADING_1]


def test_steps_back_outlive_a_new_look_of_the_window(editor):
    QTest.keyClicks(editor, "abc")
    typed, place = editor.blocks(), editor.textCursor().position()
    QGuiApplication.sendEvent(editor, QEvent(QEvent.Type.StyleChange))
    assert (editor.blocks(), editor.textCursor().position()) == (typed, place)
    editor.undo()
    assert editor.blocks() == FIRST


def begun_by_marks(editor):
    """How many lines begin with a mark."""
    document, block, found = editor.document(), editor.document().begin(), 0
    while block.isValid():
        starts = [
            block.layout().lineAt(n).textStart() for n in range(1, block.layout().lineCount())
        ]
        found += sum(document.characterAt(block.position() + at) in "；，。" for at in starts)
        block = block.next()
    return found


def test_no_mark_behind_a_number_begins_a_line(qtbot):
    runs = [one for n in range(60) for one in (figure(str(7 ** (n % 9))), f"{'；，。'[n % 3]}又查")]
    text = (Block(BlockKind.BODY, ("查", *runs)), Block(BlockKind.NOTE, ("查", *runs)))
    editor = shown(qtbot, text)
    left_alone = 0
    for width in range(500, 700, 23):
        editor.resize(width, 600)
        editor.grab()
        assert begun_by_marks(editor) == 0
        forget_marks(editor.document())
        left_alone += begun_by_marks(editor)
    assert left_alone > 0
    editor.grab()
    for _ in range(20):
        QTest.keyClicks(editor, "a")
        editor.grab()
        assert begun_by_marks(editor) == 0
    editor.undo()
    assert editor.blocks() == text
    assert not editor.document().isUndoAvailable()


def test_a_number_that_is_longer_than_a_line_is_seen_whole(qtbot):
    names = figure("、".join(["中和村"] * 40))
    editor = shown(qtbot, (Block(BlockKind.BODY, ("上升的有：", names, "。")),))
    for width in (700, 420):
        editor.resize(width, 600)
        editor.grab()
        assert editor.horizontalScrollBar().maximum() == 0
        assert begun_by_marks(editor) == 0
    assert editor.document().size().height() > 5 * editor.fontMetrics().height()


class HeldLanes(InlineLanes):
    """Answers at once, but for what is written while it is told to wait."""

    def __init__(self):
        super().__init__()
        self.waiting = None

    def write(self, work, done=None, failed=None, *, owner=None):
        if self.waiting is None:
            return super().write(work, done, failed, owner=owner)
        self.waiting.append(lambda: super(HeldLanes, self).write(work, done, failed, owner=owner))
        return Job()

    def go_on(self):
        held, self.waiting = self.waiting, None
        for one in held:
            one()


@pytest.fixture
def lanes():
    return HeldLanes()


@pytest.fixture
def page(empty_desk, qtbot):
    made = SummaryPage(empty_desk)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    return made


@pytest.fixture
def work(page):
    """A summary of a station without ledgers."""
    page.drafting.begin_new()
    page.drafting.new.draft()
    return page.drafting.work


def kept(desk, work):
    found = desk.office.drafts.find("summary", str(work.detail.id))
    return blocks_from_json(found.values["blocks"]) if found else None


def test_what_is_kept_and_saved_is_what_stands_on_the_screen(work, empty_desk):
    chance, editor = random.Random(7), work.editor
    first, saved = editor.blocks(), 0
    for _ in range(6):
        for _ in range(5):
            chance.choice(ACTS)(editor, chance)
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        editor.insert_runs(("题",))
        work.keep_draft()
        assert kept(empty_desk, work) == editor.blocks()
        work.save()
        saved += not work.dirty
        if work.dirty:  # refused: a text without a title, or with too long a one
            assert kept(empty_desk, work) == editor.blocks()
        else:
            assert empty_desk.office.summaries.detail(work.detail.id).blocks == editor.blocks()
            assert kept(empty_desk, work) is None
    assert saved
    while editor.document().isUndoAvailable():
        editor.undo()
    assert editor.blocks() == first


def test_what_is_typed_while_it_is_stored_is_kept(work, empty_desk, lanes):
    work.editor.insert_runs(("甲",))
    lanes.waiting = []
    work.save()
    work.editor.insert_runs(("乙",))
    lanes.go_on()
    assert work.dirty
    work.keep_draft()
    assert kept(empty_desk, work) == work.editor.blocks()

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.text import clean, fit_line, fit_lines, width, wrap

LETTERS = st.text(alphabet="中和村三组（，。、）·王abc12 -@.", min_size=1, max_size=60)


def test_width_of_han_characters_is_the_type_size():
    assert width("中和村", Style.SONG, 72) == pytest.approx(3 * 25.4)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("张\u200b三\x00", "张三"), ("中和村\n三组", "中和村 三组"), ("葛\U000e0100", "葛")],
)
def test_invisible_marks_and_line_breaks_go(raw, shown):
    assert clean(raw) == shown


@settings(max_examples=150, deadline=None)
@given(LETTERS)
def test_wrapped_lines_hold_the_whole_text_and_fit(text):
    lines = wrap(clean(text), Style.PLAIN, 10, 40)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").strip()
    for line in lines:
        assert width(line, Style.PLAIN, 10) <= 40


def test_no_line_begins_with_a_closing_mark():
    text = "罗平县罗雄镇振兴街，镇政府大院（二楼），便民大厅。"
    for room in range(12, 60):
        for line in wrap(text, Style.PLAIN, 10, room)[1:]:
            assert line[0] not in "，。）"


def test_no_line_ends_with_an_opening_mark():
    for room in range(12, 60):
        for line in wrap("罗雄镇政府（二楼）左转（便民大厅）旁", Style.PLAIN, 10, room):
            assert line[-1] != "（"


def test_words_and_figures_stay_whole():
    assert wrap("电话13800001234转201", Style.PLAIN, 10, 26) == ("电话", "13800001234转", "201")


def test_a_line_shrinks_then_condenses_then_is_cut():
    text = "罗平县罗雄镇人民政府"
    natural = width(text, Style.PLAIN, 10)
    assert fit_line(text, Style.PLAIN, 10, natural, 8).size == 10
    shrunk = fit_line(text, Style.PLAIN, 10, natural * 0.9, 8)
    assert (shrunk.size, shrunk.stretch) == (pytest.approx(9), 1)
    condensed = fit_line(text, Style.PLAIN, 10, natural * 0.7, 8)
    assert condensed.size == 8
    assert condensed.stretch == pytest.approx(0.875)
    cut = fit_line(text, Style.PLAIN, 10, natural * 0.4, 8)
    assert not cut.whole
    assert cut.lines[0].endswith("…")
    assert width(cut.lines[0], Style.PLAIN, cut.size) * cut.stretch <= natural * 0.4


def test_too_many_lines_are_cut_with_an_ellipsis():
    fitted = fit_lines("罗雄镇" * 40, Style.PLAIN, (10, 8), 40, 3)
    assert len(fitted.lines) == 3
    assert fitted.lines[-1].endswith("…")
    assert not fitted.whole

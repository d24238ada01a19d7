"""The complete Qt style sheet, built from the tokens.

Widgets choose a variant with a property: ``variant`` on buttons (``primary``, ``quiet``,
``danger``, ``chip``), ``role`` on labels and frames (``heading``, ``caption``, ``problem``,
``card`` …), ``invalid`` on inputs. ``theme.set_property`` sets one and restyles.
"""

from liaison_desktop.ui.tokens import COLOURS, Metrics, Tone, tone_colours

_INPUTS = (
    "QLineEdit",
    "QComboBox",
    "QDateEdit",
    "QSpinBox",
    "QDoubleSpinBox",
    "QPlainTextEdit",
    "QTextEdit",
)


def build_stylesheet(metrics: Metrics) -> str:
    """Return the style sheet of the whole program at one text size."""
    parts = (_ground, _labels, _buttons, _tool_buttons, _inputs, _choices, _tabs, _lists)
    more = (_menus, _scrolling, _bars, _frames, _chips)
    return "\n".join(part(metrics) for part in parts + more)


def _each(selectors: tuple[str, ...], suffix: str = "") -> str:
    return ", ".join(selector + suffix for selector in selectors)


def _ground(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QWidget {{ color: {c.ink}; font-size: {m.text}px; }}
    QMainWindow, QDialog, QWidget[role="page"] {{ background: {c.paper}; }}
    QToolTip {{ background: {c.ink}; color: {c.surface}; border: 0;
        padding: {m.px(4)}px {m.px(8)}px; font-size: {m.small}px; }}
    QStatusBar {{ background: {c.sunken}; color: {c.ink_soft}; border-top: 1px solid {c.line}; }}
    QStatusBar::item {{ border: 0; }}
    QSizeGrip {{ image: none; width: 1px; height: 1px; }}
    QStatusBar QLabel {{ color: {c.ink_soft}; font-size: {m.small}px; padding: 0 {m.px(6)}px; }}
    QSplitter::handle {{ background: {c.line}; }}
    QSplitter::handle:hover {{ background: {c.accent}; }}
    QSplitter::handle:horizontal {{ width: {m.px(1)}px; margin: 0 {m.px(4)}px; }}
    QSplitter::handle:vertical {{ height: {m.px(1)}px; margin: {m.px(4)}px 0; }}
    """


def _labels(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {m.px(20)}px; font-weight: bold; }}
    QLabel[role="figure"] {{ font-size: {m.px(30)}px; font-weight: bold; color: {c.accent}; }}
    QLabel[role="heading"] {{ font-size: {m.heading}px; font-weight: bold; }}
    QLabel[role="section"] {{ font-weight: bold; color: {c.accent}; }}
    QLabel[role="field"] {{ color: {c.ink_soft}; }}
    QLabel[role="caption"] {{ color: {c.ink_faint}; font-size: {m.small}px; }}
    QLabel[role="problem"] {{ color: {c.red}; font-size: {m.small}px; }}
    QLabel[role="unit"] {{ color: {c.ink_faint}; }}
    """


def _buttons(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QPushButton {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line_strong};
        border-radius: {m.px(4)}px; padding: 0 {m.px(14)}px; min-height: {m.control - 2}px;
        min-width: {m.px(44)}px; icon-size: {m.icon}px; }}
    QPushButton:hover {{ background: {c.accent_faint}; border-color: {c.accent}; }}
    QPushButton:pressed {{ background: {c.accent_soft}; }}
    QPushButton:focus {{ border: {m.px(2)}px solid {c.accent};
        padding: 0 {m.px(14) - m.px(2) + 1}px; min-height: {m.control - 2 * m.px(2)}px; }}
    QPushButton:disabled {{ background: {c.sunken}; color: {c.ink_faint};
        border-color: {c.line}; }}
    QPushButton[variant="primary"], QPushButton:default[variant="primary"] {{
        background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
    QPushButton[variant="primary"]:hover {{ background: {c.accent_hover}; }}
    QPushButton[variant="primary"]:pressed {{ background: {c.accent_pressed}; }}
    QPushButton[variant="primary"]:focus {{ border-color: {c.accent_pressed}; }}
    QPushButton[variant="primary"]:disabled {{ background: {c.grey_soft}; color: {c.ink_faint};
        border-color: {c.line}; }}
    QPushButton[variant="quiet"] {{ background: transparent; color: {c.accent};
        border-color: transparent; padding: 0 {m.px(10)}px; }}
    QPushButton[variant="quiet"]:hover {{ background: {c.accent_soft}; }}
    QPushButton[variant="quiet"]:focus {{ border-color: {c.accent};
        padding: 0 {m.px(10) - m.px(2) + 1}px; }}
    QPushButton[variant="quiet"]:disabled {{ color: {c.ink_faint}; }}
    QPushButton[variant="token"], QPushButton[variant="waiting"] {{ text-align: left;
        border: 1px solid {c.line}; border-radius: {m.px(4)}px; padding: 0 {m.px(8)}px;
        min-height: {m.px(26)}px; min-width: 0; font-size: {m.px(13)}px; }}
    QPushButton[variant="token"] {{ background: {c.accent_faint}; color: {c.ink}; }}
    QPushButton[variant="waiting"] {{ background: {c.amber_soft}; color: {c.amber}; }}
    QPushButton[variant="token"]:focus, QPushButton[variant="waiting"]:focus {{
        border-color: {c.accent}; }}
    QPushButton[variant="line"] {{ background: transparent; color: {c.accent}; text-align: left;
        border-color: transparent; padding: 0 {m.px(6)}px; }}
    QPushButton[variant="line"]:hover {{ background: {c.surface}; }}
    QPushButton[variant="line"]:focus {{ border-color: {c.accent};
        padding: 0 {m.px(6) - m.px(2) + 1}px; }}
    QPushButton[lean="true"] {{ min-width: 0; padding: 0 {m.px(9)}px; }}
    QPushButton[lean="true"]:focus {{ padding: 0 {m.px(9) - m.px(2) + 1}px; }}
    QPushButton[variant="danger"] {{ background: {c.surface}; color: {c.red};
        border-color: {c.red}; }}
    QPushButton[variant="danger"]:hover {{ background: {c.red_soft}; }}
    """


def _tool_buttons(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QToolBar {{ background: transparent; border: 0; spacing: {m.px(2)}px; padding: 0;
        icon-size: {m.icon}px; }}
    QToolBar::separator {{ background: {c.line}; width: 1px; margin: {m.px(6)}px {m.px(6)}px; }}
    QToolButton {{ background: transparent; color: {c.ink}; border: 1px solid transparent;
        border-radius: {m.px(4)}px; padding: {m.px(5)}px {m.px(8)}px; icon-size: {m.icon}px; }}
    QToolButton:hover {{ background: {c.accent_soft}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {c.accent_soft}; color: {c.accent}; }}
    QToolButton:focus {{ border-color: {c.accent}; }}
    QToolButton:disabled {{ color: {c.ink_faint}; }}
    QToolButton[popupMode="1"] {{ padding-right: {m.px(22)}px; }}
    QToolButton[popupMode="2"] {{ padding-right: {m.px(20)}px; }}
    QToolButton::menu-indicator, QToolButton::menu-arrow {{ image: url(controls:down.svg);
        width: {m.px(10)}px; height: {m.px(10)}px; right: {m.px(5)}px;
        subcontrol-origin: padding; subcontrol-position: right center; }}
    QToolButton::menu-button {{ border: 0; width: {m.px(20)}px; }}
    """


def _inputs(m: Metrics) -> str:
    c = COLOURS
    side, thick = m.px(9), m.px(2)
    # Borders grow inwards on focus, so that text does not jump.
    return f"""
    {_each(_INPUTS)} {{ background: {c.surface}; color: {c.ink};
        border: 1px solid {c.line_strong}; border-radius: {m.px(4)}px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent};
        padding: 0 {side}px; }}
    QLineEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {{ min-height: {m.control - 2}px; }}
    QPlainTextEdit, QTextEdit {{ padding: {m.px(5)}px {m.px(5)}px; }}
    {_each(_INPUTS, ":hover")} {{ border-color: {c.ink_soft}; }}
    {_each(_INPUTS, ":focus")} {{ border: {thick}px solid {c.accent};
        padding: 0 {side - thick + 1}px; }}
    QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
        min-height: {m.control - 2 * thick}px; }}
    QPlainTextEdit:focus, QTextEdit:focus {{ padding: {m.px(5) - thick + 1}px; }}
    {_each(_INPUTS, '[invalid="true"]')} {{ background: {c.red_soft}; border-color: {c.red}; }}
    {_each(_INPUTS, ":disabled")}, {_each(_INPUTS, ":read-only")} {{ background: {c.sunken};
        color: {c.ink_soft}; border-color: {c.line}; }}
    QComboBox:editable:!disabled {{ background: {c.surface}; color: {c.ink};
        border-color: {c.line_strong}; }}
    QComboBox:editable:focus {{ border-color: {c.accent}; }}
    QComboBox[invalid="true"]:editable {{ background: {c.red_soft}; border-color: {c.red}; }}
    QComboBox:!editable:!disabled {{ background: {c.surface}; color: {c.ink};
        border-color: {c.line_strong}; }}
    QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; margin: 0;
        background: transparent; min-height: 0; }}
    QComboBox::drop-down {{ border: 0; width: {m.px(26)}px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url(controls:down.svg);
        width: {m.px(12)}px; height: {m.px(12)}px; }}
    QDateEdit::drop-down {{ border: 0; width: {m.px(26)}px; }}
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
    QDoubleSpinBox::down-button {{ border: 0; width: {m.px(20)}px; }}
    QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url(controls:up.svg);
        width: {m.px(10)}px; }}
    QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url(controls:down.svg);
        width: {m.px(10)}px; }}
    QLineEdit[role="search"] {{ border-radius: {m.control // 2}px; padding: 0 {m.px(12)}px; }}
    """


def _choices(m: Metrics) -> str:
    c = COLOURS
    size = m.px(17)
    return f"""
    QCheckBox, QRadioButton {{ spacing: {m.px(8)}px; background: transparent;
        min-height: {m.px(24)}px; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {size}px; height: {size}px;
        border: 1px solid {c.line_strong}; background: {c.surface}; }}
    QCheckBox::indicator {{ border-radius: {m.px(3)}px; }}
    QRadioButton::indicator {{ border-radius: {(size + 2) // 2}px; }}
    QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus,
    QRadioButton::indicator:focus {{ border-color: {c.accent}; background: {c.accent_faint}; }}
    QCheckBox:focus, QRadioButton:focus {{ color: {c.accent}; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
        image: url(controls:check.svg); }}
    QCheckBox::indicator:indeterminate {{ background: {c.accent}; border-color: {c.accent};
        image: url(controls:partly.svg); }}
    QRadioButton::indicator:checked {{ border-color: {c.accent}; image: url(controls:dot.svg); }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {c.ink_faint}; }}
    """


def _tabs(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QTabWidget::pane {{ border: 0; border-top: 1px solid {c.line}; top: -1px; }}
    QTabWidget::tab-bar {{ alignment: left; left: {m.px(8)}px; }}
    QTabBar {{ background: transparent; qproperty-drawBase: 0; font-size: {m.px(15)}px;
        icon-size: {m.px(20)}px; }}
    QTabBar::tab {{ background: transparent; color: {c.ink_soft}; border: 0;
        border-bottom: {m.px(3)}px solid transparent; padding: {m.px(6)}px {m.px(13)}px {m.px(5)}px;
        margin: 0 {m.px(1)}px; }}
    QTabBar::tab:hover {{ color: {c.ink}; background: {c.accent_faint}; }}
    QTabBar::tab:selected {{ color: {c.accent}; border-bottom-color: {c.accent}; }}
    QTabBar::tab:focus {{ background: {c.accent_soft}; }}
    QTabBar::tab:disabled {{ color: {c.ink_faint}; }}
    QTabBar::scroller {{ width: {m.px(30)}px; }}
    QTabBar QToolButton {{ background: {c.paper}; border: 0; padding: 0; }}
    QTabBar QToolButton::left-arrow {{ image: url(controls:left.svg); width: {m.px(12)}px; }}
    QTabBar QToolButton::right-arrow {{ image: url(controls:right.svg); width: {m.px(12)}px; }}
    """


def _lists(m: Metrics) -> str:
    c = COLOURS
    # Qt adds a focus margin of three pixels to the text of a cell, but not to a heading.
    return f"""
    QAbstractItemView {{ background: {c.surface}; alternate-background-color: {c.zebra};
        border: 1px solid {c.line}; outline: 0; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QTableView {{ gridline-color: {c.line}; }}
    QTableView::item {{ padding: 0 {max(m.px(8) - 3, 0)}px; border: 0; }}
    QTableView::indicator, QListView::indicator {{ width: {m.px(16)}px; height: {m.px(16)}px;
        border: 1px solid {c.line_strong}; background: {c.surface};
        border-radius: {m.px(3)}px; }}
    QTableView::indicator:checked, QListView::indicator:checked {{ background: {c.accent};
        border-color: {c.accent}; image: url(controls:check.svg); }}
    QTableView::item:hover, QListView::item:hover, QTreeView::item:hover {{
        background: {c.accent_faint}; }}
    QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{
        background: {c.accent_soft}; color: {c.ink}; }}
    QListView::item, QTreeView::item {{ padding: {m.px(5)}px {m.px(8)}px; border: 0; }}
    QHeaderView {{ background: {c.sunken}; border: 0; }}
    QHeaderView::section {{ background: {c.sunken}; color: {c.ink_soft}; border: 0;
        border-bottom: 1px solid {c.line}; border-right: 1px solid {c.line};
        padding: {m.px(7)}px {m.px(8)}px; font-weight: bold; font-size: {m.px(13)}px; }}
    QHeaderView::section:hover {{ background: {c.accent_soft}; color: {c.accent}; }}
    QHeaderView::down-arrow {{ image: url(controls:down.svg); width: {m.px(10)}px;
        height: {m.px(10)}px; subcontrol-position: right center; right: {m.px(6)}px; }}
    QHeaderView::up-arrow {{ image: url(controls:up.svg); width: {m.px(10)}px;
        height: {m.px(10)}px; subcontrol-position: right center; right: {m.px(6)}px; }}
    QTableCornerButton::section {{ background: {c.sunken}; border: 0; }}
    QComboBox QAbstractItemView, QListView[role="popup"] {{ border: 1px solid {c.line_strong};
        padding: {m.px(3)}px; }}
    QComboBox QAbstractItemView::item, QListView[role="popup"]::item {{
        min-height: {m.px(28)}px; }}
    """


def _menus(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QMenuBar {{ background: {c.paper}; border: 0; padding: {m.px(2)}px {m.px(6)}px; }}
    QMenuBar::item {{ background: transparent; padding: {m.px(5)}px {m.px(10)}px;
        border-radius: {m.px(4)}px; }}
    QMenuBar::item:selected {{ background: {c.accent_soft}; }}
    QMenu {{ background: {c.surface}; border: 1px solid {c.line_strong};
        padding: {m.px(5)}px 0; icon-size: {m.icon}px; }}
    QMenu::item {{ padding: {m.px(6)}px {m.px(28)}px {m.px(6)}px {m.px(12)}px;
        background: transparent; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QMenu::item:disabled {{ color: {c.ink_faint}; }}
    QMenu::icon {{ padding-left: {m.px(12)}px; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {m.px(5)}px {m.px(10)}px; }}
    QMenu::indicator {{ width: {m.px(14)}px; height: {m.px(14)}px; margin-left: {m.px(12)}px; }}
    QMenu::indicator:checked {{ image: url(controls:tick.svg); }}
    QMenu::right-arrow {{ image: url(controls:right.svg); width: {m.px(10)}px;
        margin-right: {m.px(8)}px; }}
    """


def _scrolling(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QScrollArea {{ background: transparent; border: 0; }}
    QScrollArea > QWidget > QWidget[role="sheet"] {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: {m.px(13)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {m.px(13)}px; margin: 0; }}
    QScrollBar::handle {{ background: #b9b4a9; border-radius: {m.px(4)}px; }}
    QScrollBar::handle:vertical {{ min-height: {m.px(36)}px; margin: {m.px(2)}px {m.px(3)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {m.px(36)}px; margin: {m.px(3)}px {m.px(2)}px; }}
    QScrollBar::handle:hover {{ background: {c.line_strong}; }}
    QScrollBar::handle:pressed {{ background: {c.accent}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    """


def _bars(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QProgressBar {{ background: {c.sunken}; border: 0; border-radius: {m.px(4)}px;
        min-height: {m.px(8)}px; max-height: {m.px(8)}px; text-align: center; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: {m.px(4)}px; }}
    QSlider::groove:horizontal {{ background: {c.line}; height: {m.px(4)}px;
        border-radius: {m.px(2)}px; }}
    QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: {m.px(2)}px; }}
    QSlider::handle:horizontal {{ background: {c.surface}; border: 2px solid {c.accent};
        width: {m.px(14)}px; margin: -{m.px(6)}px 0; border-radius: {m.px(9)}px; }}
    """


def _frames(m: Metrics) -> str:
    c = COLOURS
    return f"""
    QGroupBox {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {m.px(6)}px; margin-top: {m.px(12)}px;
        padding: {m.px(14)}px {m.px(10)}px {m.px(10)}px; }}
    QGroupBox::title {{ subcontrol-origin: margin; left: {m.px(10)}px; padding: 0 {m.px(4)}px;
        color: {c.accent}; font-weight: bold; }}
    QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {m.px(6)}px; }}
    QFrame[role="step"] {{ background: {c.accent_faint}; border: 1px solid {c.line};
        border-radius: {m.px(6)}px; }}
    QWidget[role="pane"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {m.px(6)}px; }}
    QFrame[role="rule"] {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
    QFrame[role="drop"] {{ background: {c.surface}; border: 1px solid {c.line_strong};
        border-radius: {m.px(6)}px; }}
    QFrame[role="drop"] QListView {{ border: 0; background: transparent; }}
    QTreeView[role="bare"], QListView[role="bare"] {{ border: 0; }}
    QTextEdit[role="sheet"] {{ background: {c.surface}; border: 0; border-radius: 0;
        selection-background-color: #b5dcd7; selection-color: {c.ink}; }}
    QFrame[role="hint"] {{ background: {c.amber_soft}; border: 1px solid {c.line};
        border-radius: {m.px(6)}px; }}
    QFrame[role="panel"] {{ background: {c.accent_faint}; border: 0;
        border-top: 1px solid {c.line}; border-bottom: 1px solid {c.line}; }}
    QFrame[role="notice"] {{ background: {c.ink}; border-radius: {m.px(6)}px; }}
    QFrame[role="notice"] QLabel {{ color: {c.surface}; }}
    QFrame[role="notice"] QPushButton {{ background: transparent; color: #9fdcd6; border: 0;
        font-weight: bold; padding: 0 {m.px(8)}px; min-width: 0; }}
    QFrame[role="notice"] QPushButton:hover {{ color: {c.surface}; }}
    QFrame[role="notice"] QPushButton:focus {{ color: {c.surface}; border: 1px solid #9fdcd6; }}
    """


def _chips(m: Metrics) -> str:
    c = COLOURS
    tones = "\n".join(
        f'QLabel[tone="{tone.value}"] {{ color: {text}; background: {ground};'
        f" border-radius: {m.px(4)}px; padding: {m.px(2)}px {m.px(8)}px; }}"
        for tone, (text, ground) in ((tone, tone_colours(tone)) for tone in Tone)
    )
    return f"""
    {tones}
    QPushButton[variant="chip"] {{ background: {c.surface}; color: {c.ink_soft};
        border: 1px solid {c.line}; border-radius: {m.px(26) // 2}px; padding: 0 {m.px(12)}px;
        min-height: {m.px(26)}px; min-width: 0; font-size: {m.px(13)}px; }}
    QPushButton[variant="chip"]:hover {{ border-color: {c.accent}; color: {c.accent}; }}
    QPushButton[variant="chip"]:focus {{ border-color: {c.accent}; }}
    QPushButton[variant="chip"]:checked {{ background: {c.accent}; color: {c.on_accent};
        border-color: {c.accent}; }}
    QFrame[role="segments"] {{ background: {c.sunken}; border: 1px solid {c.line};
        border-radius: {m.px(6)}px; }}
    QPushButton[variant="segment"] {{ background: transparent; color: {c.ink_soft}; border: 0;
        border-radius: {m.px(4)}px; padding: 0 {m.px(16)}px; min-height: {m.px(28)}px; }}
    QPushButton[variant="segment"]:hover {{ color: {c.accent}; }}
    QPushButton[variant="segment"]:focus {{ border: 1px solid {c.accent};
        padding: 0 {m.px(16) - 1}px; min-height: {m.px(28) - 2}px; }}
    QPushButton[variant="segment"]:checked {{ background: {c.surface}; color: {c.accent};
        font-weight: bold; }}
    """

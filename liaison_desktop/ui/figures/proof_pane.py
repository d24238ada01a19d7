"""口径检查 beside the text: what does not add up, where, and who signed for it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.ui.figures.blanks_left import BlanksLeft, gathered
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.text_strip import TextStrip
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.tokens import Tone

TYPED_NUMBER = "typed-number"


class SignStrip(TextStrip):
    """The reason for which a red finding stays as it is."""

    signed = Signal(str)
    """The reason was given."""

    def __init__(self) -> None:
        super().__init__()
        self.reason = QLineEdit()
        self.reason.setMaxLength(300)
        self.reason.setPlaceholderText("理由，如：另有 2 起由司法所受理，已附说明")
        self.reason.setAccessibleName("签注理由")
        self.sign_button = button("签注", variant="primary")
        cancel = button("取消")
        column = column_of(
            label("这一处保留原样的理由，会与姓名、日期一起留存", "field", wrap=True),
            self.reason,
            line_of(STRETCH, cancel, self.sign_button),
        )
        pad(column, across=12, down=8)
        self.setLayout(column)
        self.reason.returnPressed.connect(self._on_signed)
        self.sign_button.clicked.connect(self._on_signed)
        cancel.clicked.connect(self.close_strip)

    def open_strip(self, reason: str) -> None:
        """Ask for a reason."""
        self.reason.setText(reason)
        self.show()
        self.reason.setFocus()

    def _on_signed(self) -> None:
        if self.reason.text().strip():
            self.signed.emit(self.reason.text().strip())


class ProofPane(QWidget):
    """Enter jumps to the words meant, Alt+Q signs for a red finding; blanks are one line."""

    jump_wanted = Signal(object)
    """The words of a ``Finding`` are to be shown."""
    blank_wanted = Signal(object)
    """The next of ``BlanksLeft`` is to be shown."""
    sign_wanted = Signal(object, str)
    """A red ``Finding`` stays, with the reason."""
    withdraw_wanted = Signal(object)
    """A signature is to be taken back."""
    vouch_wanted = Signal(object)
    """A number typed by hand is vouched for."""
    left = Signal()
    """Back to the text."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        self._open = True
        self.told = label("", "field", wrap=True)
        self.list = CardList("口径检查", one_click=True)
        self.sign_button = button("签注理由", tip="红色的这一处保留原样，写明理由（Alt+Q）")
        self.vouch_button = button("由我核实", tip="这个手写的数我核对过（Alt+W）")
        self.strip = SignStrip()
        self._lay_out()
        # Not the buttons' own: another caption would take those away.
        QShortcut(QKeySequence("Alt+Q"), self).activated.connect(self._on_sign)
        QShortcut(QKeySequence("Alt+W"), self).activated.connect(self._on_vouch)
        self.list.taken.connect(self._on_taken)
        self.list.currentRowChanged.connect(lambda _row: self._fit_buttons())
        self.list.left.connect(self.left)
        for made in (self.sign_button, self.vouch_button):
            made.hide()  # until a finding is looked at that they are for
        self.sign_button.clicked.connect(self._on_sign)
        self.vouch_button.clicked.connect(self._on_vouch)
        self.strip.signed.connect(self._on_signed)
        self.strip.left.connect(self.list.setFocus)
        self.setFocusProxy(self.list)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that the check runs."""
        self.told.setText("正在核对…")

    def show_findings(self, findings: Sequence[Finding], *, is_open: bool) -> None:
        """Show what was found.

        Args:
            findings: Of the text as it stands.
            is_open: Whether anything may still be signed.
        """
        self.findings, self._open = tuple(findings), is_open
        lines = [_line(one) for one in gathered(_by_weight(findings))]
        self.list.show_lines(lines)
        red = sum(one.blocks_printing for one in findings)
        signed = sum(bool(one.signed_by) for one in findings)
        amber = sum(one.severity is Severity.AMBER for one in findings)
        parts = [f"{red} 处必须改正或签注"] * bool(red) + [f"{signed} 处已签注"] * bool(signed)
        parts += [f"{amber} 处请看一看"] * bool(amber)
        self.told.setText("，".join(parts) if parts else "核对无误：数字、比例、增减和期间都对得上")
        self._fit_buttons()

    def current(self) -> Finding | None:
        """Return the finding marked."""
        line = self.list.current()
        return line.key if line is not None and isinstance(line.key, Finding) else None

    def _on_taken(self, key: object) -> None:
        if isinstance(key, BlanksLeft):
            self.blank_wanted.emit(key)
        else:
            self.jump_wanted.emit(key)

    def _on_sign(self) -> None:
        finding = self.current()
        if finding is None or not self._open:
            return
        if finding.signed_by:
            self.withdraw_wanted.emit(finding)
        elif finding.blocks_printing:
            self.strip.open_strip("")

    def _on_signed(self, reason: str) -> None:
        finding = self.current()
        self.strip.close_strip()
        if finding is not None:
            self.sign_wanted.emit(finding, reason)

    def _on_vouch(self) -> None:
        finding = self.current()
        if finding is not None and finding.code == TYPED_NUMBER and self._open:
            self.vouch_wanted.emit(finding)

    def _fit_buttons(self) -> None:
        finding = self.current()
        red = finding is not None and finding.severity is Severity.RED
        self.sign_button.setVisible(red and self._open)
        signed = finding is not None and bool(finding.signed_by)
        self.sign_button.setText("收回签注" if signed else "签注理由")
        typed = finding is not None and finding.code == TYPED_NUMBER
        self.vouch_button.setVisible(typed and self._open)

    def _lay_out(self) -> None:
        head = line_of(self.told, self.vouch_button, self.sign_button)
        head.setStretch(0, 1)
        pad(head, across=14, down=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.strip)
        column.addWidget(self.list, 1)


def _by_weight(findings: Sequence[Finding]) -> list[Finding]:
    """Return what must be mended first; what stands together stays together."""
    return sorted(findings, key=lambda one: (not one.blocks_printing, bool(one.signed_by)))


def _line(finding: Finding | BlanksLeft) -> CardLine:
    if isinstance(finding, BlanksLeft):
        return CardLine(finding.sentence, "回车看下一处，Esc 去填", Tone.AMBER, finding)
    tone = Tone.RED if finding.blocks_printing else Tone.AMBER
    detail = f"“{finding.excerpt}”" if finding.excerpt else ""
    if finding.signed_by:
        tone = Tone.GREEN
        detail = f"{detail}　{finding.signed_by}签注：{finding.reason}".strip()
    return CardLine(finding.sentence, detail, tone, finding)

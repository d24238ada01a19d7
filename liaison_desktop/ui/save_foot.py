"""The foot of an editor: whether something is not saved, giving it up, saving it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from liaison_desktop.ui.layout_parts import label, line_of, pad
from liaison_desktop.ui.message import button


class SaveFoot(QWidget):
    """The words in the middle give way to the buttons beside them."""

    def __init__(self, *, left: Sequence[QWidget] = (), between: Sequence[QWidget] = ()) -> None:
        """Make a foot.

        Args:
            left: Further buttons at the left end.
            between: Further buttons left of 保存.
        """
        super().__init__()
        self.state = label("", "caption")
        self.list_button = button("回到列表", variant="quiet", icon_name="previous")
        self.list_button.setToolTip("先看列表，写的留着")
        self.list_button.hide()
        self.discard_button = button("放弃修改", tip="恢复成已保存的样子（Esc）")
        self.save_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        policy = QSizePolicy.Policy
        self.state.setSizePolicy(policy.Ignored, policy.Preferred)
        left = (self.list_button, *left)
        line = line_of(*left, self.state, self.discard_button, *between, self.save_button)
        line.setStretch(len(left), 1)
        pad(line, across=16, down=10)
        self.setLayout(line)

    def set_alone(self, alone: bool) -> None:
        """Lead back to the list where the form has its place, and be as low as a button.

        Args:
            alone: Whether the list is folded.
        """
        self.list_button.setVisible(alone)
        layout = self.layout()
        if layout is not None:
            pad(layout, across=16, down=3 if alone else 10)

    def offer(self, *, dirty: bool, new: bool) -> None:
        """Offer what can be done with a record that may be saved as it begins.

        Args:
            dirty: Whether something was typed and not saved.
            new: Whether the record is not stored yet.
        """
        self.save_button.setEnabled(dirty or new)
        self.discard_button.setVisible(dirty or new)
        self.discard_button.setText("取消登记" if new else "放弃修改")
        self.state.setText("未保存，已自动存为草稿" if dirty else "")

    def offer_once_typed(self, *, dirty: bool, new: bool) -> None:
        """Offer what can be done with a record that is saved only once something was typed.

        Args:
            dirty: Whether something was typed and not saved.
            new: Whether the record is not stored yet.
        """
        self.save_button.setEnabled(dirty)
        self.discard_button.setVisible(dirty or new)
        self.discard_button.setText("取消新增" if new and not dirty else "放弃修改")
        self.state.setText("有未保存的修改，已自动存为草稿" if dirty else "")

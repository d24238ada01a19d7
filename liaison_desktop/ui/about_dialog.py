"""关于: which version, where the data lie, what may not be stored here."""

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from liaison_desktop import __version__
from liaison_desktop.ui.layout_parts import label
from liaison_desktop.ui.message import MessageDialog, button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.status_line import NO_STATE_SECRETS


class AboutDialog(MessageDialog):
    """Says what somebody on the telephone asks first."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            f"群众工作站 {__version__}",
            "农户、结对联户、民情联系卡。数据只存在本机，不上传，不联网。",
        )
        data = desk.office.data
        folder = label(f"数据文件夹：{data}", "field", wrap=True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_content(folder)
        self.add_content(label(NO_STATE_SECRETS, "field"))
        self.add_content(label(f"Qt {qVersion()}。字体与程序库的许可随程序附上。", "caption"))
        show = button("打开数据文件夹")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(data))))
        self.add_widget_button(show)
        self.add_button("关闭", variant="primary")

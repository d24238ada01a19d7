"""Attachments (附件): files of a visit, concern or dispute, kept under their SHA-256."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select

from liaison_desktop import paths
from liaison_desktop.documents.page_count import page_count
from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError, InputRefusedError, RefusedError
from liaison_desktop.domain.matters.attachment import (
    LARGEST_BYTES,
    Attachment,
    refusal_of_content,
    refusal_of_name,
)
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.matters import attachment as model
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.record_names import record_names
from liaison_desktop.whole_file import written_whole

_LINKS: Mapping[Kind, str] = {
    Kind.VISIT: "visit_id",
    Kind.CONCERN: "concern_id",
    Kind.DISPUTE: "dispute_id",
}
_HEAD_BYTES = 4096
_BLOCK = 1 << 20
_GONE = "没有找到这个附件，可能已被移除。请刷新。"


class Attachments:
    """The files of matters; one file of the same content is kept once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder = paths.attachments_dir(context.data)

    def add(
        self, owner: Kind, owner_id: int, path: Path, *, paper: str = "", note: str = ""
    ) -> tuple[int, Changes]:
        """Copy a file into the data folder and attach it.

        Args:
            owner: ``Kind.VISIT``, ``Kind.CONCERN`` or ``Kind.DISPUTE``.
            owner_id: Its key.
            path: The file.
            paper: Value of ``PaperKind`` it stands for in a dossier, "" for none.
            note: A remark.

        Returns:
            The key of the attachment, and what changed; the same file is attached to a
            matter only once.

        Raises:
            InputRefusedError: When the file is missing, empty, too large or of a kind that
                is not kept (programs, scripts).
            RefusedError: When the matter is gone.
        """
        content = _read(path)
        digest = hashlib.sha256(content).hexdigest()
        pages = page_count(path.suffix, content)
        self._keep(digest, content)
        return self._attach(
            owner,
            owner_id,
            {
                "sha256": digest,
                "name": clipped("attachment", "name", path.name),
                "size": len(content),
                "pages": pages,
                "paper": paper or None,
                "note": clipped("attachment", "note", note.strip()) or None,
            },
        )

    def of(self, owner: Kind, owner_id: int) -> tuple[Attachment, ...]:
        """Return the attachments of a matter, in the order they were added."""
        own, link = table("attachment").c, _LINKS[owner]
        statement = (
            select(table("attachment"))
            .where(own[link] == owner_id)
            .order_by(own.position, own.id)
        )  # fmt: skip
        with self._context.store.reading() as session:
            rows = session.execute(statement).mappings().all()
        return tuple(
            Attachment(
                id=row["id"],
                owner=owner,
                owner_id=owner_id,
                sha256=row["sha256"],
                name=row["name"],
                size=row["size"],
                pages=row["pages"],
                paper=row["paper"] or "",
                added_on=row["added_on"],
                note=row["note"] or "",
            )
            for row in rows
        )

    def remove(self, attachment_id: int) -> Changes:
        """Take an attachment off its matter; its file stays, so that undo brings it back.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.operation("移除附件", self._context.actor) as operation:
            row = operation.session.get(model.Attachment, attachment_id)
            if row is None:
                raise RefusedError(_GONE)
            operation.sentence = f"移除附件：{row.name}"
            operation.bulk_delete(table("attachment"), [attachment_id])
        return operation.changes

    def path(self, attachment_id: int) -> Path:
        """Return where the file of an attachment lies; it is not to be changed.

        Raises:
            RefusedError: When the attachment is gone, or its file was removed or altered
                behind the program's back.
        """
        with self._context.store.reading() as session:
            row = session.get(model.Attachment, attachment_id)
            if row is None:
                raise RefusedError(_GONE)
            name, digest = row.name, row.sha256
        file = self._file(digest)
        if not file.is_file() or _digest_of(file) != digest:
            raise RefusedError(f"附件“{name}”的文件已丢失或被改动，请从备份恢复或重新添加。")
        return file

    def _attach(
        self, owner: Kind, owner_id: int, values: dict[str, object]
    ) -> tuple[int, Changes]:  # fmt: skip
        own, link = table("attachment").c, _LINKS[owner]
        with self._context.store.operation("", self._context.actor) as operation:
            session = operation.session
            matter = table(owner.value).c.id
            if session.scalar(select(matter).where(matter == owner_id)) is None:
                raise RefusedError("没有找到要加附件的记录，可能已被删除。请刷新。")
            known = select(own.id).where(own[link] == owner_id, own.sha256 == values["sha256"])
            key = session.scalar(known.limit(1))
            if key is None:
                last = session.scalar(select(func.max(own.position)).where(own[link] == owner_id))
                row = model.Attachment(
                    public_id=operation.public_id(),
                    position=(last or 0) + 1,
                    added_on=self._context.today(),
                    **{link: owner_id},
                    **values,
                )
                session.add(row)
                session.flush()
                key = row.id
                named = record_names(session, owner.value, [owner_id])[owner_id]
                operation.sentence = f"添加附件：{values['name']}（{named}）"
        return key, operation.changes

    def _keep(self, digest: str, content: bytes) -> None:
        """Write the file before the row: a file without a row is only unused."""
        target = self._file(digest)
        if target.is_file() and _digest_of(target) == digest:
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AppError(
                "附件文件夹不能写入。请检查磁盘是否已满、当前用户是否有权限。"
            ) from error
        with written_whole(target, private=True) as temporary:
            temporary.write_bytes(content)

    def _file(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _read(path: Path) -> bytes:
    """Return the bytes of a file that may be attached.

    Raises:
        InputRefusedError: When it may not, with the reason.
    """
    if refusal := refusal_of_name(path.name):
        raise InputRefusedError(refusal)
    try:
        if not path.is_file():
            raise InputRefusedError(f"没有找到文件“{path.name}”，请检查文件名和路径。")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            most = LARGEST_BYTES >> 20
            raise InputRefusedError(f"文件“{path.name}”超过 {most} MB，请压缩或拆分后再添加。")
        content = path.read_bytes()
    except OSError as error:
        raise InputRefusedError(f"文件“{path.name}”读不出来，请检查后再添加。") from error
    if refusal := refusal_of_content(path.name, content[:_HEAD_BYTES]):
        raise InputRefusedError(refusal)
    return content


def _digest_of(file: Path) -> str:
    whole = hashlib.sha256()
    with file.open("rb") as source:
        while block := source.read(_BLOCK):
            whole.update(block)
    return whole.hexdigest()

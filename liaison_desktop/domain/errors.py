"""Errors a person can do something about, each one clear Chinese sentence.

Everything that is not an ``AppError`` is a defect of the program.
"""

from collections.abc import Iterable, Mapping


class AppError(Exception):
    """A situation of the user's world, told in one or two sentences.

    Attributes:
        title: A few words for the head of a dialog.
        message: What happened and what to do, in Chinese.
        exit_code: What the command line returns (DESIGN 7).
    """

    title = "无法完成"
    exit_code = 3

    def __init__(self, message: str, *, title: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if title is not None:
            self.title = title


class InputRefusedError(AppError):
    """What was given cannot be used, and nothing was stored."""


class UsageError(AppError):
    """The command line or a value in it is wrong."""

    title = "命令有误"
    exit_code = 2


class StoreError(AppError):
    """The store cannot be used: locked, newer, damaged, missing."""

    title = "数据库无法使用"
    exit_code = 4


class NotPermittedError(AppError):
    """The person at the desk may not do this."""

    title = "没有权限"
    exit_code = 5


class RefusedError(AppError):
    """A rule of the office forbids the step; the message says which."""

    title = "不能这样做"


class SomeRefusedError(RefusedError):
    """A rule forbids the step for some of several records, so none was touched.

    Attributes:
        ids: Keys of those it forbids it for; the message names each with the reason.
    """

    def __init__(self, message: str, ids: Iterable[int]) -> None:
        super().__init__(message)
        self.ids = tuple(ids)


class ConflictError(AppError):
    """Someone else saved the record meanwhile.

    Attributes:
        fields: Field label to ``(theirs, mine)``, both as shown to people.
    """

    title = "该记录已被他人修改"

    def __init__(self, message: str, fields: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(message)
        self.fields = dict(fields)

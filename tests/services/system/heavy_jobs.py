"""Functions for child processes: good, hostile, slow, greedy."""

import os
import threading

from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError


def added(one: int, other: int) -> int:
    return one + other


def many(count: int) -> list[str]:
    return [f"第{index}行" for index in range(count)]


def refused() -> None:
    raise InputRefusedError("这不是工作簿。", title="打不开")


def forbidden() -> None:
    raise RefusedError("不能这样做。")


def in_conflict() -> None:
    raise ConflictError("已被修改。", {"姓名": ("甲", "乙")})


def defective() -> None:
    cell = "530324197608092656"
    raise ValueError(cell)


def vanishing() -> None:
    os._exit(3)


def endless() -> None:
    threading.Event().wait()  # nobody ever sets it


def greedy() -> int:
    return len(bytearray(8 << 30))


def greedy_slowly() -> int:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def unpicklable() -> object:
    return lambda: None


def reporting(count: int, *, progress) -> int:
    for done in range(count):
        progress.step(done, count, f"第{done}步")
    return count

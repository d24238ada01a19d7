"""The text of a summary as JSON and back; the schema's number stands inside."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from liaison_desktop.domain.errors import StoreError
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.scope import Dimension, scope_data, scope_of
from liaison_desktop.domain.figures.summary import Block, BlockKind
from liaison_desktop.domain.figures.token import (
    Aspect,
    Run,
    Style,
    Token,
    TokenKind,
    TokenSource,
)

SCHEMA = 1
_NEWER = "这份总结是用更新版本的程序写的，请升级程序后再打开。"
_USUAL = TokenSource(TokenKind.FIGURE)


def blocks_to_json(blocks: Iterable[Block]) -> str:
    """Return the text as JSON that ``blocks_from_json`` reads."""
    values = {"schema": SCHEMA, "blocks": [_block_values(block) for block in blocks]}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def blocks_from_json(text: str) -> tuple[Block, ...]:
    """Return the text that was written as JSON.

    Raises:
        StoreError: When a newer program wrote it.
    """
    values = json.loads(text)
    if values["schema"] > SCHEMA:
        raise StoreError(_NEWER)
    return tuple(_block(one) for one in values["blocks"])


def _runs_to_values(runs: Iterable[Run]) -> list[Any]:
    """Return runs as plain values: prose as text, tokens as mappings."""
    return [
        {"shown": run.shown, "source": source_to_values(run.source)}
        if isinstance(run, Token)
        else run
        for run in runs
    ]


def _runs_from_values(values: Iterable[Any]) -> tuple[Run, ...]:
    """Return the runs that were written as plain values."""
    return tuple(
        one if isinstance(one, str) else Token(one["shown"], source_from_values(one["source"]))
        for one in values
    )


def source_to_values(source: TokenSource) -> dict[str, Any]:
    """Return a source as plain values; what is as usual is left out."""
    values: dict[str, Any] = {"kind": source.kind.value}
    for name in ("key", "period", "measure"):
        if text := getattr(source, name):
            values[name] = text
    if source.scope.parts:
        values["scope"] = scope_data(source.scope)
    for name in ("against", "aspect", "style", "by"):
        choice = getattr(source, name)
        if choice is not getattr(_USUAL, name):
            values[name] = choice.value
    return values


def source_from_values(values: Mapping[str, Any]) -> TokenSource:
    """Return the source that was written as plain values."""
    against, by = values.get("against"), values.get("by")
    return TokenSource(
        kind=TokenKind(values["kind"]),
        key=values.get("key", ""),
        period=values.get("period", ""),
        scope=scope_of(values.get("scope", ())),
        against=None if against is None else Against(against),
        aspect=Aspect(values.get("aspect", Aspect.VALUE.value)),
        style=Style(values.get("style", Style.EXACT.value)),
        by=None if by is None else Dimension(by),
        measure=values.get("measure", ""),
    )


def _block_values(block: Block) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": block.kind.value, "runs": _runs_to_values(block.runs)}
    if block.hint:
        values["hint"] = block.hint
    if block.slot:
        values["slot"] = block.slot
    return values


def _block(values: Mapping[str, Any]) -> Block:
    return Block(
        kind=BlockKind(values["kind"]),
        runs=_runs_from_values(values["runs"]),
        hint=values.get("hint", ""),
        slot=values.get("slot", ""),
    )

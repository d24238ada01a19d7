"""The shipped structures of a summary and the thirteen sentences (domain.md 11.1, 11.2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from liaison_desktop import paths
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.summary import BlockKind, Structure

KEYS = ("A", "B", "C", "D", "E", "F", "G")
SENTENCE_SLOT = "sentence_"
_NAMES = {BlockKind.TITLE: "标题", BlockKind.ADDRESSEE: "主送机关", BlockKind.SIGNATURE: "署名",
          BlockKind.DATE: "成文日期"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SkeletonBlock:
    """A paragraph of a structure before it is filled.

    Attributes:
        kind: What it is.
        slot: Its name within the structure; of the thirteen sentences ``sentence_1`` …
        name: What people call it.
        text: Shipped template, "" for a paragraph left to be written.
        hint: What belongs there.
        missing: Of a variant: the indicator nobody keeps where it is used.
        variants: Other wordings, each for an office that does not keep what this one names.
    """

    kind: BlockKind
    slot: str
    name: str
    text: str
    hint: str = ""
    missing: str = ""
    variants: "tuple[SkeletonBlock, ...]" = ()

    def wordings(self) -> "tuple[SkeletonBlock, ...]":
        """Return the paragraph and its variants."""
        return (self, *self.variants)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A structure with its paragraphs.

    Attributes:
        structure: Its key and names.
        blocks: Title to date.
        table: Name of the annex table it asks for, "" for the usual ones.
    """

    structure: Structure
    blocks: tuple[SkeletonBlock, ...]
    table: str = ""


@cache
def skeletons() -> Mapping[str, Skeleton]:
    """Return the shipped structures by key."""
    return {key: _skeleton(_read(key)) for key in KEYS}


def skeleton(key: str) -> Skeleton:
    """Return one structure.

    Raises:
        UsageError: When there is none of that key.
    """
    try:
        return skeletons()[key.upper()]
    except KeyError:
        known = "、".join(f"{one} {skeletons()[one].structure.name}" for one in KEYS)
        raise UsageError(f"没有名为“{key}”的总结结构，可选：{known}。") from None


@cache
def sentences() -> Mapping[str, SkeletonBlock]:
    """Return the thirteen sentences by number."""
    return {one["number"]: _sentence(one) for one in _read("sentences")["sentences"]}


def _read(name: str) -> dict[str, Any]:
    text = paths.resource("summaries", f"{name}.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


def _sentence(values: Mapping[str, Any]) -> SkeletonBlock:
    slot, name = f"{SENTENCE_SLOT}{values['number']}", values["name"]
    variants = _variants(values, BlockKind.BODY, slot, name)
    return SkeletonBlock(BlockKind.BODY, slot, name, values["text"], variants=variants)


def _variants(
    values: Mapping[str, Any], kind: BlockKind, slot: str, name: str
) -> tuple[SkeletonBlock, ...]:
    return tuple(
        SkeletonBlock(
            kind,
            f"{slot}_{place}",
            f"{name}（没有{one['missing']}记录时）",
            one["text"],
            missing=one["missing"],
        )
        for place, one in enumerate(values.get("variants", ()), 2)
    )


def _skeleton(values: Mapping[str, Any]) -> Skeleton:
    blocks: list[SkeletonBlock] = []
    heading = ""
    for one in values["blocks"]:
        block = _block(one, heading)
        if block.kind in (BlockKind.HEADING_1, BlockKind.HEADING_2, BlockKind.HEADING_3):
            heading = block.text
        blocks.append(block)
    structure = Structure(values["key"], values["name"], values["suits"])
    return Skeleton(structure, tuple(blocks), values.get("table", ""))


def _block(values: Mapping[str, Any], heading: str) -> SkeletonBlock:
    hint = values.get("hint", "")
    if "sentence" in values:
        shared = sentences()[values["sentence"]]
        return replace(shared, kind=BlockKind(values["kind"]), hint=hint)
    kind, text = BlockKind(values["kind"]), values.get("text", "")
    usual = _NAMES.get(kind) or (heading or "导语" if kind is BlockKind.BODY else text)
    slot, name = values["slot"], values.get("name", usual)
    variants = _variants(values, kind, slot, name)
    return SkeletonBlock(kind, slot, name, text, hint, variants=variants)

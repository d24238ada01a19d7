"""The papers of a mediation dossier (人民调解卷宗): what each of them says, ready to be drawn.

A paper is made by ``paper`` from what is stored, shown block by block in an editor,
changed by ``edited`` with what a person wrote instead, and drawn as it then stands. Its
blocks, lists and signatures are those of the ministry's forms (domain.md 5.2).

The filling rule of those forms holds everywhere: nothing is left blank. A block without
text prints 无 or /; only days and signatures that are written by hand stay open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from liaison_desktop.domain.matters.dossier_blocks import BLOCKS, TITLES, BlockForm
from liaison_desktop.domain.terms.dispute import PAPER_LABELS, PaperKind


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """One place of a paper a person may write something else into.

    Attributes:
        form: What stands there: name, label, length, filler, choices.
        text: What is printed; "" prints the filler.
    """

    form: BlockForm
    text: str = ""

    @property
    def name(self) -> str:
        """The name its replacement is stored under (``dossier_text.block``)."""
        return self.form.name

    @property
    def printed(self) -> str:
        """What the paper says: the text, else the filler; "" is a line to write on."""
        return self.text.strip() or self.form.filler


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """Someone a paper is about; every value as printed, masked by the caller where due.

    Attributes:
        role: 申请人, 被申请人, 甲方, 乙方, 被调查人, 委托人, 受托人.
        name: Name of the person or the organisation.
        sex, ethnicity, age: Words, e.g. 男, 汉族, 52岁.
        occupation, phone, address: 职业或职务, 联系方式, 单位或住址.
        id_number: Printed only when given.
        representative: 法定代表人或负责人 of an organisation.
        organisation: A unit and no person: prints 名称 and 负责人.
    """

    role: str
    name: str
    sex: str = ""
    ethnicity: str = ""
    age: str = ""
    occupation: str = ""
    phone: str = ""
    address: str = ""
    id_number: str = ""
    representative: str = ""
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on.

    Attributes:
        label: Who signs and how, e.g. 申请人（签名、盖章或按指印）.
        who: The name, where several sign under the same label; "" prints none.
    """

    label: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a dossier.

    Attributes:
        kind: Which form.
        part: Which inquiry, session, agreement or follow-up it is of (its key), 0 for the
            papers that stand once; with ``kind`` the address of its texts.
        title: Printed at the head.
        blocks: In the order of the form.
        people: In order.
        items: Lines of its list (``dossier_blocks.LISTS`` says of which columns).
        signatures: Lines to sign on.
        committee: Whose seal belongs on it, "" for none.
        number: Number printed at its head (卷号 or 协议编号), "" for none.
        remark: Stands in the 备注 column of the contents.
    """

    kind: PaperKind
    part: int = 0
    title: str = ""
    blocks: tuple[PaperBlock, ...] = ()
    people: tuple[PaperPerson, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    signatures: tuple[Signature, ...] = ()
    committee: str = ""
    number: str = ""
    remark: str = ""

    def text(self, name: str) -> str:
        """Return what a block prints, filler included.

        Raises:
            KeyError: When the form has no such block.
        """
        return self.block(name).printed

    def block(self, name: str) -> PaperBlock:
        """Return a block by its name.

        Raises:
            KeyError: When the form has no such block.
        """
        for block in self.blocks:
            if block.name == name:
                return block
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class AttachedPages:
    """A file that is bound in behind the paper of its kind.

    Attributes:
        kind: The paper it belongs to.
        name: As it is called in the contents.
        path: The file: a PDF or a picture is printed page by page; any other file is
            listed in the contents as 另附.
        note: Stands in the 备注 column of the contents.
    """

    kind: PaperKind
    name: str
    path: Path
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What a paper carries besides its blocks; as in ``Paper``."""

    part: int = 0
    number: str = ""
    committee: str = ""
    remark: str = ""


_PLAIN_HEAD = PaperHead()


def paper(
    kind: PaperKind,
    values: Mapping[str, str],
    people: Sequence[PaperPerson] = (),
    items: Sequence[Sequence[str]] = (),
    head: PaperHead = _PLAIN_HEAD,
) -> Paper:
    """Return a paper with the blocks and the signatures of its form.

    Args:
        kind: Which form.
        values: Block name to text; a block not named here has the form's own text.
        people: Whom it is about.
        items: Lines of its list.
        head: Part, number, committee, remark.

    Raises:
        KeyError: When a value names no block of the form.
    """
    forms = BLOCKS[kind]
    if unknown := set(values) - {form.name for form in forms}:
        raise KeyError(", ".join(sorted(unknown)))
    return Paper(
        kind=kind,
        part=head.part,
        title=TITLES.get(kind, PAPER_LABELS[kind]),
        blocks=tuple(PaperBlock(form, values.get(form.name, form.standing)) for form in forms),
        people=tuple(people),
        items=tuple(tuple(item) for item in items),
        signatures=signers(kind, people),
        committee=head.committee,
        number=head.number,
        remark=head.remark,
    )


def edited(source: Paper, texts: Mapping[str, str]) -> Paper:
    """Return a paper with what a person wrote in place of some of its blocks.

    Args:
        source: The paper as it comes from the records.
        texts: Block name to text; names the form does not have are left aside, so that a
            text written for an older form does no harm.
    """
    blocks = tuple(
        replace(block, text=texts[block.name]) if block.name in texts else block
        for block in source.blocks
    )
    return replace(source, blocks=blocks)


_SIGNED = "签名、盖章或按指印"
_PARTIES_SIGN = {
    PaperKind.APPLICATION: "申请人",
    PaperKind.ACCEPTANCE: "当事人",
    PaperKind.RIGHTS: "当事人",
    PaperKind.MEDIATION: "当事人",
    PaperKind.AGREEMENT: "当事人",
    PaperKind.MANDATE: "",
    PaperKind.INQUIRY: "",
    PaperKind.CONFIRMATION: "申请人",
}
_OTHERS_SIGN: Mapping[PaperKind, tuple[str, ...]] = {
    PaperKind.ACCEPTANCE: ("登记人（签名）",),
    PaperKind.RIGHTS: ("告知人（签名）",),
    PaperKind.IDENTITY: ("核对人（签名）",),
    PaperKind.INQUIRY: ("调查人（签名）", "记录人（签名）"),
    PaperKind.EVIDENCE: ("收集人（签名）",),
    PaperKind.MEDIATION: ("人民调解员（签名）", "记录人（签名）"),
    PaperKind.AGREEMENT: ("人民调解员（签名）", "记录人（签名）"),
    PaperKind.ORAL_AGREEMENT: ("人民调解员（签名）",),
    PaperKind.PERFORMANCE: ("人民调解员（签名）",),
    PaperKind.FOLLOW_UP: ("回访人（签名）",),
    PaperKind.FILE_NOTE: ("检查人（签名）",),
    PaperKind.CLOSING_REPORT: ("承办人（签名）", "负责人（签名）"),
}


def signers(kind: PaperKind, people: Sequence[PaperPerson]) -> tuple[Signature, ...]:
    """Return the lines to sign on that a form asks for.

    The applicant signs the application, both sides the other papers (调解法 29); where
    several sign, each line says whose it is.
    """
    found: list[Signature] = []
    if kind in _PARTIES_SIGN:
        signing = [
            person
            for person in people
            if kind is not PaperKind.APPLICATION or not person.role.startswith("被")
        ]
        several = len(signing) > 1
        for person in signing:
            label = _PARTIES_SIGN[kind] or person.role
            found.append(Signature(f"{label}（{_SIGNED}）", person.name if several else ""))
        if not signing:
            found.append(Signature(f"{_PARTIES_SIGN[kind] or '当事人'}（{_SIGNED}）"))
    found += [Signature(label) for label in _OTHERS_SIGN.get(kind, ())]
    return tuple(found)

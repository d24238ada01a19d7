"""Writes made-up rosters in random layouts, together with what they truly say.

Everything here is computed without the program's own code, so that it can judge it.
"""

import csv
import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.roster_files import write_xls, write_xlsx
from tests.roster_words import (
    BLANK_MARKS,
    DOTTED,
    ENDINGS,
    ETHNICITIES,
    FOREIGN,
    GIVEN,
    HEAD_WORDS,
    HEADINGS,
    HOUSEHOLD_FIELDS,
    KINDS,
    LONG_NAMES,
    MEMBER_FIELDS,
    RELATIONS,
    SURNAMES,
    WEIGHTS,
)


def checked(first17: str) -> str:
    """Return a whole identity number."""
    total = sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True))
    return first17 + "10X98765432"[total % 11]


@dataclass
class Member:
    name: str
    sex: str
    relation: str
    relation_code: str
    ethnicity: str
    id_kept: str
    id_code: str
    birth: dt.date | None
    phones: list[str]
    cells: dict[str, object] = field(default_factory=dict)


@dataclass
class Household:
    village: str
    group: str
    number: str
    members: list[Member]
    head: int
    values: dict[str, object]
    cells: dict[str, object] = field(default_factory=dict)


@dataclass
class Layout:
    """What is varied."""

    form: str
    ending: str
    top_rows: int
    two_rows: bool
    style: str  # how the household's cells stand over its members
    columns: list[str]
    places_in: str  # columns, sheet or title
    repeat_header: bool
    totals: bool
    signed: bool
    gaps: bool
    sequence: str  # none, household, person
    dittos: bool


class Maker:
    """Makes one roster from a seed."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)
        self.layout = self._layout()
        self.headings = {key: self.rnd.choice(words) for key, words in HEADINGS.items()}
        self.households = self._households()

    def _layout(self) -> Layout:
        rnd = self.rnd
        form = rnd.choice(("long", "long", "long", "wide", "heads"))
        ending = rnd.choice(ENDINGS)
        merged = ending in (".xlsx", ".xls")
        style = rnd.choice(("merged", "repeated", "first") if merged else ("repeated", "first"))
        optional = [f for f in (*HOUSEHOLD_FIELDS, "sex", "ethnicity", "birth", "phone")
                    if rnd.random() < 0.7]  # fmt: skip
        keys = [["number"], ["head"], ["number", "head"], []][rnd.randrange(4)]
        if form != "long":
            keys = ["number", "head"] if rnd.random() < 0.5 else ["head"]
        return Layout(
            form=form,
            ending=ending,
            top_rows=rnd.choice((0, 1, 2, 3, rnd.randrange(15))),
            two_rows=form == "long" and rnd.random() < 0.4,
            style=style,
            columns=[*keys, *optional, "id"],
            places_in=rnd.choice(("columns", "sheet", "title")) if merged else "columns",
            repeat_header=form != "heads" and rnd.random() < 0.3,
            totals=rnd.random() < 0.5,
            signed=rnd.random() < 0.5,
            gaps=rnd.random() < 0.2,
            sequence=rnd.choice(("none", "household", "person")),
            dittos=rnd.random() < 0.3,
        )

    # people ------------------------------------------------------------------------------

    def _households(self) -> list[Household]:
        rnd, layout = self.rnd, self.layout
        village = rnd.choice(("中和村", "补歹村", "大水塘村", "金鸡村"))
        groups = [f"{village[:-1]}{n}组" for n in "一二三"[: rnd.randint(1, 3)]]
        found = []
        for group in groups:
            for _ in range(rnd.randint(1, 5)):
                serial = len(found) + 1
                found.append(self._household(village, group, f"{village[0]}{serial:04d}"))
        if layout.places_in == "title":
            for household in found:
                household.group = groups[0]
        return found

    def _household(self, village: str, group: str, number: str) -> Household:
        rnd, layout = self.rnd, self.layout
        size = 1 if layout.form == "heads" else rnd.randint(1, 5)
        members = [self._member(at) for at in range(size)]
        head = 0
        known = {"number", "head"} & set(layout.columns)
        if layout.form == "long" and known and layout.style != "first" and rnd.random() < 0.2:
            head = rnd.randrange(size)
            members[0], members[head] = members[head], members[0]
        land, income = round(rnd.uniform(0.5, 20), 1), rnd.randrange(2000, 20000)
        kind = rnd.choice(list(KINDS))
        need = rnd.choice(("缺技术", "因病致困", "入户路未硬化", ""))
        values: dict[str, object] = {"land": land, "income": income, "kind": kind, "need": need}
        cells: dict[str, object] = {
            "land": rnd.choice((land, str(land), f"{land}亩", f"约{land}")),
            "income": rnd.choice((income, f"{income}元", f"{income:,}", f"约{income}")),
            "kind": rnd.choice(KINDS[kind]),
            "need": need or rnd.choice(("", "/")),
        }
        if "万元" in self.headings["income"]:
            values["income"] = round(round(income / 10000, 2) * 10000.0)
            cells["income"] = round(income / 10000, 2)
        return Household(village, group, number, members, head, values, cells)

    def _member(self, at: int) -> Member:
        rnd = self.rnd
        sex = rnd.choice("MF")
        name = rnd.choice(SURNAMES) + "".join(rnd.sample(GIVEN, rnd.randint(1, 2)))
        if rnd.random() < 0.08:
            name = rnd.choice((*DOTTED, *LONG_NAMES))
        if at == 0:
            word = rnd.choice(list(HEAD_WORDS))
            code = HEAD_WORDS[word]
        else:
            word = rnd.choice(list(RELATIONS[sex]))
            code = RELATIONS[sex][word]
        birth = dt.date(1940, 1, 1) + dt.timedelta(days=rnd.randrange(28000))
        number = checked(f"530324{birth:%Y%m%d}{rnd.randrange(100):02d}{self._sex_digit(sex)}")
        cell, kept, id_code = self._damaged(number)
        ethnicity = rnd.choice(list(ETHNICITIES))
        phones, phone_cell = self._phones()
        proven = birth if id_code in ("", "id-15") else None
        if id_code == "id-precision-lost":
            proven = None  # the first digits may prove it, but need not
        member = Member(
            name, sex, word.replace(" ", ""), code, ethnicity, kept, id_code, proven, phones
        )
        member.cells = {
            "name": self._spoiled_name(name),
            "relation": word,
            "sex": rnd.choice({"M": ("男", "1", "男性"), "F": ("女", "2", "女性")}[sex]),
            "ethnicity": rnd.choice(ETHNICITIES[ethnicity]),
            "id": cell,
            "birth": self._birth_cell(birth),
            "phone": phone_cell,
        }
        if "birth" in self.layout.columns:
            member.birth = birth
        return member

    def _sex_digit(self, sex: str) -> int:
        return self.rnd.choice((1, 3, 5, 7, 9) if sex == "M" else (0, 2, 4, 6, 8))

    def _damaged(self, number: str) -> tuple[object, str, str]:
        """Return the cell, what may be kept, and the problem."""
        rnd = self.rnd
        lost = float(number[:17] + "0")
        wrong = number[:17] + rnd.choice([c for c in "123456789X" if c != number[17]])
        no_day = checked(number[:10] + "1345" + number[14:17])
        damages: list[tuple[object, str, str]] = [
            (rnd.choice(("", "无", "/", " ")), "", "id-missing"),
            (f"{lost:.5E}" if self.layout.ending[:4] == ".csv" else lost, "", "id-precision-lost"),
            (wrong, wrong, "id-check-digit"),
            (no_day, no_day, "id-date"),
            (number[:-1], "", "id-invalid"),
        ]
        if number[6:8] == "19":
            damages.append((number[:6] + number[8:17], number, "id-15"))
        kind = rnd.randrange(14)
        if kind < len(damages):
            return damages[kind]
        dressed = (
            number,
            f"'{number}",
            f"{number[:6]} {number[6:14]} {number[14:]}",
            number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}),
            number.lower(),
            number.replace("X", "×"),
            f"\u3000{number}\u200b",
            number.replace("X", "\u0425"),
        )
        return rnd.choice(dressed), number, ""

    def _phones(self) -> tuple[list[str], object]:
        rnd = self.rnd
        mobile = f"1{rnd.choice('3578')}{rnd.randrange(10**9):09d}"
        landline = f"0874-{rnd.randrange(2_000_000, 8_999_999)}"
        both = f"{mobile}{rnd.choice('/、,;')}{landline}"
        cells: list[tuple[list[str], object]] = [
            ([], rnd.choice(BLANK_MARKS)),
            ([mobile], float(mobile)),
            ([mobile], f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}"),
            ([mobile], f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"),
            ([mobile, landline], both),
            ([landline], landline.replace("-", rnd.choice(("-", "")))),
            ([mobile], mobile),
        ]
        return rnd.choice(cells)

    def _birth_cell(self, birth: dt.date) -> object:
        texts: list[object] = [
            f"{birth.year}.{birth.month}.{birth.day}",
            birth.isoformat(),
            f"{birth:%Y%m%d}",
            f"{birth.year}年{birth.month}月{birth.day}日",
            f"{birth.year}/{birth.month}/{birth.day}",
        ]
        if not self.layout.ending.startswith(".csv"):
            texts += [birth, (birth - dt.date(1899, 12, 30)).days]
        return self.rnd.choice(texts)

    def _spoiled_name(self, name: str) -> str:
        rnd = self.rnd
        if "·" in name:
            return name.replace("·", rnd.choice("·•．・"))
        kind = rnd.randrange(6)
        if kind == 0 and len(name) <= 3:
            return rnd.choice((" ", "  ", "\u3000")).join(name)
        if kind == 1:
            return rnd.choice((f" {name}", f"{name} ", f"\u3000{name}"))
        return name

    # sheets ------------------------------------------------------------------------------

    def sheets(self) -> list[tuple[str, list[list[object]], list[tuple[int, int, int, int]]]]:
        """Return name, rows and merged ranges of every sheet."""
        groups: dict[str, list[Household]] = {}
        for household in self.households:
            key = household.group if self.layout.places_in == "sheet" else "花名册"
            groups.setdefault(key, []).append(household)
        return [(name, *self._sheet(found)) for name, found in groups.items()]

    def _sheet(self, households: list[Household]):
        rnd, layout = self.rnd, self.layout
        rows: list[list[object]] = self._above(households)
        merges: list[tuple[int, int, int, int]] = []
        order = self._order()
        head_rows, head_merges = self._header(order, len(rows), households)
        rows += head_rows
        merges += head_merges
        if layout.form == "wide":
            body = [self._wide_row(h, order, at, households) for at, h in enumerate(households, 1)]
            rows += body
        else:
            person = 0
            above = None
            for at, household in enumerate(households, 1):
                if layout.gaps and at > 1:
                    rows.append([])
                if layout.repeat_header and at == 2:
                    rows += head_rows
                top = len(rows)
                for index, member in enumerate(household.members):
                    person += 1
                    row = self._row(household, member, index, order, (at, person))
                    same = above is not None and above.ethnicity == member.ethnicity
                    if layout.dittos and same and "ethnicity" in order and rnd.random() < 0.5:
                        row[order.index("ethnicity")] = rnd.choice(("同上", "〃"))
                    above = member
                    rows.append(row)
                if layout.style == "merged" and len(household.members) > 1:
                    merges += [
                        (top, column, len(rows) - 1, column)
                        for column, key in enumerate(order)
                        if key in ("number", "head", "village", "group", *HOUSEHOLD_FIELDS)
                        or (key == "sequence" and layout.sequence == "household")
                    ]
        rows += self._below(households)
        return rows, merges

    def _above(self, households: list[Household]) -> list[list[object]]:
        layout, home = self.layout, households[0]
        rows: list[list[object]] = []
        place = home.village + (home.group if layout.places_in == "title" else "")
        if layout.places_in != "columns":
            rows.append([f"罗平县罗雄镇{place}农户基本情况花名册"])
        while len(rows) < layout.top_rows:
            rows.append(
                self.rnd.choice(
                    ([], ["说明：请如实填写，不得漏项"], ["", "填报时间:2023年1月10日"])
                )
            )
        if layout.two_rows:
            del rows[13:]
        return rows[:14] if layout.places_in == "columns" else rows[:1] + rows[1:14]

    def _order(self) -> list[str]:
        rnd, layout = self.rnd, self.layout
        keys = [key for key in ("number", "head") if key in layout.columns]
        places = ["village", "group"] if layout.places_in == "columns" else []
        household = [key for key in layout.columns if key in HOUSEHOLD_FIELDS]
        member = [key for key in layout.columns if key in MEMBER_FIELDS]
        rnd.shuffle(household)
        rnd.shuffle(member)
        sequence = ["sequence"] if layout.sequence != "none" else []
        extra = ["extra"] if rnd.random() < 0.3 else []
        if layout.form == "heads":
            return [*sequence, *places, *keys, *member, *household, *extra]
        if layout.form == "wide":
            return [*sequence, *places, *keys, *household, *extra, "members"]
        member = ["name", "relation", *member]
        blocks = [household, extra]
        rnd.shuffle(blocks)
        if rnd.random() < 0.5:
            return [*sequence, *places, *keys, *member, *blocks[0], *blocks[1]]
        return [*sequence, *places, *keys, *household, *member, *extra]

    def _header(self, order: list[str], top: int, households: list[Household]):
        words = {**self.headings, "sequence": "序号", "extra": self.rnd.choice(FOREIGN)}
        if self.layout.form == "wide":
            fields = ["name", "relation", *[k for k in self.layout.columns if k in MEMBER_FIELDS]]
            most = max(len(h.members) for h in households)
            numbered = self.rnd.random() < 0.5
            row: list[object] = [words[key] for key in order if key != "members"]
            for slot in range(1, max(most, 2) + 1):
                row += [f"成员{slot}{HEADINGS[k][0]}" if numbered else words[k] for k in fields]
            self.slots = max(most, 2)
            return [row], []
        if not self.layout.two_rows:
            return [[words[key] for key in order]], []
        upper: list[object] = []
        lower: list[object] = []
        for key in order:
            inner = key in ("name", "relation", *MEMBER_FIELDS)
            first = inner and "家 庭 成 员" not in upper
            upper.append("家 庭 成 员" if first else "" if inner else words[key])
            lower.append(words[key] if inner else "")
        merges = [(top, c, top + 1, c) for c, word in enumerate(lower) if not word]
        inner_columns = [c for c, word in enumerate(lower) if word]
        if len(inner_columns) > 1:
            merges.append((top, inner_columns[0], top, inner_columns[-1]))
        return [upper, lower], merges

    def _row(self, household: Household, member: Member, index: int, order: list[str],
             counts: tuple[int, int]) -> list[object]:  # fmt: skip
        first = index == 0 or self.layout.style == "repeated"
        row: list[object] = []
        for key in order:
            if key in member.cells:
                row.append(member.cells[key])
            elif key == "sequence":
                whole = self.layout.sequence == "household"
                row.append((counts[0] if index == 0 or first else "") if whole else counts[1])
            elif key == "extra":
                row.append("")
            else:
                row.append(self._household_cell(household, key) if first else "")
        return row

    def _household_cell(self, household: Household, key: str) -> object:
        if key == "head":
            return household.members[household.head].name
        if key in ("village", "group", "number"):
            return getattr(household, key)
        return household.cells[key]

    def _wide_row(
        self, household: Household, order: list[str], at: int, _all: object
    ) -> list[object]:
        row: list[object] = []
        fields = ["name", "relation", *[k for k in self.layout.columns if k in MEMBER_FIELDS]]
        for key in order:
            if key == "sequence":
                row.append(at)
            elif key == "extra":
                row.append("")
            elif key != "members":
                row.append(self._household_cell(household, key))
        for slot in range(self.slots):
            present = slot < len(household.members)
            row += [household.members[slot].cells[k] if present else "" for k in fields]
        return row

    def _below(self, households: list[Household]) -> list[list[object]]:
        rows: list[list[object]] = []
        people = sum(len(h.members) for h in households)
        if self.layout.totals:
            rows.append(["合 计", "", f"{len(households)}户", f"{people}人"])
        if self.layout.signed:
            rows += [[], ["填表人:          审核人:          联系电话:"], ["注：本表一式两份。"]]
        return rows

    # files -------------------------------------------------------------------------------

    def write(self, folder: Path, name: str) -> Path:
        """Write the file and return its path."""
        ending, _, encoding = self.layout.ending.partition(":")
        path = folder / f"{name}{ending}"
        sheets = self.sheets()
        if ending == ".csv":
            with path.open("w", encoding=encoding, newline="") as stream:
                csv.writer(stream).writerows([self._csv(c) for c in row] for row in sheets[0][1])
        elif ending == ".xls":
            write_xls(path, sheets)
        else:
            write_xlsx(path, sheets)
        return path

    @staticmethod
    def _csv(cell: object) -> object:
        return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else cell

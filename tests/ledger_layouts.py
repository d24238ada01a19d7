"""Writes made-up ledgers in random layouts, together with what they truly say.

Everything here is computed without the program's own code, so that it can judge it.
"""

import csv
import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.roster_files import write_xls, write_xlsx
from tests.roster_words import DOTTED, ENDINGS, GIVEN, LONG_NAMES, SURNAMES

HEADINGS = {
    "visits": {
        "day": ("走访日期", "走访时间", "日期", "入户时间", "走访\n日期", "下访时间"),
        "cadres": ("走访干部", "走访人", "走访人员", "挂钩干部", "参加人员", "走访干部姓名"),
        "households": ("走访对象", "走访户主", "户主姓名", "被走访人", "走访农户", "走访户"),
        "number": ("户编号", "户号", "农户编号"),
        "place": ("村组", "地点", "家庭住址", "走访地点"),
        "way": ("走访方式", "走访形式", "方式"),
        "said": ("反映的问题", "群众诉求", "存在困难和问题", "意见建议", "反映问题及建议"),
        "answer": ("当场答复情况", "处理情况", "解决情况", "答复情况"),
        "note": ("备注", "说明"),
    },
    "concerns": {
        "received": ("登记日期", "登记时间", "受理时间", "收集时间", "日期", "来访日期"),
        "channel": ("来源", "反映渠道", "问题来源", "来访方式"),
        "applicants": ("申请人", "反映人", "来访人姓名", "诉求人", "群众姓名"),
        "household": ("户编号", "户号"),
        "phone": ("联系电话", "联系方式", "手机号码"),
        "place": ("村组", "住址", "家庭住址", "所在村组"),
        "category": ("类别", "问题类型", "事项类别", "诉求分类"),
        "content": ("申办事项", "反映问题", "主要诉求", "事项内容", "群众反映的问题"),
        "level": ("办理层级", "层级", "台账级别"),
        "owners": ("主办责任人", "责任人", "承办人", "办理责任人"),
        "limit": ("办结时限", "办理时限", "完成时限", "办结期限"),
        "state": ("办理情况", "办理结果", "办理状态", "处理情况"),
        "done": ("办结日期", "办结时间", "实际办结日期", "完成时间"),
        "satisfaction": ("满意度", "是否满意", "群众评价"),
        "note": ("备注", "说明"),
    },
    "disputes": {
        "found": ("排查时间", "排查日期", "发生时间", "发现时间", "受理日期", "日期"),
        "place": ("地点", "发生地", "村组", "发生地点", "纠纷发生地"),
        "parties": (("当事人(甲方)", "当事人(乙方)"), ("申请人", "被申请人"), ("甲方", "乙方"),
                    ("双方当事人",), ("当事人",), ("纠纷双方",), ("当事人甲", "当事人乙")),
        "phones": ("联系电话", "电话", "联系方式"),
        "kind": ("纠纷类型", "纠纷类别", "矛盾纠纷类型", "性质"),
        "facts": ("简要情况", "主要内容", "纠纷简要情况", "基本案情", "事由"),
        "risk": ("风险等级", "预警等级", "难易程度"),
        "mediator": ("调解人", "调解员", "调解组织", "调处人"),
        "mediated": ("调解时间", "调处日期", "调解日期"),
        "result": ("调解结果", "化解情况", "处理结果", "调处结果"),
        "amount": ("涉及金额(元)", "涉及金额", "金额（万元）", "标的额（元）"),
        "note": ("备注",),
    },
}  # fmt: skip
REQUIRED = {
    "visits": ("day", "households"),
    "concerns": ("received", "content", "applicants"),
    "disputes": ("found", "parties", "facts"),
}
EVENT = {"visits": "day", "concerns": "received", "disputes": "found"}
WORDS = {
    "way": ("入户走访", "田间地头", "座谈", "电话"),
    "said": ("饮水困难", "希望硬化入户路", "咨询低保政策，问2022年的补贴", "缺种植技术"),
    "answer": ("已答复", "已登记，5日内回复", "当场讲清政策"),
    "channel": ("来访", "来电", "走访", "值班"),
    "category": ("实际困难", "发展建议", "工作不足", "干部作风"),
    "content": ("请求硬化入户路120米", "垃圾清运不及时", "累计三年没有发补贴", "建议种小黄姜"),
    "level": ("村", "镇", "县"),
    "satisfaction": ("满意", "基本满意", "不满意"),
    "kind": ("合同纠纷", "邻里纠纷", "山林土地纠纷", "征地拆迁纠纷"),
    "facts": ("因排水沟堵塞发生争执。", "因2022年借款3000元未还。", "合计三亩地界不清", "因宅基地"),
    "risk": ("一般", "较大", "重大"),
    "mediator": ("村调解委员会", "司法所", "李明"),
    "result": ("调解成功", "调解不成功", "正在调处"),
    "note": ("待回访", "下次再访", "已归档"),
    "state": ("已办结", "正在办理", "已上报", "当场答复"),
}
DITTO_FIELDS = ("place", "way", "channel", "category", "level", "owners", "cadres", "kind", "risk",
                "mediator")  # fmt: skip
BLANKS = ("", "", "", "/")


@dataclass
class Record:
    """What a row truly says, and its cells."""

    true: dict[str, object]
    cells: dict[str, object] = field(default_factory=dict)
    line: int = 0


class LedgerMaker:
    """Makes one ledger from a seed."""

    def __init__(self, noun: str, seed: int) -> None:
        self.noun = noun
        self.rnd = random.Random(f"{noun}-{seed}")
        rnd = self.rnd
        self.ending = rnd.choice(ENDINGS)
        self.is_csv = self.ending.startswith(".csv")
        self.year = rnd.choice((2021, 2022, 2023, 2024))
        # where the year of days without one stands
        self.year_in = rnd.choice(
            ("title", "file", "rows") if self.is_csv else ("title", "sheet", "file", "rows")
        )
        self.top = rnd.choice((0, 1, 2, 3, rnd.randrange(14)))
        words = HEADINGS[noun]
        self.headings = {name: rnd.choice(found) for name, found in words.items()}
        optional = [name for name in words if name not in REQUIRED[noun] and rnd.random() < 0.75]
        if "phones" in optional and isinstance(self.headings["parties"], str):
            optional.remove("phones")
        self.order = [*REQUIRED[noun], *optional]
        rnd.shuffle(self.order)
        if "phone" in self.order:  # elsewhere it may be someone else's
            self.order.remove("phone")
            self.order.insert(self.order.index("applicants") + 1, "phone")
        self.has_sequence = rnd.random() < 0.7
        self.dittos = rnd.random() < 0.4
        self.merged_place = not self.is_csv and not self.dittos and rnd.random() < 0.3
        self.repeats_header = rnd.random() < 0.3
        self.gaps = rnd.random() < 0.3
        self.ends = rnd.random() < 0.6
        self.place = ""
        self.records = [self._record(at) for at in range(rnd.randint(1, 9))]

    # values ------------------------------------------------------------------------------

    def _name(self) -> str:
        rnd = self.rnd
        if rnd.random() < 0.1:
            return rnd.choice((*DOTTED, *LONG_NAMES))
        return rnd.choice(SURNAMES) + "".join(rnd.sample(GIVEN, rnd.randint(1, 2)))

    def _spoiled(self, name: str) -> str:
        rnd = self.rnd
        if "·" in name:
            return name.replace("·", rnd.choice("·•．"))
        if len(name) == 2 and rnd.random() < 0.3:
            return rnd.choice((" ", "\u3000")).join(name)
        return rnd.choice((name, name, f" {name}", f"{name}\u3000"))

    def _record(self, at: int) -> Record:
        true: dict[str, object] = {}
        record = Record(true)
        event = dt.date(self.year, 3, 1) + dt.timedelta(days=self.rnd.randrange(100))
        true["event"] = event
        for name in self.order:
            if name == EVENT[self.noun]:
                continue
            getattr(self, f"_{name}", self._word)(record, name)
        first = EVENT[self.noun]
        record.cells[first], true[first] = self._day_cell(event, certain=at == 0)
        return record

    def _day_cell(self, day: dt.date, *, certain: bool = False) -> tuple[object, dt.date | None]:
        """Return a cell, and the day it names; None for a damaged one."""
        rnd = self.rnd
        whole: list[object] = [
            day.isoformat(), f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
            f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month:02d}/{day.day:02d}",
            f"{day.year % 100}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）",
        ]  # fmt: skip
        if not self.is_csv:
            whole += [day, (day - dt.date(1899, 12, 30)).days]
        if certain and self.year_in == "rows":
            return rnd.choice(whole), day
        kind = rnd.random()
        if kind < 0.08:
            return rnd.choice(
                ("某日", "近期", f"{day.month}月", "2.30", f"{day.year}年", "13.5")
            ), None
        if kind < 0.5:
            short: list[object] = [f"{day.month}月{day.day}日", f"{day.month}.{day.day}",
                                   f"{day.month}月{day.day}号",
                                    f"{day.month}-{day.day}"]  # fmt: skip
            return rnd.choice(short), day
        return rnd.choice(whole), day

    def _word(self, record: Record, name: str) -> None:
        word = self.rnd.choice(("", *WORDS[name], *WORDS[name]))
        record.true[name] = word
        record.cells[name] = word or self.rnd.choice(BLANKS)

    def _facts(self, record: Record, name: str) -> None:
        record.true[name] = record.cells[name] = self.rnd.choice(WORDS[name])

    _content = _facts

    def _people(self, record: Record, name: str, most: int) -> None:
        people = [self._name() for _ in range(self.rnd.randint(1, most))]
        record.true[name] = people
        record.cells[name] = self.rnd.choice("、，,;/\n").join(map(self._spoiled, people))

    def _cadres(self, record: Record, name: str) -> None:
        self._people(record, name, 3)

    def _households(self, record: Record, name: str) -> None:
        self._people(record, name, 1 if "number" in self.order else 3)

    def _applicants(self, record: Record, name: str) -> None:
        self._people(record, name, 2)

    def _owners(self, record: Record, name: str) -> None:
        self._people(record, name, 2)

    def _number(self, record: Record, name: str) -> None:
        code = f"ZH{self.rnd.randrange(1, 200):04d}"
        record.true[name] = record.cells[name] = code

    _household = _number

    def _place(self, record: Record, name: str) -> None:
        groups = "一二三四"
        village = self.rnd.choice(("中和村", "补歹村"))
        text = f"{village}{village[:-1]}{self.rnd.choice(groups)}组"
        self.place = record.true[name] = record.cells[name] = text

    def _phone(self, record: Record, name: str) -> None:
        mobile = f"1{self.rnd.choice('3578')}{self.rnd.randrange(10**9):09d}"
        cells = [mobile, f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}", float(mobile), ""]
        cell = self.rnd.choice(cells)
        record.true[name], record.cells[name] = mobile if cell else "", cell

    def _amount(self, record: Record, name: str) -> None:
        figure = self.rnd.choice((500, 2000, 3515, 12000))
        if "万元" in self.headings[name]:
            cells: list[object] = [figure / 10000, f"{figure / 10000}", f"约{figure / 10000}"]
        else:
            cells = [figure, f"{figure}元", f"{figure:,}", f"约{figure}", f"{figure / 10000}万元"]
        cell = self.rnd.choice((*cells, ""))
        record.true[name], record.cells[name] = figure if cell != "" else None, cell

    def _state(self, record: Record, name: str) -> None:
        word = self.rnd.choice(("", *WORDS[name]))
        record.true[name] = record.cells[name] = word

    def _later(self, record: Record, name: str) -> None:
        if self.rnd.random() < 0.3:
            record.true[name], record.cells[name] = None, self.rnd.choice(BLANKS)
            return
        event = record.true["event"]
        assert isinstance(event, dt.date)
        day = event + dt.timedelta(days=self.rnd.randrange(1, 90))
        record.cells[name], record.true[name] = self._day_cell(day)

    _limit = _done = _mediated = _later

    def _parties(self, record: Record, name: str) -> None:
        first, second = self._name(), self._name()
        while second == first:
            second = self._name()
        record.true[name] = [first, second]
        if len(self.headings[name]) == 2:
            record.cells["a"], record.cells["b"] = self._spoiled(first), self._spoiled(second)
        else:
            together = self.rnd.choice("与、，\n/")
            record.cells["a"] = f"{self._spoiled(first).strip()}{together}{self._spoiled(second)}"

    def _phones(self, record: Record, name: str) -> None:
        numbers = [f"13{self.rnd.randrange(10**9):09d}", f"15{self.rnd.randrange(10**9):09d}"]
        if self.rnd.random() < 0.3:
            numbers[self.rnd.randrange(2)] = ""
        record.true[name] = numbers
        if len(self.headings["parties"]) == 2:
            record.cells["phone_a"], record.cells["phone_b"] = numbers
        else:
            record.true[name] = numbers = ["", ""] if "" in numbers else numbers
            record.cells["phone_a"] = self.rnd.choice("、/,").join(filter(None, numbers))

    # sheets ------------------------------------------------------------------------------

    def _columns(self) -> list[tuple[str, str]]:
        """Return key of the cell and heading of every column."""
        found: list[tuple[str, str]] = [("sequence", "序号")] if self.has_sequence else []
        for name in self.order:
            heading = self.headings[name]
            if name == "parties":
                for side, word in zip("ab", heading, strict=False):
                    found.append((side, word))
                    if "phones" in self.order:
                        found.append((f"phone_{side}", self.headings["phones"]))
            elif name != "phones":
                found.append((name, heading))
        return found

    def _rows(self) -> tuple[list[list[object]], list[tuple[int, int, int, int]]]:
        rnd, columns = self.rnd, self._columns()
        rows: list[list[object]] = []
        if self.year_in == "title":
            rows.append([rnd.choice((f"{self.year}年度台账", f"罗雄镇{self.year}年上半年登记表"))])
        while len(rows) < self.top:
            rows.append(rnd.choice(([], ["说明：请如实填写，不得漏项"], ["", "单位：（盖章）"])))
        head: list[object] = [word for _, word in columns]
        rows.append(head)
        before: Record | None = None
        merges: list[tuple[int, int, int, int]] = []
        for at, record in enumerate(self.records, 1):
            if self.gaps and rnd.random() < 0.3:
                rows.append([])
                before = None
            if self.repeats_header and at == 3:
                rows.append(head)
            row: list[object] = [
                at if key == "sequence" else record.cells[key] for key, _ in columns
            ]
            if before is not None:
                self._same(columns, row, before, record)
                self._merge(columns, rows, record, before, merges)
            record.line = len(rows) + 1
            rows.append(row)
            before = record
        if self.ends:
            rows += [
                ["合 计", "", f"{len(self.records)}件"],
                [],
                ["填表人：李明      审核人：赵干"],
            ]
        return rows, merges

    def _same(self, columns, row: list[object], before: Record, record: Record) -> None:
        for at, (key, _) in enumerate(columns):
            if self.dittos and key in DITTO_FIELDS and before.true[key] and self.rnd.random() < 0.3:
                row[at] = self.rnd.choice(("同上", "〃"))
                record.true[key] = before.true[key]

    def _merge(self, columns, rows, record: Record, before: Record, merges) -> None:
        keys = [key for key, _ in columns]
        if not self.merged_place or "place" not in keys or self.rnd.random() < 0.5:
            return
        at = keys.index("place")
        if len(rows) != before.line or any(merge[2] == before.line - 1 for merge in merges):
            return
        record.true["place"] = before.true["place"]
        merges.append((before.line - 1, at, before.line, at))

    def write(self, folder: Path, name: str) -> Path:
        """Write the file and return its path."""
        ending, _, encoding = self.ending.partition(":")
        stem = f"{name}({self.year}年)" if self.year_in == "file" else name
        path = folder / f"{stem}{ending}"
        rows, merges = self._rows()
        sheet = f"{self.year}年" if self.year_in == "sheet" else "台账"
        if self.is_csv:
            with path.open("w", encoding=encoding, newline="") as stream:
                csv.writer(stream).writerows([self._csv(cell) for cell in row] for row in rows)
        elif ending == ".xls":
            write_xls(path, [(sheet, rows, merges)])
        else:
            write_xlsx(path, [(sheet, rows, merges)])
        return path

    @staticmethod
    def _csv(cell: object) -> object:
        return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else cell

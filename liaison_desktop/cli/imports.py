"""``import``: rosters and ledgers; a plan, or the import itself."""

import dataclasses
import os
from pathlib import Path
from typing import Any

from liaison_desktop.cli.answer import Answer, problem_listing
from liaison_desktop.cli.arguments import CommandParser, Options, day
from liaison_desktop.cli.paper import output_file
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import AppError, InputRefusedError, UsageError
from liaison_desktop.domain.register.import_plan import Count, ImportReport, PlanSummary
from liaison_desktop.services.office import Office
from liaison_desktop.services.system.workbook_import import WorkbookImport
from liaison_desktop.whole_file import require_writable

NOUNS = {
    "households": "农户",
    "residents": "家庭成员",
    "cadres": "干部",
    "pairings": "结对联户",
    "visits": "走访",
    "concerns": "民情事项",
    "disputes": "矛盾纠纷",
}
# What can be imported: the file people know it by, and the service of the office.
_FILES = {
    "households": ("农户花名册", "household_import"),
    "cadres": ("干部名册", "cadre_import"),
    "pairings": ("结对安排表", "pairing_import"),
    "visits": ("走访登记表", "visit_import"),
    "concerns": ("民情台账", "concern_import"),
    "disputes": ("矛盾纠纷排查调处台账", "dispute_import"),
}
_DATED = ("visits", "disputes", "concerns")  # their records have days of their own


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.values.add_argument(
        "noun",
        metavar="|".join(_FILES),
        choices=tuple(_FILES),
        help="、".join(words for words, _ in _FILES.values()),
    )
    parser.values.add_argument(
        "file", metavar="文件", type=Path, help="工作簿（xlsx、xls、et）或 csv"
    )
    parser.options.add_argument(
        "--village", metavar="村", default="", help="表中没有写村时归入该村，没有该村则新建"
    )
    parser.options.add_argument(
        "--from", metavar="日期", dest="since", type=day, help="从哪一天起算；不写为一直如此"
    )
    parser.options.add_argument("--plan", action="store_true", help="只看会有什么变化，不存入")
    parser.options.add_argument(
        "--errors", metavar="文件", type=Path, help="把有问题的行另存为工作簿，注明原因"
    )


def run(options: Options) -> Answer:
    """Plan or import a roster."""
    if options.village and options.noun == "cadres":
        raise UsageError("干部名册不分村，请去掉 --village。")
    if options.since and options.noun in _DATED:
        raise UsageError(f"{_FILES[options.noun][0]}逐条写有日期，请去掉 --from。")
    if not os.path.lexists(options.file):
        raise InputRefusedError(f"没有找到文件 {options.file}，请检查文件名和路径。")
    errors = _error_file(options)
    with open_named(options) as office:
        service = _service(office, options.noun)
        plan = service.plan(options.file, village=options.village)
        if errors is not None:
            require_writable(errors)
        result: PlanSummary | ImportReport = plan.summary
        if not options.plan:
            result = service.apply(plan, since=options.since)
        if errors is None:
            return _answer(options, result)
        try:
            service.error_workbook(plan, options.file, errors)
        except AppError as error:
            if options.plan:
                raise
            # What was imported stays imported: this must not look like a refusal.
            note = f"导入已经完成，但有问题的行没有另存：{error.message}"
            return _answer(options, result, notes=(note,))
    return _answer(options, result, lines=(f"有问题的行另存为 {errors}。",))


def _error_file(options: Options) -> Path | None:
    if options.errors is None:
        return None
    return output_file(options.errors, ".xlsx", options, option="--errors", source=options.file)


def _service(office: Office, noun: str) -> WorkbookImport[Any, Any]:
    service: WorkbookImport[Any, Any] = getattr(office, _FILES[noun][1])
    return service


def _answer(
    options: Options,
    result: PlanSummary | ImportReport,
    *,
    lines: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Answer:
    """Return what was planned or imported, then the lines and notes given."""
    operation = result.changes.operation if isinstance(result, ImportReport) else None
    problems = problem_listing(result.problems)
    opening = "导入方案（尚未存入）" if options.plan else _done(operation, result)
    told = [opening, *(_counted(noun, count) for noun, count in result.counts.items())]
    if problems.lines:
        told += [f"有 {len(problems.lines)} 处需要核对：", *problems.lines]
    values: dict[str, Any] = {
        noun: dataclasses.asdict(count) for noun, count in result.counts.items()
    }
    values |= {"problems": list(problems.values), "operation": operation}
    return Answer((*told, *lines), values, (*result.notes, *notes))


def _done(operation: int | None, result: PlanSummary | ImportReport) -> str:
    if operation is None and result.problems and not any(n.same for n in result.counts.values()):
        return "没有一行可以存入，没有改动。请先核对下列各处。"
    if operation is None:
        return "与已存入的内容相同，没有改动。"
    return f"导入完成，操作编号 {operation}，可用 undo {operation} 撤销。"


def _counted(noun: str, count: Count) -> str:
    return f"  {NOUNS[noun]}：新增 {count.new}，变更 {count.changed}，相同 {count.same}"

"""统计表: the statutory forms and the 简报, as paper and as files."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from liaison_desktop.domain.errors import RefusedError, UsageError
from liaison_desktop.domain.figures.county_form import county_form
from liaison_desktop.domain.figures.grid_form import grid_form
from liaison_desktop.domain.figures.judicial_form import judicial_form
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.sichuan_form import require_form_period, sichuan_form
from liaison_desktop.domain.figures.statutory_form import FormWords, StatutoryForm
from liaison_desktop.domain.figures.summary import ReportPaper
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.brief import brief_paper
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.form_lines import county_lines, grid_lines, judicial_lines
from liaison_desktop.services.figures.sichuan_counts import (
    FormFinding,
    sichuan_figures,
    sichuan_findings,
)
from liaison_desktop.services.figures.summary_paper import paper_bytes
from liaison_desktop.services.register.contact_cards_rows import station_lines
from liaison_desktop.whole_file import written_whole

SICHUAN, JUDICIAL, COUNTY, GRID, BRIEF = "sichuan", "judicial", "county", "grid", "brief"
_PDF, _WORKBOOK = ".pdf", ".xlsx"
_PLAIN = FormWords()


@dataclass(frozen=True, slots=True)
class FormKind:
    """A form of the list.

    Attributes:
        key: ``sichuan``, ``judicial``, ``county``, ``grid`` or ``brief``.
        label: Its name.
        hint: What is in it, and how it counts.
        endings: What it can be written as.
        typed: Whether a person has numbers to add (集中排查次数).
    """

    key: str
    label: str
    hint: str
    endings: tuple[str, ...] = (_PDF, _WORKBOOK)
    typed: bool = False


FORM_KINDS = (
    FormKind(
        SICHUAN,
        "矛盾纠纷排查情况表",
        "综治月报，52 行。层级按办理该纠纷的调解委员会的级别；没有调解委员会、写明了村的算村居。"
        "重大矛盾纠纷为规模是重大群体性事件的。年度累计从1月1日算到期末。",
        typed=True,
    ),
    FormKind(
        JUDICIAL,
        "人民调解工作情况统计表",
        "司法行政月报：来源、类型、协议、预防效果，附同比和环比。台账没有记录的项目留空，不填零。",
    ),
    FormKind(
        COUNTY,
        "矛盾纠纷排查化解情况统计表",
        "各村分类型的化解数和未化解数，合计在上。总数为化解数与未化解数之和。",
    ),
    FormKind(
        GRID,
        "网格群众工作统计表",
        "网格每月一报：帮扶、走访、来访、排查、宣传。没有台账的项目留空。",
    ),
    FormKind(
        BRIEF,
        "核心简报",
        "每月一期，由同一套数字写成，按公文格式排版。",
        (_PDF, ".docx", ".txt"),
    ),
)
FORM_KIND_OF = {kind.key: kind for kind in FORM_KINDS}


class DisputeForms:
    """The statutory forms of the station."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = Figures(context)

    def kinds(self) -> tuple[FormKind, ...]:
        """Return the forms there are."""
        return FORM_KINDS

    def findings(
        self, key: str, period: Period, words: FormWords = _PLAIN
    ) -> tuple[FormFinding, ...]:
        """Return what keeps a form from being printed, and what to know about it.

        Raises:
            RefusedError: When the form is not made for such a period.
            UsageError: When there is no such form.
        """
        _kind(key)
        if key != SICHUAN:
            return ()
        require_form_period(period)
        asked = sichuan_figures(self._figures, period, self._station(), words)
        return sichuan_findings(self._figures, asked)

    def form(self, key: str, period: Period, words: FormWords = _PLAIN) -> StatutoryForm:
        """Return a form.

        Raises:
            RefusedError: When it does not foot, or is not made for such a period.
            UsageError: When there is no such form.
        """
        station, figures = self._station(), self._figures
        if key == SICHUAN:
            require_form_period(period)
            asked = sichuan_figures(figures, period, station, words)
            for finding in sichuan_findings(figures, asked):
                if finding.refuses:
                    raise RefusedError(_with_records(finding))
            return sichuan_form(asked, words)
        if key == JUDICIAL:
            return judicial_form(period, station, judicial_lines(figures, period), words)
        if key == COUNTY:
            return county_form(period, station, county_lines(figures, period), words)
        if key == GRID:
            return grid_form(period, station, grid_lines(figures, period), words)
        raise UsageError(f"没有名为“{key}”的统计表；可选：{'、'.join(FORM_KIND_OF)}。")

    def brief(self, period: Period) -> ReportPaper:
        """Return the 简报 of a period.

        Raises:
            RefusedError: When the period has not begun.
        """
        return brief_paper(self._context, period, self._station())

    def pdf(self, key: str, period: Period, words: FormWords = _PLAIN) -> bytes:
        """Return a form, or the 简报, as PDF at true size; raises as ``form`` and ``brief``."""
        if key == BRIEF:
            return paper_bytes(self.brief(period), _PDF)
        made: bytes = _drawing().statutory_pdf(self.form(key, period, words))
        return made

    def undrawable(
        self, key: str, period: Period, words: FormWords = _PLAIN
    ) -> dict[str, frozenset[str]]:
        """Return texts with characters no font can draw, and those characters."""
        if key == BRIEF:
            return {}
        found: dict[str, frozenset[str]] = _drawing().undrawable(self.form(key, period, words))
        return found

    def write(self, key: str, period: Period, path: Path, words: FormWords = _PLAIN) -> None:
        """Write a form to a file that appears whole or not at all.

        Args:
            key: Which form.
            period: Of what time.
            path: .pdf or .xlsx; the 简报 as .pdf, .docx or .txt.
            words: What a person adds.

        Raises:
            RefusedError: When it does not foot, or is not made for such a period.
            UsageError: When there is no such form, or it cannot be such a file.
            AppError: When the file cannot be written.
        """
        kind, ending = _kind(key), path.suffix.lower()
        if ending not in kind.endings:
            raise UsageError(f"{kind.label}可以存为 {'、'.join(kind.endings)} 文件。")
        if key == BRIEF:
            content = paper_bytes(self.brief(period), ending)
        elif ending == _PDF:
            content = self.pdf(key, period, words)
        else:
            form = self.form(key, period, words)
            writer = importlib.import_module("liaison_desktop.excel.statutory_form")
            with written_whole(path) as temporary:
                writer.statutory_workbook(form, temporary)
            return
        with written_whole(path) as temporary:
            temporary.write_bytes(content)

    def _station(self) -> str:
        with self._context.store.reading() as session:
            return str(station_lines(session)["station"])


def _kind(key: str) -> FormKind:
    try:
        return FORM_KIND_OF[key]
    except KeyError:
        raise UsageError(f"没有名为“{key}”的统计表；可选：{'、'.join(FORM_KIND_OF)}。") from None


def _with_records(finding: FormFinding) -> str:
    """Name the first records a form is refused for; the window lists them all."""
    named = "、".join(record.record for record in finding.records[:5])
    if not named:
        return finding.sentence
    more = f" 等 {len(finding.records)} 起" if len(finding.records) > 5 else ""
    return f"{finding.sentence}需要补的：{named}{more}。"


def _drawing() -> ModuleType:
    """Return the module that draws; imported when something is drawn."""
    return importlib.import_module("liaison_desktop.documents.statutory_form")

"""Native charts inside a Word file: the chart part, its workbook, and where it stands."""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart

from liaison_desktop.documents.native_chart import NativeChart
from liaison_desktop.documents.report_docx_text import attribute

_EMU = 36_000  # in a millimetre
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class InlineCharts:
    """Puts native charts into a document; they are numbered in order."""

    def __init__(self, part: DocumentPart) -> None:
        self._part = part
        self._count = 0

    def run(self, chart: NativeChart, name: str, size: tuple[float, float]) -> str:
        """Return the run of a chart as XML; its parts become part of the file.

        Args:
            chart: Its parts.
            name: What it is called for those who cannot see it.
            size: Width and height, mm.
        """
        self._count += 1
        package = self._part.package
        book = Part(
            PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{self._count}.xlsx"),
            _SHEET, chart.workbook, package,
        )  # fmt: skip
        drawn = Part(
            PackURI(f"/word/charts/chart{self._count}.xml"),
            CONTENT_TYPE.DML_CHART, chart.xml, package,
        )  # fmt: skip
        drawn.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)  # rId1, as the chart's data ask for it
        relation = self._part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
        return f"<w:r>{self._inline(relation, name, size)}</w:r>"

    def _inline(self, relation: str, name: str, size: tuple[float, float]) -> str:
        wide, high = (round(length * _EMU) for length in size)
        return (
            '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/>'
            '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{self._count}" name="图 {self._count}" descr={attribute(name)}/>'
            "<wp:cNvGraphicFramePr/>"
            f'<a:graphic><a:graphicData uri="{_DRAWING}/chart">'
            f'<c:chart xmlns:c="{_DRAWING}/chart"'
            f' r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )

"""A rate as a line above the columns of a native chart: what python-pptx does not make.

The last series moves from the bar chart into a line chart with axes of its own
(ECMA-376 part 1, 21.2.2.97). Its axis is hidden and begins far below zero, so that the line
runs above the columns and no label meets another; the values stand at its points.
"""

from copy import deepcopy

from pptx.chart.chart import Chart as OfficeChart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement

_NAMES, _VALUES = "50010", "50020"  # keys of the axes within the chart part
_LOOK = """
<c:spPr {ns}><a:ln w="28575" cap="rnd"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>
<a:round/></a:ln></c:spPr>"""
_MARKER = """
<c:marker {ns}><c:symbol val="diamond"/><c:size val="9"/><c:spPr><a:solidFill>
<a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="19050"><a:solidFill><a:srgbClr val="{colour}"/>
</a:solidFill></a:ln></c:spPr></c:marker>"""
_LABELS = """
<c:dLbls {ns}><c:numFmt formatCode="General&quot;%&quot;" sourceLinked="0"/><c:spPr><a:noFill/>
</c:spPr><c:dLblPos val="t"/><c:showLegendKey val="0"/><c:showVal val="1"/>
<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>
</c:dLbls>"""
_LINE = """
<c:lineChart {ns}><c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>
<c:axId val="{names}"/><c:axId val="{values}"/></c:lineChart>"""
_AXIS_NAMES = """
<c:catAx {ns}><c:axId val="{names}"/><c:scaling><c:orientation val="minMax"/></c:scaling>
<c:delete val="1"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>
<c:tickLblPos val="nextTo"/><c:crossAx val="{values}"/><c:crosses val="autoZero"/></c:catAx>"""
_AXIS_VALUES = """
<c:valAx {ns}><c:axId val="{values}"/><c:scaling><c:orientation val="minMax"/>
<c:max val="{highest}"/><c:min val="{lowest}"/></c:scaling><c:delete val="0"/><c:axPos val="r"/>
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>
<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>
<c:crossAx val="{names}"/><c:crosses val="max"/></c:valAx>"""
_KEPT = ("c:idx", "c:order", "c:tx")  # of a series, before its look
_DATA = ("c:cat", "c:val")


def move_to_line(made: OfficeChart, colour: str, bounds: tuple[int, int]) -> None:
    """Draw the last series of a column chart as a line.

    Args:
        made: A clustered column chart.
        colour: ``#rrggbb`` of the line.
        bounds: Ends of its hidden axis.
    """
    area = made.element.chart.plotArea
    bars = area.find(qn("c:barChart"))
    series = bars.findall(qn("c:ser"))[-1]
    bars.remove(series)
    line = _element(_LINE)
    line.insert(2, _line_series(series, colour[1:].upper()))
    bars.addnext(line)
    last = area.findall(qn("c:valAx"))[-1]
    last.addnext(_element(_AXIS_NAMES))
    lowest, highest = bounds
    values = _AXIS_VALUES.replace("{lowest}", str(lowest)).replace("{highest}", str(highest))
    area.findall(qn("c:catAx"))[-1].addnext(_element(values))


def _line_series(column: BaseOxmlElement, colour: str) -> BaseOxmlElement:
    """Return a column's series as a line's: the same data with another look."""
    series: BaseOxmlElement = column.makeelement(qn("c:ser"), {})
    for tag in _KEPT:
        series.append(deepcopy(column.find(qn(tag))))
    for look in (_LOOK, _MARKER, _LABELS):
        series.append(_element(look, colour))
    for tag in _DATA:
        series.append(deepcopy(column.find(qn(tag))))
    series.append(_element('<c:smooth {ns} val="0"/>'))
    return series


def _element(pattern: str, colour: str = "") -> BaseOxmlElement:
    text = pattern.strip().format(ns=nsdecls("c", "a"), colour=colour, names=_NAMES, values=_VALUES)
    made: BaseOxmlElement = parse_xml(text)
    return made

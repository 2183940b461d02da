"""停车场规划图: the words around the drawing of a layout."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from property_ops.modules.estates.public import Company
from property_ops.modules.parking.reports.plan import Layer, plan_of
from property_ops.modules.parking.reports.sheet import SheetText, draw_sheet

LEGEND = {
    Layer.STANDARD: "普通车位 2.4×5.3",
    Layer.PARALLEL: "平行车位 2.4×6.0",
    Layer.ACCESSIBLE: "无障碍车位 3.6×5.3",
    Layer.CHARGING: "充电车位",
    Layer.WAY: "通道",
    Layer.FIRE_LANE: "消防车道",
    Layer.ENTRANCE: "出入口",
    Layer.OBSTACLE: "树木、立柱",
}


def draw_lot_sheet(
    layout: Any, numbers: Sequence[str], *, title: str, facts: Sequence[tuple[str, str]], on: date
) -> bytes:
    """The sheet of a layout as PDF, to scale. Raises GlyphMissing."""
    plan = plan_of(layout.lot.drawn, layout.laid_out, numbers)
    drawn = {figure.layer for figure in plan.figures}
    company = Company.load()
    words = SheetText(
        title=f"停车场规划图　{title}",
        issuer=f"{company.name}　{layout.lot.estate.name}",
        facts=facts,
        legend=[(layer, text) for layer, text in LEGEND.items() if layer in drawn],
        scale="1:%(scale)s",
        foot="%(day)s 打印 · 尺寸单位：米 · 打印时请选“实际大小”",
    )
    return draw_sheet(plan, words, on=on)

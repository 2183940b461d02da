"""A lot's plan in a page: millimetres, with the y axis turned down as SVG has it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from property_ops.modules.parking.reports.plan import Label, LotPlan, PlanFigure

register = template.Library()


@register.simple_tag
def corners(figure: PlanFigure, plan: LotPlan) -> str:
    return " ".join(f"{x - plan.left},{plan.bottom + plan.height - y}" for x, y in figure.corners)


@register.simple_tag
def place(label: Label, plan: LotPlan) -> SafeString:
    x, y = label.at
    return format_html('x="{}" y="{}"', x - plan.left, plan.bottom + plan.height - y)

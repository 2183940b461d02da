"""How a frozen line reads on paper. A statement is an official paper and always Chinese: these are not interface."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from invoices.modules.statements.domain.document import StatementLine, WorkEvidence
from invoices.modules.statements.domain.frozen import FrozenLine
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.kernel.quantity import grouped, plain, plain_ratio

AREA_SCALE = 10**4


def line_text(line: FrozenLine) -> StatementLine:
    """The line as it is printed: every text final, the amount as charged."""
    if line.kind == "works":
        return StatementLine(
            item=line.item, amount=line.amount, service_period=period_text(line.period), evidence=_work(line)
        )
    return StatementLine(
        item=line.item,
        amount=line.amount,
        service_period=period_text(line.period),
        quantity=f"{plain(line.quantity)} {line.quantity_unit}",
        unit_price=price_text(line.unit_price),
        ratio=ratio_text(line),
        note=_NOTES.get(line.kind, _no_note)(line),
    )


def period_text(period: Period) -> str:
    """`2022.06.01–06.30`, the last day included."""
    first, last = period.start, period.last_day
    if first == last:
        return f"{first:%Y.%m.%d}"
    return f"{first:%Y.%m.%d}–{last:%m.%d}" if first.year == last.year else f"{first:%Y.%m.%d}–{last:%Y.%m.%d}"


def day_text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def price_text(price: Decimal) -> str:
    """With at least two decimals, and all of those that it has: `0.35`, `60.00`, `0.355`."""
    exact = price.normalize()
    places = max(2, -int(exact.as_tuple().exponent))
    return f"{exact:,.{places}f}"


def ratio_text(line: FrozenLine) -> str:
    """`16/31 × 0.95 × 0.7`: days in force, delivered, reduction; what is 1 is left out, `1` if nothing is left."""
    return " × ".join(_factors(line)) or "1"


def _factors(line: FrozenLine) -> list[str]:
    facts = line.facts
    if line.kind not in ("service", "parking"):
        whole = Fraction(*line.ratio)
        return [] if whole == 1 else [plain_ratio(whole)]
    factors = [f"{facts['days']}/{facts['days_in_month']}"] if facts["days"] != facts["days_in_month"] else []
    factors += [
        plain_ratio(Fraction(facts[name])) for name in ("delivered", "reduction") if Fraction(facts.get(name, "1")) != 1
    ]
    if line.part != 1:
        factors.append(f"{line.period.days}/{line.charged.days}")
    return factors


def _service_note(line: FrozenLine) -> str:
    facts, parts = line.facts, []
    if facts["days"] != facts["days_in_month"]:
        parts.append(f"本标准计费 {facts['days']} 天，本月 {facts['days_in_month']} 天")
    if Fraction(facts["delivered"]) != 1:
        parts.append(f"服务完成比例 {plain_ratio(Fraction(facts['delivered']))}（{_short_of(line)}）")
    if Fraction(facts["reduction"]) != 1:
        parts.append(f"空置按 {plain_ratio(Fraction(facts['reduction']))} 计收")
    return "；".join([*parts, *_split_note(line)])


def _short_of(line: FrozenLine) -> str:
    """The services that were not delivered in full: `绿化养护 80%`."""
    short = [
        f"{one['service']} {plain_ratio(Fraction(one['completion']) * 100)}%"
        for one in line.facts["confirmed"]
        if Fraction(one["completion"]) != 1
    ]
    return "、".join(short) or "按权重合计"


def _parking_note(line: FrozenLine) -> str:
    facts = line.facts
    parts = [f"车位 {space_of(line)}"]
    if facts["days"] != facts["days_in_month"]:
        parts.append(f"租用计费 {facts['days']} 天，本月 {facts['days_in_month']} 天")
    if facts["closed_by"]:
        parts.append(f"施工占用期间不计费（工单 {'、'.join(facts['closed_by'])}）")
    return "；".join([*parts, *_split_note(line)])


def _correction_note(line: FrozenLine) -> str:
    facts = line.facts
    replaced = (
        f"替代账单 {facts['bill']} 第 {facts['line']} 行（{facts['was']} 元，已由 {facts['credit_note']} 全额冲减）"
    )
    return f"{replaced}：{facts['reason']}"


def _late_charge_note(line: FrozenLine) -> str:
    """The stretches by which it came about: `逾期 07.01–07.31 共 31 天，本金 440.67 元，每天 0.05%`."""
    facts = line.facts
    parts = [
        f"{one['first'][5:].replace('-', '.')}–{one['last'][5:].replace('-', '.')} 共 {one['days']} 天，"
        f"本金 {one['open']} 元，每天 {plain_ratio(Fraction(one['rate']) * 100)}%"
        for one in facts["stretches"]
    ]
    return f"账单 {facts['bill']} 第 {facts['line']} 行逾期：{'；'.join(parts)}。{facts['agreement']}"


def _no_note(line: FrozenLine) -> str:
    return "；".join(_split_note(line))


def _split_note(line: FrozenLine) -> list[str]:
    if line.part == 1:
        return []
    return [f"产权变更，按天分担：本户 {line.period.days} 天，共 {line.charged.days} 天"]


_NOTES = {
    "service": _service_note,
    "parking": _parking_note,
    "correction": _correction_note,
    "late_charge": _late_charge_note,
}


def space_of(line: FrozenLine) -> str:
    """The parking space, from the charge's key `parking_fee/<estate>/<space>/<month>/<start>`."""
    return "/".join(line.source_key.split("/")[2:-2])


def area_text(scaled_area: int) -> str:
    """An area in m² × 10^4 as `18,900.1`."""
    return grouped(Decimal(scaled_area) / AREA_SCALE)


def _accepted(facts: Mapping[str, Any]) -> str:
    """`100 ㎡（完成 120 ㎡）` of a work or of one of its quantities."""
    rejected = "" if facts["accepted"] == facts["done"] else f"（完成 {facts['done']} {facts['unit']}）"
    return f"{facts['accepted']} {facts['unit']}{rejected}"


def _work(line: FrozenLine) -> WorkEvidence:
    facts = line.facts
    cost, billable = Yuan.parse(facts["cost"]), Yuan.parse(facts["billable"])
    own, whole = line.ratio
    basis = f"按建筑面积 {area_text(own)} / {area_text(whole)} ㎡ 分摊"
    if "percent" in facts:
        basis = f"居民承担 {facts['percent']}%，计 {billable.grouped()} 元，{basis}"
    elif billable != cost:
        basis = f"按验收计 {billable.grouped()} 元，{basis}"
    return WorkEvidence(
        work_order=facts["number"],
        work=" · ".join(filter(None, (facts["work"], facts["place"]))),
        accepted="；".join(_accepted(one) for one in facts.get("lines", [facts])),
        accepted_by=(facts["accepted_by"] or "—") + ("（视同验收）" if facts.get("deemed") else ""),
        accepted_on=date.fromisoformat(facts["accepted_on"]),
        total_cost=cost,
        basis=basis,
    )

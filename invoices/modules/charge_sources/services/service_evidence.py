"""The evidence behind a service fee (docs/product.md rule 3): what was confirmed for the month, and how far."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from invoices.modules.charges.public import EvidenceBlock, EvidenceColumn, EvidenceTable, FrozenLine, PaperWords
from property_ops.kernel.acceptance import MANNERS_ON_PAPER, Manner
from property_ops.kernel.quantity import percent_text, plain_ratio
from property_ops.kernel.text import Phrase, gettext_noop

_SIGNATURES = ("committee", "branch", "on", "manner")
CHARGED_DAYS = gettext_noop("Charged for %(days)s of the month's %(of)s days.")


def evidence_of(line: FrozenLine) -> EvidenceBlock:
    facts = line.facts
    return EvidenceBlock(
        heading=Phrase(gettext_noop("Confirmed services of the month")),
        icon="checks",
        table=_confirmed(facts),
        sentences=tuple(_sentences(facts)),
    )


def paper_of(line: FrozenLine) -> PaperWords:
    return PaperWords(factors=tuple(_factors(line.facts)), remarks=tuple(_remarks(line.facts)))


def _confirmed(facts: Mapping[str, Any]) -> EvidenceTable:
    confirmed = facts.get("confirmed", ())
    counted = any(_rounds(one) for one in confirmed)
    rounds = (EvidenceColumn(gettext_noop("Rounds done"), is_number=True),) if counted else ()
    return EvidenceTable(
        columns=(
            EvidenceColumn(gettext_noop("Service")),
            EvidenceColumn(gettext_noop("Weight"), is_number=True),
            EvidenceColumn(gettext_noop("Delivered"), is_number=True),
            *rounds,
            EvidenceColumn(gettext_noop("Owners' committee"), names_people=True),
            EvidenceColumn(gettext_noop("Party branch"), names_people=True),
            EvidenceColumn(gettext_noop("Confirmed on")),
            EvidenceColumn(gettext_noop("Manner")),
        ),
        rows=tuple(
            (
                one["service"],
                percent_text(Fraction(one["weight"])),
                percent_text(Fraction(one["completion"])),
                *([_rounds(one)] if counted else ()),
                one["committee"],
                one["branch"],
                date.fromisoformat(one["on"]) if one.get("on") not in (None, "", "None") else None,
                Phrase(Manner(one["manner"]).word) if "manner" in one else None,
            )
            for one in confirmed
        ),
        foot=(
            Phrase(gettext_noop("Weighted together")),
            "",
            percent_text(Fraction(facts["delivered"])),
            *("" for _column in (*rounds, *_SIGNATURES)),
        ),
        without_names=Phrase(gettext_noop("Confirmed by the owners' committee and the party branch.")),
    )


def _rounds(confirmed: Mapping[str, Any]) -> str:
    """`58 / 60` of the rounds that were promised."""
    if "rounds_promised" not in confirmed:
        return ""
    return f"{confirmed['rounds_done']} / {confirmed['rounds_promised']}"


def _sentences(facts: Mapping[str, Any]) -> Iterator[Phrase]:
    if facts["days"] != facts["days_in_month"]:
        yield Phrase(CHARGED_DAYS, {"days": facts["days"], "of": facts["days_in_month"]})
    if Fraction(facts["reduction"]) != 1:
        part = percent_text(Fraction(facts["reduction"]))
        yield Phrase(gettext_noop("Registered vacant: %(part)s of the fee."), {"part": part})


def _factors(facts: Mapping[str, Any]) -> Iterator[str]:
    """Days in force, delivered, reduction; what is 1 is left out."""
    if facts["days"] != facts["days_in_month"]:
        yield f"{facts['days']}/{facts['days_in_month']}"
    for name in ("delivered", "reduction"):
        if Fraction(facts[name]) != 1:
            yield plain_ratio(Fraction(facts[name]))


def _remarks(facts: Mapping[str, Any]) -> Iterator[str]:
    if facts["days"] != facts["days_in_month"]:
        yield f"本标准计费 {facts['days']} 天，本月 {facts['days_in_month']} 天"
    if Fraction(facts["delivered"]) != 1:
        yield f"服务完成比例 {plain_ratio(Fraction(facts['delivered']))}（{_short_of(facts)}）"
    if manners := list(dict.fromkeys(one["manner"] for one in facts.get("confirmed", ()) if "manner" in one)):
        yield f"服务确认：{'、'.join(MANNERS_ON_PAPER[Manner(one)] for one in manners)}"
    if Fraction(facts["reduction"]) != 1:
        yield f"空置按 {plain_ratio(Fraction(facts['reduction']))} 计收"


def _short_of(facts: Mapping[str, Any]) -> str:
    """The services that were not delivered in full: `绿化养护 80%`."""
    short = [
        f"{one['service']} {plain_ratio(Fraction(one['completion']) * 100)}%{_rounds_on_paper(one)}"
        for one in facts["confirmed"]
        if Fraction(one["completion"]) != 1
    ]
    return "、".join(short) or "按权重合计"


def _rounds_on_paper(confirmed: Mapping[str, Any]) -> str:
    return f"，巡检 {_rounds(confirmed)}" if _rounds(confirmed) else ""

"""The evidence behind a share of a work (docs/product.md rule 5): what was accepted, its cost, this unit's share."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from invoices.modules.charges.public import (
    QUANTITY_SCALE,
    EvidenceBlock,
    EvidenceFact,
    EvidenceLink,
    EvidencePicture,
    EvidenceToday,
    FrozenLine,
    PaperWords,
)
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.money import Yuan
from property_ops.kernel.quantity import grouped
from property_ops.kernel.text import Phrase, gettext_noop
from property_ops.modules.portal.public import certificate_address
from property_ops.modules.works.public import Manner, Party, WorkOrder, acceptance_on_paper, photos_of, word_of

_BY_LINK = gettext_noop("in person, by its own link, %(on)s")
_MANNERS = {
    Manner.OWN: gettext_noop("in person, %(on)s"),
    Manner.TRANSCRIBED: gettext_noop("on signed paper (compared by %(checked_by)s), %(on)s"),
    Manner.SILENT: gettext_noop("deemed accepted by silence, %(on)s"),
    Manner.REGISTER: gettext_noop("%(person)s, taken from the register, %(on)s"),
}


def evidence_of(line: FrozenLine) -> EvidenceBlock:
    facts = line.facts
    number = Phrase(gettext_noop("Work order %(number)s"), {"number": facts["number"]})
    return EvidenceBlock(
        heading=number,
        heading_of=tuple(filter(None, (facts["work"], facts["place"]))),
        icon="tools",
        facts=tuple(_facts(line)),
        says_amount=True,
    )


def works_today(lines: Sequence[FrozenLine]) -> list[EvidenceToday]:
    """Each work is asked for once, however many lines of a bill pay for it."""
    numbers = {line.facts["number"] for line in lines}
    works = WorkOrder.objects.select_related("estate").filter(number__in=numbers)
    known = {work.number: EvidenceToday(_links(work), _pictures(work)) for work in works}
    return [known.get(line.facts["number"], EvidenceToday()) for line in lines]


def _links(work: WorkOrder) -> tuple[EvidenceLink, ...]:
    certificate = Phrase(gettext_noop("Certificate of completion and acceptance"))
    return (
        EvidenceLink(Phrase(gettext_noop("The work order")), reverse("work", args=[work.number])),
        EvidenceLink(certificate, certificate_address(work), public=True),
    )


def _pictures(work: WorkOrder) -> tuple[EvidencePicture, ...]:
    return tuple(
        EvidencePicture(
            key=str(photo.pk),
            words=" · ".join(filter(None, (capfirst(photo.get_stage_display()), photo.caption))),
            stored=photo.picture,
            public=True,
        )
        for photo in photos_of(work)
    )


def paper_of(line: FrozenLine) -> PaperWords:
    return PaperWords(instead=(_what(line.facts), _shared(line)))


def _facts(line: FrozenLine) -> Iterator[EvidenceFact]:
    facts, cost, billable = line.facts, *_money(line.facts)
    own, whole = _areas(line)
    yield EvidenceFact(gettext_noop("Done"), _quantities(facts, "done"))
    yield EvidenceFact(gettext_noop("Accepted"), _quantities(facts, "accepted"))
    yield from _acceptance(facts)
    yield EvidenceFact(gettext_noop("Accepted on"), _accepted_on(facts))
    yield EvidenceFact(gettext_noop("Total cost"), cost)
    if facts.get("percent"):
        yield EvidenceFact(gettext_noop("Residents pay"), f"{facts['percent']}%")
    if billable != cost:
        yield EvidenceFact(gettext_noop("Charged of it"), billable)
    yield EvidenceFact(gettext_noop("Shared by"), _scope(facts))
    yield EvidenceFact(gettext_noop("Share by building area"), f"{own} / {whole} ㎡")


def _acceptance(facts: Mapping[str, Any]) -> Iterator[EvidenceFact]:
    """Each party with the manner of its acceptance (rule 22)."""
    for word in map(word_of, facts.get("acceptance", ())):
        label = Party(word.party).word if word.party else gettext_noop("Accepted by")
        more = {"on": word.on, "person": word.person or "—", "checked_by": word.checked_by}
        yield EvidenceFact(label, Phrase(_BY_LINK if word.by_link else _MANNERS[word.manner], more))
    if "acceptance" not in facts:
        yield EvidenceFact(gettext_noop("Accepted by"), _accepted_by(facts))


def _accepted_by(facts: Mapping[str, Any]) -> Phrase | str:
    """Of what was charged before the manner was known."""
    if facts.get("deemed"):
        return Phrase(gettext_noop("%(name)s (deemed accepted)"), {"name": facts["accepted_by"]})
    return str(facts["accepted_by"])


def _scope(facts: Mapping[str, Any]) -> Phrase:
    several = gettext_noop("%(scope)s, %(units)s units")
    words = gettext_noop("%(scope)s, %(units)s unit") if facts["units"] == 1 else several
    return Phrase(words, {"scope": facts["scope"], "units": facts["units"]})


def _quantities(facts: Mapping[str, Any], which: str) -> str:
    """`116 ㎡; 40 m`: of a work with several quantities all of them."""
    return "; ".join(f"{one[which]} {one['unit']}" for one in facts.get("lines", [facts]))


def _what(facts: Mapping[str, Any]) -> str:
    """`工单 GD20220003　路面修补 · 3号楼前　验收 100 ㎡（完成 120 ㎡）`"""
    work = " · ".join(filter(None, (facts["work"], facts["place"])))
    accepted = "；".join(_accepted(one) for one in facts.get("lines", [facts]))
    return f"工单 {facts['number']}　{work}　验收 {accepted}"


def _accepted(facts: Mapping[str, Any]) -> str:
    """`100 ㎡（完成 120 ㎡）` of a work or of one of its quantities."""
    rejected = "" if facts["accepted"] == facts["done"] else f"（完成 {facts['done']} {facts['unit']}）"
    return f"{facts['accepted']} {facts['unit']}{rejected}"


def _shared(line: FrozenLine) -> str:
    """Who accepted it and when, what it cost, and how that is shared."""
    facts, cost, billable = line.facts, *_money(line.facts)
    own, whole = _areas(line)
    basis = f"按建筑面积 {own} / {whole} ㎡ 分摊"
    if "percent" in facts:
        basis = f"居民承担 {facts['percent']}%，计 {billable.grouped()} 元，{basis}"
    elif billable != cost:
        basis = f"按验收计 {billable.grouped()} 元，{basis}"
    return f"{_said(facts)}，总费用 {cost.grouped()} 元，{basis}，本户 {line.amount.grouped()} 元"


def _said(facts: Mapping[str, Any]) -> str:
    """`验收 业委会 亲验（链接）2022-06-20；物业 亲验 2022-06-20`"""
    if "acceptance" in facts:
        return f"验收 {acceptance_on_paper(map(word_of, facts['acceptance']))}"
    person = (facts["accepted_by"] or "—") + ("（视同验收）" if facts.get("deemed") else "")
    on = _accepted_on(facts)
    return f"{person} 于 {chinese_day(on)} 验收"


def _accepted_on(facts: Mapping[str, Any]) -> date:
    return date.fromisoformat(facts["accepted_on"])


def _money(facts: Mapping[str, Any]) -> tuple[Yuan, Yuan]:
    """What the work cost, and what of it the residents are billed."""
    return Yuan.parse(facts["cost"]), Yuan.parse(facts["billable"])


def _areas(line: FrozenLine) -> tuple[str, str]:
    """The unit's area and that of all in scope, in m²: `86.52`, `18,900.1`."""
    own, whole = (Decimal(area) / QUANTITY_SCALE for area in (line.ratio_numerator, line.ratio_denominator))
    return grouped(own), grouped(whole)

"""What `property-ops verify` asks of the works: costs and payers add up, nobody was left out, the store is right."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.framework.fields import StoredInteger
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.modules.works.domain.acceptance import DOING, SPOKEN, Party, still_missing
from property_ops.modules.works.domain.funding import HUNDRED, NONE
from property_ops.modules.works.domain.states import OVER
from property_ops.modules.works.models import Material, Transcription, WorkConfirmation, WorkCost, WorkEvent, WorkOrder
from property_ops.modules.works.models.funding import PERCENT, Funding
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.selectors import confirmed_so_far, done_lines, parties_of

_WRONG_STOCK = gettext_noop(
    "material %(code)s: %(stock)s worth %(value)s, its movements give %(moved)s worth %(worth)s"
)


def verify() -> Iterator[Check]:
    yield Check(
        gettext_noop("The costs of a work are the sum of its lines"),
        {gettext_noop("cost lines"): WorkCost.objects.count()},
        tuple(_wrong_sums()),
    )
    yield Check(
        gettext_noop("Whoever pays for a work pays a hundred per cent of it"),
        {gettext_noop("works"): WorkOrder.objects.count()},
        tuple(_wrong_percents()),
    )
    yield Check(
        gettext_noop("No work is accepted in the product without every party, or the days of silence"),
        differences=tuple(_accepted_by_too_few()),
    )
    yield Check(
        gettext_noop("Each party spoke for itself: no one for two, nor for another about their own work"),
        {gettext_noop("words of parties"): WorkConfirmation.objects.count()},
        (*_spoke_for_two(), *_spoke_of_own_work()),
    )
    yield Check(
        gettext_noop("Every transcription says what another person compared with its scan"),
        {gettext_noop("signed papers"): Transcription.objects.count()},
        (*_not_as_compared(), *_lost_scans()),
    )
    yield Check(
        gettext_noop("The store has what its movements say"),
        {gettext_noop("materials"): Material.objects.count()},
        tuple(_wrong_stock()),
    )


def _wrong_sums() -> Iterator[Difference]:
    """A row of the register begins with amounts of its own: there the lines are a part of them."""
    sums: dict[int, dict[str, Yuan]] = {}
    charged = WorkCost.objects.filter(round=1, late=False).order_by()
    for work, type, amount in charged.values_list("work", "type").annotate(Sum("amount")):
        sums.setdefault(work, {})[type] = amount
    for work in WorkOrder.objects.filter(Q(from_register=False) | Q(pk__in=sums)):
        for type in WorkCost.Type:
            stands, lines = getattr(work, type), sums.get(work.pk, {}).get(type, ZERO)
            if stands != lines and not (work.from_register and stands >= lines):
                yield Difference(
                    gettext_noop("work order %(number)s: %(stands)s stand as %(type)s, its lines add up to %(lines)s"),
                    {"number": work.number, "stands": stands, "type": type.value, "lines": lines},
                )


def _wrong_percents() -> Iterator[Difference]:
    for number, funding, *percents in WorkOrder.objects.values_list("number", "funding", *PERCENT.values()):
        if sum(percents) != (NONE if funding in (Funding.NOBODY, Funding.UNDECIDED) else HUNDRED):
            yield Difference(
                gettext_noop("work order %(number)s: those who pay add up to %(sum)s %%"),
                {"number": number, "sum": sum(percents)},
            )


def _accepted_by_too_few() -> Iterator[Difference]:
    accepted = WorkOrder.objects.filter(result=WorkResult.ACCEPTED, deemed=False, events__action="accept").distinct()
    for work in accepted.select_related("estate"):
        missing = still_missing(confirmed_so_far(work), parties=parties_of(work), lines=done_lines(work))
        if missing:
            party, line = missing[0]
            yield Difference(
                gettext_noop("work order %(number)s is accepted, but %(party)s did not confirm line %(line)s"),
                {"number": work.number, "party": party.value, "line": line},
            )


_SPOKEN = [manner.value for manner in SPOKEN]


def _spoke_for_two() -> Iterator[Difference]:
    """One user, or one name, for two parties in a round; who made the secret of a party could have spoken by it."""
    spoken: dict[tuple[str, int, object], set[str]] = {}
    words = WorkConfirmation.objects.filter(manner__in=_SPOKEN).order_by("pk")
    for number, round, party, *people in words.values_list("work__number", "round", "party", "by", "keeper", "person"):
        for who in filter(None, people):
            spoken.setdefault((number, round, who), set()).add(party)
    for number, round in sorted({(number, round) for (number, round, _), said in spoken.items() if len(said) > 1}):
        yield Difference(
            gettext_noop("work order %(number)s: one person spoke for two parties in round %(round)s"),
            {"number": number, "round": round},
        )


def _spoke_of_own_work() -> Iterator[Difference]:
    words = WorkConfirmation.objects.filter(manner__in=_SPOKEN).exclude(party=Party.COMPANY.value)
    did = WorkEvent.objects.filter(work=OuterRef("work"), action__in=DOING).exclude(from_state__in=OVER)
    speakers = ("by", "keeper", _COMPARED_BY)
    by_doer = words.filter(reduce(or_, (Q(Exists(did.filter(by=OuterRef(one)))) for one in speakers)))
    for number, party in by_doer.values_list("work__number", "party").distinct():
        yield Difference(
            gettext_noop("work order %(number)s: who did it spoke for the %(party)s, or compared what it signed"),
            {"number": number, "party": party},
        )


_COMPARED_BY = "transcription__decided_by"


def _not_as_compared() -> Iterator[Difference]:
    words = WorkConfirmation.objects.filter(manner=Manner.TRANSCRIBED.value)
    for word in words.select_related("work", "transcription").defer("transcription__pdf"):
        paper = word.transcription
        agrees = (
            paper is not None
            and paper.state == ApprovalState.APPROVED
            and (paper.work_id, paper.round, paper.party) == (word.work_id, word.round, word.party)
            and (paper.person, paper.on, paper.prepared_by_id) == (word.person, word.on, word.by_id)
            and paper.decided_by_id not in (None, paper.prepared_by_id)
            and Decimal(paper.measured.get(str(word.line), "-1")) == word.quantity
        )
        if not agrees:
            yield Difference(
                gettext_noop("work order %(number)s: the word of the %(party)s is not what its paper says"),
                {"number": word.work.number, "party": word.party},
            )


def _lost_scans() -> Iterator[Difference]:
    """A PDF is kept in the row; photos have a check of their own, and here only that it is the photo that was sent."""
    for paper in Transcription.objects.select_related("work", "picture").iterator(chunk_size=50):
        kept = paper.picture.received_sha256 if paper.picture else hashlib.sha256(bytes(paper.pdf or b"")).hexdigest()
        if kept != paper.sha256:
            yield Difference(
                gettext_noop("work order %(number)s: the scan for the %(party)s is not the one that was sent"),
                {"number": paper.work.number, "party": paper.party},
            )


def _wrong_stock() -> Iterator[Difference]:
    materials = Material.objects.annotate(
        moved=Coalesce(Sum(StoredInteger("moves__quantity")), 0), worth=Coalesce(Sum(StoredInteger("moves__value")), 0)
    )
    for material in materials:
        moved = Decimal(material.moved).scaleb(-4)
        if (material.stock, material.value) != (moved, Yuan(material.worth)):
            yield Difference(
                _WRONG_STOCK,
                {
                    "code": material.code,
                    "stock": material.stock,
                    "value": material.value,
                    "moved": moved,
                    "worth": Yuan(material.worth),
                },
            )

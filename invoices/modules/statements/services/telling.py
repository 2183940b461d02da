"""Households are told that their bill of a month is there: when a person starts it, where the estate wants it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.statements.services.composing import documents_of
from invoices.modules.statements.services.links import living_link
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate, managed_estates
from property_ops.modules.notices.public import NoticeTemplate, NotToldHere, Telling, tell_each, told_in, told_under

TELL = "billing.issue"


@dataclass(frozen=True, slots=True)
class EstateToTell:
    """An estate with bills of a month: how many, and how many households were told of theirs."""

    estate: Estate
    bills: int
    told: int
    is_on: bool


def link_of_bill(facts: Mapping[str, str], today: date) -> str:
    """The statement's own link, where it still opens."""
    token = living_link(bill_id=int(facts["_bill"]), today=today)
    return reverse("online_statement", args=[token]) if token else ""


BILL_ISSUED = NoticeTemplate(
    "bill_issued",
    gettext_noop("Your bill is there"),
    gettext_noop("%(estate)s: your bill of %(month)s is there, with what was done behind each line."),
    ("estate", "month"),
    link=link_of_bill,
    usually=False,
)
"""Of slot `notice_templates`."""


def tell_of_bills(*, estates: Sequence[Estate], month: Month, by: User, now: datetime) -> int:
    """Of the bills of a month that were issued to somebody and ask for money, each once. How many were told now.

    Raises NotAllowed, NotToldHere, CompanyUnknown.
    """
    require(by, TELL, *estates)
    told = told_in(BILL_ISSUED)
    off = next((estate for estate in estates if estate.pk not in told), None)
    if off is not None:
        raise NotToldHere(estate=off.name)
    count = 0
    for estate in estates:
        with transaction.atomic():
            rows = list(_bills([estate], month).values_list("pk", "number", "payer_id"))
            documents_of([pk for pk, _, _ in rows])  # each has a link then
            facts = {"estate": estate.name, "month": str(month)}
            each = [Telling(str(number), payer, estate.pk, facts | {"_bill": str(pk)}) for pk, number, payer in rows]
            made = tell_each(template=BILL_ISSUED.name, what=each, now=now)
            if made:
                audit.record(by=by, action="statements.told", subject=f"{estate.code} {month}", households=made)
        count += made
    return count


def estates_to_tell(user: User, month: Month) -> list[EstateToTell]:
    """Those with bills that anybody can be told of."""
    estates = list(managed_estates(user).order_by("code"))
    words = [Cast(OuterRef(name), TextField()) for name in ("number", "payer_id")]
    key = Concat(Value(f"{BILL_ISSUED.name}/"), words[0], Value("/"), words[1], output_field=TextField())
    was_told = told_under(key)
    rows = _bills(estates, month).order_by().values_list("estate_id")
    counted = rows.annotate(bills=Count("pk"), told=Count("pk", filter=was_told))
    counts = {estate: (bills, told) for estate, bills, told in counted}
    on = told_in(BILL_ISSUED)
    return [EstateToTell(one, *counts[one.pk], is_on=one.pk in on) for one in estates if one.pk in counts]


def _bills(estates: Sequence[Estate], month: Month) -> QuerySet[Bill]:
    issued = Bill.objects.filter(estate__in=estates, month=month.start, state=BillState.ISSUED, payer__isnull=False)
    return issued.filter(total__gt=ZERO).order_by("pk")

"""Works of June and July 2022 in the demonstration, from `demo/july.toml`, through the services that people use."""

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.domain.quantities import PlannedLine
from property_ops.modules.works.models import Material, WorkOrder
from property_ops.modules.works.services.accepting import confirm_work, send_back_work
from property_ops.modules.works.services.costs import HoursWorked, Issued, PaidCost, record_costs
from property_ops.modules.works.services.doing import finish_work
from property_ops.modules.works.services.planning import (
    approve_work,
    create_work,
    estimate_work,
    schedule_work,
    start_work,
)
from property_ops.modules.works.services.stocktaking import CountedLine, approve_stock_taking, prepare_stock_taking
from property_ops.modules.works.services.store import change_material, change_rate, receive_material
from property_ops.modules.works.services.terms import approve_terms, propose_terms
from property_ops.modules.works.services.warranty import report_defect

FILE = Path(__file__).resolve().parents[1] / "demo" / "july.toml"


@transaction.atomic
def tell_july(call: Callable[..., Any]) -> None:
    """Of slot `demo_deliveries`: once, where nobody has created a work yet."""
    if WorkOrder.objects.filter(from_register=False).exists():
        return
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    story = _Story(*(User.objects.get(username=name) for name in ("dispatcher", "manager", "reviewer")))
    for row in told["rates"]:
        change_rate(trade=row["trade"], start=row["start"], rate=Yuan.parse(row["rate"]), by=story.manager)
    for row in told["terms"]:
        story.agree(row)
    for row in told["deliveries"]:
        story.deliver(row)
    for row in told["works"]:
        story.work(row)
    for row in told["defects"]:
        story.mend(row)
    for row in told["later"]:
        story.work(row)
    for row in told["sheets"]:
        story.count(row)


class _Story:
    """Who does it: the dispatcher, and the manager or the reviewer where another person must."""

    def __init__(self, dispatcher: User, manager: User, reviewer: User) -> None:
        self.dispatcher, self.manager, self.reviewer = dispatcher, manager, reviewer

    def agree(self, row: Mapping[str, Any]) -> None:
        now = timezone.now()
        asked = propose_terms(
            estate=Estate.objects.get(name=row["estate"]),
            has_committee=True,
            deemed_days=row["deemed_days"],
            warranty_months=row["warranty_months"],
            complaint_days=row["complaint_days"],
            complaint_percent=row["complaint_percent"],
            by=self.manager,
            now=now,
        )
        approve_terms(terms=asked, by=self.reviewer, now=now)

    def deliver(self, row: Mapping[str, Any]) -> None:
        material = Material.objects.filter(code=row["code"]).first()
        if material is None:
            material = Material(code=row["code"], name=row["name"], unit=row["unit"])
            change_material(material=material, by=self.dispatcher)
        receive_material(
            material=material,
            quantity=Decimal(row["quantity"]),
            paid=Yuan.parse(row["paid"]),
            by=self.dispatcher,
            on=row["on"],
            remark=row["remark"],
        )

    def count(self, row: Mapping[str, Any]) -> None:
        """The whole store, by the dispatcher's sheet; the manager has looked through it."""
        lines = [
            CountedLine(Material.objects.get(code=one["code"]), Decimal(one["counted"]), one.get("reason", ""))
            for one in row["lines"]
        ]
        now = timezone.now()
        sheet = prepare_stock_taking(
            day=row["day"], counted_by=row["counted_by"], lines=lines, by=self.dispatcher, now=now
        )
        approve_stock_taking(taking_id=sheet.pk, by=self.manager, now=now)

    def work(self, row: Mapping[str, Any]) -> None:
        work = create_work(
            estate=Estate.objects.get(name=row["estate"]),
            kind=row["kind"],
            place=row["place"],
            by=self.dispatcher,
            on=row["on"],
            remark=row["what"],
        )
        if "lines" in row:
            self._plan(work, row)
        if "planned_on" in row:
            start_work(work=work, by=self.dispatcher, on=row["planned_on"])
            self._spend(work, row)
        if "done_on" in row:
            self._report(work, row)

    def mend(self, row: Mapping[str, Any]) -> None:
        original = WorkOrder.objects.filter(number=row["of"]).first()
        if original is not None:
            order = report_defect(work=original, what=row["what"], by=self.dispatcher, on=row["on"])
            self._plan(order, row)

    def _plan(self, work: WorkOrder, row: Mapping[str, Any]) -> None:
        """Estimated; released and planned for a day, as far as the row goes."""
        estimate_work(
            work=work,
            lines=[
                PlannedLine(line["name"], line["unit"], Decimal(line["planned"]), Yuan.parse(line["price"]))
                for line in row["lines"]
            ],
            split=FundingSplit(**{payer: Decimal(part) for payer, part in row.get("split", {}).items()}),
            scope=row.get("scope", ""),
            third_party=row.get("third_party", ""),
            by=self.dispatcher,
            on=row["on"],
        )
        if "ceiling" in row:
            approve_work(work=work, ceiling=Yuan.parse(row["ceiling"]), by=self.manager, on=row["on"])
            schedule_work(work=work, planned_on=row["planned_on"], by=self.dispatcher, on=row["on"])

    def _spend(self, work: WorkOrder, row: Mapping[str, Any]) -> None:
        hours = [HoursWorked(one["trade"], Decimal(one["hours"]), one["on"]) for one in row.get("hours", ())]
        taken = [
            Issued(Material.objects.get(code=one["code"]), Decimal(one["quantity"]), one["on"])
            for one in row.get("material", ())
        ]
        paid = [
            PaidCost(one["type"], Yuan.parse(one["amount"]), one["on"], one["document"]) for one in row.get("paid", ())
        ]
        record_costs(work=work, rows=[*hours, *taken, *paid], by=self.dispatcher)

    def _report(self, work: WorkOrder, row: Mapping[str, Any]) -> None:
        """Done, and what the company says of it; or who sent it back."""
        done = {number: Decimal(line["done"]) for number, line in enumerate(row["lines"], start=1)}
        finish_work(work=work, done=done, by=self.dispatcher, on=row["done_on"])
        if said := row.get("company"):
            measured = {number: Decimal(one) for number, one in enumerate(said["measured"], start=1)}
            confirm_work(work=work, party=Party.COMPANY, measured=measured, on=said["on"], by=self.dispatcher)
        if "sent_back" in row:
            said = row["sent_back"]
            send_back_work(
                work=work,
                party=Party(said["party"]),
                person=said["person"],
                reason=said["reason"],
                on=said["on"],
                by=self.dispatcher,
            )

"""Reading complaints about works: those of one, of a household, of an estate; and how a work stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from invoices.modules.billing.public import BillLine, BillState
from invoices.modules.charge_sources.public import basis_of_work
from invoices.modules.collections.public import DisputeState
from invoices.modules.complaints.domain.share import enough, is_past
from invoices.modules.complaints.models import ComplaintPhoto, HoldRelease, WorkComplaint, WorkHold
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate, Tenure, find_with_unit
from property_ops.modules.works.public import WorkOrder, accepted_since, complaints_until, homes_concerned, terms_for

VIEW = "complaints.view"
AGREED_DAYS, MOST_SHOWN = 60, 20


@dataclass(frozen=True, slots=True)
class WorkStanding:
    """How a work stands with its residents. `complaining` counts homes since it was released last; `until` is None
    where the agreement has no days for complaints."""

    complaining: int
    unanswered: int
    homes: int
    percent: int | None
    until: date | None
    hold: WorkHold | None

    @property
    def is_past(self) -> bool:
        return self.percent is not None and is_past(self.complaining, homes=self.homes, percent=self.percent)

    @property
    def enough(self) -> int:
        return enough(homes=self.homes, percent=self.percent or 0)

    def takes(self, today: date) -> bool:
        """Whether a complaint may be made on that day."""
        return self.until is not None and today <= self.until


def standing_of(work: WorkOrder) -> WorkStanding:
    counted = counted_complaints(work)
    return WorkStanding(
        complaining=counted.aggregate(homes=Count("unit", distinct=True))["homes"],
        unanswered=open_complaints(work).count(),
        homes=homes_concerned(work),
        percent=terms_for(work).complaint_percent,
        until=complaints_until(work),
        hold=hold_on(work),
    )


def counted_complaints(work: WorkOrder) -> QuerySet[WorkComplaint]:
    """Those that stand, made since the work was released last: an answer alone does not make one count less."""
    found = WorkComplaint.objects.filter(work=work).exclude(state=DisputeState.WITHDRAWN)
    released = HoldRelease.objects.filter(hold__work=work, state=ApprovalState.APPROVED)
    last = released.order_by("-decided_at").values_list("decided_at", flat=True).first()
    return found if last is None else found.filter(made_at__gt=last)


def open_complaints(work: WorkOrder) -> QuerySet[WorkComplaint]:
    return WorkComplaint.objects.filter(work=work, state=DisputeState.OPEN)


def hold_on(work: WorkOrder) -> WorkHold | None:
    return WorkHold.objects.filter(work=work, ended_on=None).first()


def complaint_of(work: WorkOrder, tenure: Tenure) -> WorkComplaint | None:
    return WorkComplaint.objects.filter(work=work, tenure=tenure).first()


def complaints_about(work: WorkOrder) -> QuerySet[WorkComplaint]:
    """With their photos, the first first."""
    found = WorkComplaint.objects.filter(work=work).select_related("unit", "tenure", "answered_by")
    return found.prefetch_related("photos").order_by("pk")


def photo_of_complaint(tenure: Tenure, pk: int) -> ComplaintPhoto | None:
    """One that this household showed itself."""
    return ComplaintPhoto.objects.filter(pk=pk, complaint__tenure=tenure).select_related("picture").first()


def visible_complaints(user: User) -> QuerySet[WorkComplaint]:
    return WorkComplaint.objects.visible_to(user).select_related("work", "estate", "unit").order_by("-pk")


def visible_complaint_photos(user: User) -> QuerySet[ComplaintPhoto]:
    return ComplaintPhoto.objects.visible_to(user).select_related("picture")


def visible_releases(user: User) -> QuerySet[HoldRelease]:
    return HoldRelease.objects.visible_to(user).select_related("hold__work__estate", "prepared_by", "decided_by")


def complained_works(user: User) -> QuerySet[WorkOrder]:
    """Works of the estates this person sees that somebody complained about."""
    said = WorkComplaint.objects.filter(work=OuterRef("pk"))
    return WorkOrder.objects.visible_to(user).filter(Exists(said)).select_related("estate")


def find_complaints(complaints: QuerySet[WorkComplaint], text: str) -> QuerySet[WorkComplaint]:
    return find_with_unit(complaints, text, "work__number", "words", "answer", unit="unit")


def has_complaints(work: WorkOrder) -> bool:
    return WorkComplaint.objects.filter(work=work).exists()


def works_held(estate: Estate) -> list[WorkOrder]:
    """Those of the estate that are held for all, the latest first."""
    held = WorkHold.objects.filter(estate=estate, ended_on=None).values("work")
    return list(WorkOrder.objects.filter(pk__in=held).select_related("estate").order_by("-accepted_on", "number"))


def works_shown(estate: Estate, *, today: date) -> list[tuple[WorkOrder, WorkStanding]]:
    """For residents: works that are held, and those that still may be complained about or were lately."""
    lately = accepted_since(estate, today - timedelta(days=AGREED_DAYS))[:MOST_SHOWN]
    works = {work.pk: work for work in [*works_held(estate), *lately]}
    shown = [(work, standing_of(work)) for work in works.values()]
    return [(work, one) for work, one in shown if one.hold or one.takes(today) or one.complaining]


def releases_of(work: WorkOrder) -> list[HoldRelease]:
    """The latest first."""
    found = HoldRelease.objects.filter(hold__work=work).select_related("hold__work", "prepared_by", "decided_by")
    return list(found.order_by("-pk"))


def release_that_waits(work: WorkOrder) -> HoldRelease | None:
    return next((one for one in releases_of(work) if one.waits), None)


def lines_of_work(number: str) -> list[int]:
    """The issued bill lines that are charged for the work."""
    lines = BillLine.objects.filter(bill__state=BillState.ISSUED, charge__basis__key=basis_of_work(number))
    return list(lines.order_by("pk").values_list("pk", flat=True))


def households_of_lines(lines: Collection[int]) -> QuerySet[BillLine]:
    return BillLine.objects.filter(pk__in=lines).select_related("bill")

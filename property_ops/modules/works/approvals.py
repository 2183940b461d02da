"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.modules.works import selectors
from property_ops.modules.works.domain.states import WorkMove
from property_ops.modules.works.models import (
    AcceptanceTerms,
    EmergencyCallOut,
    StockCount,
    StockTaking,
    Transcription,
    WorkOrder,
)
from property_ops.modules.works.services.accepting import compare
from property_ops.modules.works.services.emergency import approve_call_out
from property_ops.modules.works.services.planning import approve_work
from property_ops.modules.works.services.stocktaking import approve_stock_taking
from property_ops.modules.works.services.store import approve_count
from property_ops.modules.works.services.terms import approve_terms


class Estimates(ApprovalKind[WorkOrder]):
    """Released here, the estimate itself is the ceiling; the page of the work asks for another. It is not rejected but
    revised."""

    name, title, model = "work", _("Estimates of works"), WorkOrder
    blocks_closing = False  # what is not accepted is held, which is a point of its own
    may_be_rejected = False

    def visible(self, user: User) -> QuerySet[WorkOrder]:
        return selectors.works(user)

    def url(self, thing: WorkOrder) -> str:
        return reverse("work", args=[thing.number])

    def words(self, thing: WorkOrder) -> str:
        return f"{thing.number} {thing.estate.name} {thing.kind} {thing.place}"

    def that_wait(self, user: User) -> QuerySet[WorkOrder]:
        estimated = Max("events__on", filter=Q(events__action=WorkMove.ESTIMATE.value))
        return self.visible(user).filter(WorkOrder.WAITS).annotate(since=estimated)

    def approve(self, thing: WorkOrder, *, by: User, now: datetime, today: date) -> str:
        ceiling = selectors.estimated_amount(selectors.lines_of(thing))
        approve_work(work=thing, ceiling=ceiling, by=by, on=today)
        return gettext("The estimate is approved; the work may be planned and done.")


class Transcriptions(ApprovalKind[Transcription]):
    name, title, model = "transcription", _("Signed papers to be compared"), Transcription
    blocks_closing = False  # what is not accepted is held, which is a point of its own
    page = "work_transcription"

    def visible(self, user: User) -> QuerySet[Transcription]:
        return selectors.visible_papers(user)

    def words(self, thing: Transcription) -> str:
        return f"{thing.work.number} {thing.work.estate.name} {thing.get_party_display()} {thing.person}"

    def approve(self, thing: Transcription, *, by: User, now: datetime, today: date) -> str:
        if compare(transcription=thing, by=by, now=now):
            return gettext("All parties have confirmed: the work is accepted.")
        return gettext("Compared: the confirmation counts.")


class TermsChanges(ApprovalKind[AcceptanceTerms]):
    name, title, model = "terms", _("Changes of the terms of acceptance"), AcceptanceTerms
    blocks_closing = False  # it holds for works reported as done from then on

    def visible(self, user: User) -> QuerySet[AcceptanceTerms]:
        return selectors.visible_terms(user)

    def url(self, thing: AcceptanceTerms) -> str:
        return reverse("works_terms_of", args=[thing.estate.code])

    def approve(self, thing: AcceptanceTerms, *, by: User, now: datetime, today: date) -> str:
        approve_terms(terms=thing, by=by, now=now)
        return gettext("The terms are in force for works that are reported as done from now on.")


class CallOuts(ApprovalKind[EmergencyCallOut]):
    name, title, model = "call_out", _("Emergency call-outs"), EmergencyCallOut
    blocks_closing = False  # what is not accepted is held, which is a point of its own
    page = "work_call_out_page"

    def visible(self, user: User) -> QuerySet[EmergencyCallOut]:
        return selectors.visible_call_outs(user)

    def words(self, thing: EmergencyCallOut) -> str:
        return f"{thing.work.number} {thing.work.estate.name} {thing.work.kind} {thing.amount.grouped()}"

    def approve(self, thing: EmergencyCallOut, *, by: User, now: datetime, today: date) -> str:
        approve_call_out(call_out_id=thing.pk, by=by, now=now)
        return gettext("The work is released afterwards; its estimate is the ceiling.")


class StockTakings(ApprovalKind[StockTaking]):
    name, title, model = "stock_taking", _("Sheets of stocktakings"), StockTaking
    blocks_closing = True
    page = "works_stock_taking"

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[StockTaking]:
        return selectors.stock_takings(user)

    def words(self, thing: StockTaking) -> str:
        return f"{thing} {thing.count} ¥{(thing.worth or ZERO).grouped()}"  # type: ignore[attr-defined]

    def approve(self, thing: StockTaking, *, by: User, now: datetime, today: date) -> str:
        approve_stock_taking(taking_id=thing.pk, by=by, now=now)
        return gettext("Checked. The store records what differed.")


class StockCounts(ApprovalKind[StockCount]):
    name, title, model = "stock_count", _("Stocktakings that differ by much"), StockCount
    blocks_closing = False

    def visible(self, user: User) -> QuerySet[StockCount]:
        return selectors.visible_counts(user)

    def url(self, thing: StockCount) -> str:
        return reverse("works_material", args=[thing.material_id])

    def words(self, thing: StockCount) -> str:
        return f"{thing.material.name} {plain(thing.recorded)} → {plain(thing.counted)} {thing.worth.grouped()}"

    def approve(self, thing: StockCount, *, by: User, now: datetime, today: date) -> str:
        approve_count(count_id=thing.pk, by=by, now=now)
        return gettext("The store records what was counted.")


ESTIMATES, TRANSCRIPTIONS, TERMS_CHANGES, CALL_OUTS = Estimates(), Transcriptions(), TermsChanges(), CallOuts()
STOCK_COUNTS, STOCK_TAKINGS = StockCounts(), StockTakings()

"""One cost voucher, what may be done with it, and those that wait for approval."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.approvals import COST_VOUCHERS
from invoices.modules.breakeven.public import (
    CostVoucher,
    approve_vouchers,
    post_work_costs,
    reverse_voucher,
)
from invoices.modules.breakeven.views.costs import APPROVE, PREPARE, VIEW
from property_ops.framework.approval.display import decision, state_badge
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import key_in
from property_ops.framework.web.months import month_in
from property_ops.framework.web.pages import Action, Page


class VoucherPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "costs"
    above = ((_("Costs"), "costs"),)
    template_name = "breakeven/voucher.html"

    def get_object(self, queryset: Any = None) -> CostVoucher:
        found = selectors.voucher(self.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return gettext("Cost voucher %(number)s") % {"number": self.object}

    def facts(self) -> Sequence[Fact]:
        voucher = self.object
        facts = [
            Fact(_("State"), state_badge(voucher.state)),
            *facts_of(voucher, "estate"),
            Fact(_("Month"), f"{voucher.month:%Y-%m}"),
            *facts_of(voucher, "kind", "amount"),
            Fact(_("Who pays"), gettext(voucher.get_funding_display())),
            *facts_of(voucher, "memo", "reference", "attachments", "prepared_by", "prepared_at"),
        ]
        if voucher.decided_by:
            facts += facts_of(voucher, "decided_by", "decided_at", "posted_on", "rejected_because")
        if voucher.reverses:
            facts.append(Fact(_("Takes back"), voucher.reverses, reverse("cost", args=[voucher.reverses_id])))
        return facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        voucher = self.object
        reversal = voucher.reversals.exclude(state__in=NEVER_MIND).first()
        return super().get_context_data(**kwargs) | {
            "decision": decision(COST_VOUCHERS, voucher, self.user, question=_("Approve and post it?")),
            "may_reverse": voucher.state == ApprovalState.APPROVED
            and not (voucher.reverses_id or reversal)
            and self.user.has_perm(PREPARE),
            "reversal": reversal,
        }


class WaitingCosts(Page):
    permission_required = VIEW
    menu = "costs"
    above = ((_("Costs"), "costs"),)
    title = _("Costs that wait for approval")
    template_name = "breakeven/waiting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = selectors.visible_vouchers(self.user).filter(state=ApprovalState.WAITING)
        vouchers = list(waiting.order_by("month", "estate__code", "kind", "pk"))
        may = self.user.has_perm(APPROVE)
        return super().get_context_data(**kwargs) | {
            "rows": [(voucher, may and voucher.prepared_by_id != self.user.pk) for voucher in vouchers],
            "may_approve": may,
        }


class ApproveCosts(Action):
    """The vouchers that are ticked."""

    permission_required = APPROVE
    menu = "costs"
    success_url = reverse_lazy("waiting_costs")

    def form_valid(self, form: Any) -> HttpResponse:
        asked = [pk for pk in map(key_in, self.request.POST.getlist("voucher")) if pk is not None]
        visible = selectors.visible_vouchers(self.user).filter(pk__in=asked)
        now = timezone.now()
        count = approve_vouchers(
            ids=list(visible.values_list("pk", flat=True)), by=self.user, now=now, today=timezone.localdate(now)
        )
        words = ngettext("%(count)s voucher approved and posted.", "%(count)s vouchers approved and posted.", count)
        messages.success(self.request, words % {"count": count})
        return super().form_valid(form)


class ReverseCost(Action):
    permission_required = PREPARE
    menu = "costs"
    success_message = _("The reversal is prepared. Another person approves it.")

    @cached_property
    def voucher(self) -> CostVoucher:
        found = selectors.voucher(self.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_success_url(self) -> str:
        return reverse("cost", args=[self.voucher.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        reason = self.request.POST.get("reason", "")
        reverse_voucher(voucher_id=self.voucher.pk, reason=reason, by=self.user, now=timezone.now())
        return super().form_valid(form)


class PostWorks(Action):
    """The costs of the works of a month."""

    permission_required = PREPARE
    menu = "costs"
    success_url = reverse_lazy("costs")

    def form_valid(self, form: Any) -> HttpResponse:
        posted = post_work_costs(month=month_in(self.kwargs), by=self.user, today=timezone.localdate())
        words = gettext("Posted: costs of %(works)s works, ¥%(cost)s.")
        messages.success(self.request, words % {"works": posted.works, "cost": posted.cost.grouped()})
        return super().form_valid(form)

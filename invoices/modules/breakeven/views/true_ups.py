"""The buttons of the year's true-up."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.public import TrueUpOutcome, approve_true_up, drop_true_up, prepare_true_up
from invoices.modules.breakeven.views.costs import APPROVE, PREPARE
from property_ops.framework.web.pages import Action


class OfYear(Action):
    menu = "breakeven"

    @cached_property
    def estate(self) -> Any:
        found = selectors.estate_named(self.user, self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @property
    def year(self) -> int:
        return int(self.kwargs["year"])

    @property
    def true_up_id(self) -> int:
        found = selectors.true_up_of(self.estate, self.year)
        if found is None:
            raise Http404
        return found.pk

    def get_success_url(self) -> str:
        return f"{reverse('breakeven_of', args=[self.estate.code])}?year={self.year}"


class Prepare(OfYear):
    permission_required = PREPARE
    success_message = _("Prepared. Another person approves it.")

    def form_valid(self, form: Any) -> HttpResponse:
        chosen = self.request.POST.get("outcome", "")
        if chosen not in set(TrueUpOutcome):
            raise Http404
        now = timezone.now()
        prepare_true_up(
            estate=self.estate, year=self.year, outcome=TrueUpOutcome(chosen), basis=self.request.POST.get("basis", ""),
            by=self.user, now=now, today=timezone.localdate(now),
        )  # fmt: skip
        return super().form_valid(form)


class ApproveTrueUp(OfYear):
    permission_required = APPROVE
    success_message = _("The true-up is approved.")

    def form_valid(self, form: Any) -> HttpResponse:
        approve_true_up(true_up_id=self.true_up_id, by=self.user, today=timezone.localdate())
        return super().form_valid(form)


class DropTrueUp(OfYear):
    permission_required = PREPARE
    success_message = _("The true-up is dropped.")

    def form_valid(self, form: Any) -> HttpResponse:
        drop_true_up(true_up_id=self.true_up_id, by=self.user)
        return super().form_valid(form)

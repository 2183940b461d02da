"""Preparing the year's true-up."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.public import TrueUpOutcome, prepare_true_up
from invoices.modules.breakeven.views.costs import PREPARE
from property_ops.framework.web.pages import Action


class Prepare(Action):
    permission_required = PREPARE
    menu = "breakeven"
    success_message = _("Prepared. Another person approves it.")

    @cached_property
    def estate(self) -> Any:
        found = selectors.estate_named(self.user, self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @property
    def year(self) -> int:
        return int(self.kwargs["year"])

    def get_success_url(self) -> str:
        return f"{reverse('breakeven_of', args=[self.estate.code])}?year={self.year}"

    def form_valid(self, form: Any) -> HttpResponse:
        chosen = self.request.POST.get("outcome", "")
        if chosen not in set(TrueUpOutcome):
            raise Http404
        now = timezone.now()
        prepare_true_up(
            estate=self.estate,
            year=self.year,
            outcome=TrueUpOutcome(chosen),
            basis=self.request.POST.get("basis", ""),
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)

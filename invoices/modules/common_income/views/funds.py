"""The owners' money of each estate: what it earned and what it paid for, from the ledger; posting a month's rents."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.common_income import selectors, services
from invoices.modules.common_income.views.leases import PREPARE, VIEW, crumbs
from invoices.modules.ledger.public import words_of
from property_ops.framework.scope import sees_all_estates
from property_ops.framework.web.display import badge
from property_ops.framework.web.months import month_in, month_name
from property_ops.framework.web.pages import Action, Button, Crumb, Page
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import managed_estates

POST, CODED = "common_income.post", "coded/"


class CommonFunds(Page):
    title = _("Common income")
    subtitle = _("Rents of common parts are the owners' money: they are no income of the company.")
    permission_required = VIEW
    template_name = "common_income/funds.html"

    def buttons(self) -> Sequence[Button]:
        found = [Button(_("Leases of common parts"), reverse("common_leases"), "list")]
        if self.user.has_perm(PREPARE):
            found.append(Button(_("New lease of a common part"), reverse("new_common_lease"), "plus", primary=True))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        may_post = self.user.has_perm(POST) and sees_all_estates(self.user)
        waiting = selectors.waiting_months(today=today) if may_post else []
        funds = selectors.funds(self.user, on=today)
        return super().get_context_data(**kwargs) | {
            "funds": funds,
            "any_advanced": any(held < ZERO for _estate, _leases, _owed, held in funds),
            "advanced": badge(_("advanced by the company"), "yellow"),
            "waiting": [(month, month_name(month), amount) for month, amount in waiting],
        }


class CommonFundPage(Page):
    permission_required = VIEW
    menu = "common_funds"
    template_name = "common_income/fund.html"

    @cached_property
    def fund(self) -> selectors.CommonFund:
        estate = managed_estates(self.user).filter(code=self.kwargs["code"]).first()
        if estate is None:
            raise Http404
        return selectors.fund_of(estate, on=timezone.localdate())

    def get_title(self) -> str:
        return gettext("Common income of %(estate)s") % {"estate": self.fund.estate.name}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return crumbs()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            (one.day, _words_of(one), max(-one.amount, ZERO), max(one.amount, ZERO))
            for one in reversed(self.fund.movements)
        ]
        return super().get_context_data(**kwargs) | {"fund": self.fund, "rows": rows}


def _words_of(one: Any) -> str:
    """Money that was coded says in its memo what it was; residents are not told whom it went to."""
    return str(one.memo) if one.source.startswith(CODED) else words_of(one.source, one.memo)


class PostRents(Action):
    permission_required = POST
    menu = "common_funds"
    success_url = reverse_lazy("common_funds")

    @cached_property
    def month(self) -> Month:
        return month_in(self.kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        posted = services.post_rents(month=self.month, by=self.user, today=timezone.localdate())
        words = gettext("The rents of %(month)s are posted: ¥%(rent)s.")
        messages.success(self.request, words % {"month": month_name(self.month), "rent": posted.grouped()})
        return super().form_valid(form)

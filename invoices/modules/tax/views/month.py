"""The VAT that stands in the bills issued in some days, by fee item and rate."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.tax import selectors, services
from invoices.modules.tax.domain.vat import total_of
from property_ops.framework.scope import sees_all_estates
from property_ops.framework.web.days import DaysForm, DaysPage
from property_ops.framework.web.months import month_in, month_name
from property_ops.framework.web.pages import Action
from property_ops.framework.workbook import Ratio
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import EstateSelect, managed_estates, visible_estates


class VatForm(DaysForm):
    def offer(self, *, estates: Any = None, **offers: Any) -> None:
        self.fields["estate"] = EstateSelect(estates)


class Vat(DaysPage):
    """Without days in the address: the month of the bills issued last."""

    title = _("VAT of a month")
    subtitle = _("Of the bills issued in these days, less credit notes. Prices include VAT; it is split at the line.")
    permission_required = "tax.view"
    personal_data = False
    form_class = VatForm
    exports = ("xlsx",)
    template_name = "tax/month.html"

    def usual_days(self) -> Period:
        today = timezone.localdate()
        return Month.of(selectors.latest_issue(until=today) or today).period

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user).order_by("code")}

    @cached_property
    def lines(self) -> list[selectors.SplitLine]:
        chosen = self.form.cleaned_data["estate"]
        everything = None if sees_all_estates(self.user) else [one.code for one in visible_estates(self.user)]
        return selectors.taxed(self.period, estates=[chosen.code] if chosen else everything)

    @cached_property
    def rows(self) -> list[selectors.VatRow]:
        return selectors.rows_of(self.lines)

    def found(self) -> dict[str, Any]:
        try:
            return {"rows": self.rows, "total": total_of(row.split for row in self.rows), "books": self._books()}
        except BusinessError as error:
            return {"refusal": error.sentence(gettext)}

    def _books(self) -> dict[str, Any] | None:
        """What the ledger has of a whole month of all estates, and what is left to post."""
        month = Month.of(self.period.start)
        if self.period != month.period or self.form.cleaned_data["estate"] or not sees_all_estates(self.user):
            return None
        return {
            "month": month,
            "left": Yuan(sum(selectors.unposted_vat(month, self.lines).values())),
            "return": selectors.return_of(month),
            "may_post": self.user.has_perm("tax.post") and month.end <= timezone.localdate(),
        }

    def excel(self) -> HttpResponseBase:
        headings = [
            gettext("Fee item"),
            gettext("Tax classification"),
            gettext("Tax classification code"),
            gettext("VAT rate"),
            gettext("Lines"),
            gettext("Credited lines"),
            gettext("With VAT"),
            gettext("Without VAT"),
            gettext("VAT"),
        ]
        return self.workbook(headings, self._cells(headings), totals=headings[4:])

    def _cells(self, headings: list[str]) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            cells = (
                row.item_name,
                row.category,
                row.tax_code,
                Ratio(row.rate),
                row.lines,
                row.credits,
                row.split.gross,
                row.split.net,
                row.split.tax,
            )
            yield dict(zip(headings, cells, strict=True))


class PostVat(Action):
    permission_required = "tax.post"
    menu = "vat"

    @cached_property
    def month(self) -> Month:
        return month_in(self.kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        posted = services.post_vat(month=self.month, by=self.user, today=timezone.localdate())
        words = gettext("The VAT of %(month)s is posted: ¥%(vat)s.")
        messages.success(self.request, words % {"month": month_name(self.month), "vat": posted.grouped()})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        days = {"first": self.month.start, "last": self.month.period.last_day}
        return f"{reverse('vat')}?{urlencode(days)}"

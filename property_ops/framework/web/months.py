"""Months in addresses and words, and pages of a month."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Page
from property_ops.kernel.period import Month, NotAMonth


def month_in(kwargs: dict[str, Any]) -> Month:
    """The month of an address like `/month-end/2022-06/`. Raises Http404."""
    try:
        return Month.parse(kwargs["month"])
    except NotAMonth as error:
        raise Http404 from error


def month_name(month: Month) -> str:
    """`2022年6月` in Chinese."""
    return gettext("%(year)s-%(month)s") % {"year": month.year, "month": f"{month.number:02d}"}


class MonthAsked(Page):
    """A page of the month asked for by `?month=`, else of this one."""

    @cached_property
    def month(self) -> Month:
        try:
            return Month.parse(self.request.GET.get("month", ""))
        except NotAMonth:
            return Month.of(timezone.localdate())


class OfMonth(Page):
    """A page of the month in its address."""

    @cached_property
    def month(self) -> Month:
        return month_in(self.kwargs)

    def in_month(self, month: Month) -> str:
        """The address of this page, of another month."""
        match = self.request.resolver_match
        return reverse(match.view_name, kwargs={**self.kwargs, "month": str(month)}) if match else ""

    @property
    def previous(self) -> str:
        return self.in_month(self.month.previous)

    @property
    def next(self) -> str:
        return self.in_month(self.month.next)

    def presets(self) -> list[tuple[Any, str, bool]]:
        """This month and the last: (words, address, whether it is shown)."""
        return [(words, self.in_month(month), month == self.month) for words, month in usual_months()]


def usual_months() -> list[tuple[Any, Month]]:
    this = Month.of(timezone.localdate())
    return [(_("This month"), this), (_("Last month"), this.previous)]

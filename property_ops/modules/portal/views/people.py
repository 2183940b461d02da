"""Hours per person of a month, on screen and as Excel."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.months import MonthAsked
from property_ops.modules.portal.selectors.people import PersonsMonth, hours_by_person
from property_ops.modules.portal.services.papers import PAPERS

HEADINGS = (_("crew"), _("person"), _("hours"), _("days"), _("works"))


class HoursPerPerson(MonthAsked):
    title = _("Hours per person")
    subtitle = _("As crews told on their phones; who was told by number only stands without a name.")
    permission_required = PAPERS
    menu = "quantity_book"
    above = ((_("Quantity book"), "quantity_book"),)
    template_name = "portal/hours_per_person.html"
    personal_data = True

    @cached_property
    def found(self) -> list[PersonsMonth]:
        return hours_by_person(self.user, self.month)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export") == "xlsx":
            heads = [str(capfirst(head)) for head in HEADINGS]
            told = ((one.crew, one.person, one.hours, len(one.days), len(one.works)) for one in self.found)
            rows = (dict(zip(heads, values, strict=True)) for values in told)
            return workbook_response(heads, rows, name=f"{self.title} {self.month}")[0]
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"month": self.month, "rows": self.found, "headings": HEADINGS}

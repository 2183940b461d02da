"""Papers of works: shown in the browser to be printed; the quantity book on screen, as PDF and as Excel."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.home import shown_month
from property_ops.framework.web.pages import Page
from property_ops.kernel.period import Month, NotAMonth
from property_ops.modules.dispatch.public import visible_visits
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.portal.reports.quantity_book import HEADINGS, excel_rows
from property_ops.modules.portal.selectors.links import visible_works
from property_ops.modules.portal.selectors.papers import book_of
from property_ops.modules.portal.services.papers import PAPERS, certificate, quantity_book, work_sheet


class OfWork(Page):
    permission_required = PAPERS
    menu = "works"

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(visible_works(self.user), number=self.kwargs["number"])


class WorkSheet(OfWork):
    """For the whole work."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(work_sheet(work=self.work, visit=None, by=self.user), "work-sheet")


class VisitSheet(Page):
    """For one visit."""

    permission_required = PAPERS
    menu = "dispatch_visits"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        visit = get_object_or_404(visible_visits(self.user), pk=kwargs["pk"])
        return pdf_response(work_sheet(work=visit.work, visit=visit, by=self.user), "work-sheet")


class Certificate(OfWork):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(certificate(work=self.work, by=self.user), "certificate")


class BookForm(forms.Form):
    month = forms.CharField(
        label=_("month"),
        widget=forms.TextInput(attrs={"type": "month", "class": "form-control form-control-sm filter-input"}),
    )

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        select = forms.Select(attrs={"class": "form-select form-select-sm filter-input"})
        self.fields["estate"] = forms.ModelChoiceField(
            label=_("estate"), queryset=estates, to_field_name="code", empty_label=None, widget=select
        )

    def clean_month(self) -> Month:
        try:
            return Month.parse(self.cleaned_data["month"])
        except NotAMonth as error:
            raise forms.ValidationError(_("Write the month as 2022-06.")) from error


class QuantityBook(Page):
    """Without a choice: the first estate, in the latest recorded month; none while there is no estate."""

    title = _("Quantity book")
    subtitle = _("The works of a month with their quantities, from the records.")
    permission_required = PAPERS
    template_name = "portal/quantity_book.html"

    @cached_property
    def form(self) -> BookForm:
        estates = visible_estates(self.user).order_by("code")
        first = estates.first()
        asked = {"month": str(shown_month(self.request)), "estate": first.code if first else ""}
        asked |= {key: str(value) for key, value in self.request.GET.items() if key in asked}
        return BookForm(asked, estates=estates)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(form=self.form), status=422 if request.GET else 200)
        estate, month = self.form.cleaned_data["estate"], self.form.cleaned_data["month"]
        name, wanted = f"quantities-{estate.code}-{month}", request.GET.get("export", "")
        if wanted == "pdf":
            return pdf_response(quantity_book(estate=estate, month=month, by=self.user)[1], name)
        if wanted == "xlsx":
            title = f"{self.title} {estate.name} {month}"
            return workbook_response(HEADINGS, excel_rows(book_of(estate, month)), name=title)[0]
        if wanted:
            raise Http404
        return self.render_to_response(self.get_context_data(form=self.form, book=book_of(estate, month)))

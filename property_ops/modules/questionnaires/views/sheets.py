"""The homes that were asked, and keying the sheets that came back."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.keyed_twice import KeyedState
from property_ops.framework.signing import row_of
from property_ops.framework.web import columns
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.modules.questionnaires.public import AnsweredWay, key_sheet
from property_ops.modules.questionnaires.selectors import questionnaires as read
from property_ops.modules.questionnaires.views.kit import KEY, LIST, VIEW, AnswerForm, OfQuestionnaire

KEYED = {
    KeyedState.ONCE: _("Keyed. A second person keys it too; then it counts."),
    KeyedState.DIFFERS: _("The two keyings differ. Another person looks at the paper."),
    KeyedState.AGREED: _("Two persons keyed the same: the sheet counts."),
}
STATES = [("no", _("no answer yet")), ("waits", _("waits for the second person")), ("yes", _("answered"))]


class SheetTable(columns.ListTable):
    serial = columns.Number(verbose_name=_("sheet"))
    unit = columns.Text(
        verbose_name=_("unit code"), accessor="unit__code", linkify=("unit", {"code": columns.A("unit__code")})
    )
    way = columns.Text(verbose_name=_("answered how"), empty_values=())
    answered_at = columns.Moment(verbose_name=_("answered at"))
    keyed = columns.Number(verbose_name=_("persons who keyed it"))

    def render_way(self, value: Any) -> Any:
        return dict(AnsweredWay.choices).get(value, "—")

    def value_way(self, value: Any) -> Any:
        return str(dict(AnsweredWay.choices).get(value, ""))


class SheetFilters(Filters):
    state = django_filters.ChoiceFilter(choices=STATES, method="of_state", label=_("answer"), empty_label=_("all"))

    def of_state(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "waits":
            return found.filter(way=None, keyed__gt=0)
        return found.filter(way__isnull=value == "no")


class Sheets(OfQuestionnaire, ListPage):
    title = _("Homes asked")
    subtitle = _("Who answered; what a home answered is shown to nobody.")
    permission_required = VIEW
    table_class = SheetTable
    filterset_class = SheetFilters
    search_hint = _("unit code")
    export_name = "sheets"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_sheets(self.user).filter(questionnaire=self.questionnaire)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(unit__code__icontains=text)


class FindForm(forms.Form):
    sheet = forms.CharField(
        label=_("number of the sheet"),
        max_length=30,
        help_text=_("At the foot of the sheet; its last digits are enough. A phone's camera opens it at once."),
    )


class FindSheet(OfQuestionnaire, FormPage):
    title = _("Key sheets")
    permission_required = KEY
    form_class = FindForm
    submit_label = _("Key this sheet")
    found: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        self.found = read.sheet_typed(self.user, self.questionnaire, form.cleaned_data["sheet"])
        return super().form_valid(form)

    def get_success_url(self) -> str:
        if self.found is None:
            return super().get_success_url()
        return reverse("questionnaire_key", args=[self.found.code])


class KeySheet(FormPage):
    """What stands on the sheet. What another person keyed is not shown."""

    title = _("Key a sheet")
    permission_required = KEY
    menu = LIST
    form_class = AnswerForm
    outcome = KeyedState.ONCE

    @cached_property
    def sheet(self) -> Any:
        code = self.kwargs["code"]
        found = read.visible_sheets(self.user).filter(pk=row_of(code)).first()
        if found is None or found.code != code:
            raise Http404
        return found

    def get_subtitle(self) -> str:
        return f"{self.sheet} · {self.sheet.questionnaire.title}"

    def breadcrumbs(self) -> list[Crumb]:
        found = self.sheet.questionnaire
        return [Crumb(str(found), reverse("questionnaire", args=[found.pk]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"questions": read.asked_questions(self.sheet.questionnaire)}

    def form_valid(self, form: Any) -> HttpResponse:
        self.outcome = key_sheet(sheet=self.sheet, answers=form.answers, by=self.user, now=timezone.now()).state
        return super().form_valid(form)

    def get_success_message(self, cleaned_data: Any) -> str:
        return f"{self.sheet}: {gettext(str(KEYED[self.outcome]))}"

    def get_success_url(self) -> str:
        return reverse("questionnaire_find", args=[self.sheet.questionnaire_id])

"""Telephone numbers for residents."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import sees_all_estates
from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, FormPage
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.news import selectors, services
from property_ops.modules.news.services import WRITE
from property_ops.modules.news.views.estates import OfEstateOrAll

LIST = "office_numbers"


class NumberTable(columns.ListTable):
    name = columns.Text(verbose_name=_("office or service"), linkify=("office_number", {"pk": columns.A("pk")}))
    number = columns.Text(verbose_name=_("telephone number"))
    hours = columns.Text(verbose_name=_("when"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name", default=_("all estates"))


class Numbers(ListPage):
    title = _("Telephone numbers")
    subtitle = _("Of offices and services, for residents; no numbers of persons.")
    permission_required = "news.view"
    table_class = NumberTable
    export_name = "office-numbers"
    personal_data = False
    new = (_("New number"), "office_number_new")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_numbers(self.user)


class NumberForm(OfEstateOrAll):
    name = forms.CharField(label=_("office or service"), max_length=40)
    number = forms.RegexField(r"^[0-9][0-9 \-]{2,19}$", label=_("telephone number"), max_length=20)
    hours = forms.CharField(label=_("when"), max_length=60, required=False)
    place = forms.IntegerField(label=_("place in the list"), min_value=1, max_value=1000)


class NumberFormPage(FormPage):
    title = _("Telephone number")
    permission_required = WRITE
    menu = LIST
    above = ((_("Telephone numbers"), LIST),)
    success_url = reverse_lazy(LIST)
    form_class = NumberForm
    template_name = "news/number_form.html"
    success_message = _("Saved.")

    @cached_property
    def kept(self) -> Any:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(selectors.visible_numbers(self.user), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.kept, name) for name in NumberForm.base_fields} if self.kept else {"place": 100}

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = visible_estates(self.user).order_by("code")
        return super().get_form_kwargs() | {"estates": estates, "all_estates": sees_all_estates(self.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kept": self.kept}

    def form_valid(self, form: Any) -> HttpResponse:
        services.keep_number(kept=self.kept, by=self.user, **form.cleaned_data)
        return super().form_valid(form)


class RemoveNumber(Action):
    permission_required = WRITE
    menu = LIST
    success_url = reverse_lazy(LIST)
    success_message = _("Removed.")

    def form_valid(self, form: Any) -> HttpResponse:
        kept = get_object_or_404(selectors.visible_numbers(self.user), pk=self.kwargs["pk"])
        services.remove_number(kept=kept, by=self.user)
        return super().form_valid(form)

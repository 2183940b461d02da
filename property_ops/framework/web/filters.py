"""Filters of lists: a row of selects beside the search box."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.framework.web.display import shown

Choice = django_filters.ChoiceFilter
Model = django_filters.ModelChoiceFilter


class Filters(django_filters.FilterSet):
    """The base of every list's filters. A value that is not offered selects nothing rather than everything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs.setdefault("class", f"{kind} form-control-sm filter-input")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().filter_queryset(queryset) if self.is_valid() else queryset.none()


class DayFilter(django_filters.DateFilter):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def filters_told(form: forms.BaseForm) -> list[str]:
    """`小区：牡丹花园`, of each field that was filled in."""
    if not form.is_valid():
        return []
    given = [(name, form.cleaned_data[name]) for name in form.fields if form.cleaned_data.get(name) not in (None, "")]
    return [
        gettext("%(what)s: %(value)s") % {"what": capfirst(form[name].label), "value": _said(form.fields[name], value)}
        for name, value in given
    ]


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    words = {str(key): said for key, said in getattr(field, "choices", ())}
    return str(words.get(str(value), shown(value)))

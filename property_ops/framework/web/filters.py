"""Filters of lists: a row of selects beside the search box."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

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

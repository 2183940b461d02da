"""Forms as somebody might send them: what stands in them, and something fitting where they are empty."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

WORDS, NUMBER = "测试", "1"


def filled(form: Any) -> dict[str, Any]:
    """What a browser would send of this form, its empty places filled."""
    if isinstance(form, forms.BaseFormSet):
        data: dict[str, Any] = {}
        for one in [form.management_form, *form.forms]:
            data |= _fields(one, fill=one is form.forms[0] if form.forms else False)
        return data
    return _fields(form, fill=True)


def _fields(form: Any, *, fill: bool) -> dict[str, Any]:
    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if value in (None, "", []) and fill and field.required:
            value = _something(name, field)
        if value not in (None, "", [], False):
            data[form.add_prefix(name)] = value if isinstance(value, list) else field.prepare_value(value)
    return data


def _something(name: str, field: Any) -> Any:
    if isinstance(field, forms.ModelChoiceField):
        first = field.queryset.first()
        found = field.prepare_value(first) if first is not None else ""
        return [found] if isinstance(field, forms.ModelMultipleChoiceField) else found
    if isinstance(field, forms.ChoiceField):
        found = next((str(value) for value, _ in _flat(field.choices) if value), "")
        return [found] if isinstance(field, forms.MultipleChoiceField) else found
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, (forms.DateField, forms.DateTimeField)):
        day = timezone.localdate() + timedelta(days=1 if "end" in name or "until" in name else 0)
        return day.isoformat() if isinstance(field, forms.DateField) else f"{day}T08:00"
    if isinstance(field, (forms.DecimalField, forms.IntegerField)) or "amount" in name:
        return NUMBER
    return WORDS


def _flat(choices: Any) -> Any:
    for value, label in choices:
        yield from label if isinstance(label, (list, tuple)) else [(value, label)]

"""Days and keys as somebody types them into a form or an address: those that can be reckoned with, and no others."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.sane import UsualDays
from property_ops.kernel.period import FIRST_DAY, LAST_DAY, Month, NotADay, NotAMonth, parse_day

USUAL_DAYS = UsualDays()
PAST_DAYS = UsualDays(ahead=0)
"""Of what has happened, or is booked: a day to come is asked about."""
LARGEST = 2**63 - 1
"""The largest number of a row."""


class DayField(forms.DateField):
    """A day between 1900 and 2999, chosen in the browser's own calendar."""

    def __init__(
        self, *, attrs: dict[str, Any] | None = None, usual: UsualDays | None = USUAL_DAYS, **kwargs: Any
    ) -> None:
        widget = forms.DateInput(attrs={"type": "date", **(attrs or {})}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget, **kwargs})
        self.usual = usual

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("Give a day between 1900 and 2999."))
        return day


class MonthField(forms.CharField):
    """A month, chosen in the browser's own picker; the first of it as a day, None for none where none is needed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "month"}), **kwargs)

    def clean(self, value: Any) -> date | None:
        written = super().clean(value)
        if not written:
            return None
        try:
            return Month.parse(written).start
        except NotAMonth as error:
            raise forms.ValidationError(error.sentence(gettext)) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, date) else value


class MomentField(forms.DateTimeField):
    """A date and time of day, chosen in the browser's own calendar."""

    def __init__(self, *, attrs: dict[str, Any] | None = None, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local", **(attrs or {})}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **more)


def day_in(text: str) -> date | None:
    """A day in an address, written 2022-06-30; None for what is none, or none to reckon with."""
    try:
        return parse_day(text)
    except NotADay:
        return None


def key_in(text: str) -> int | None:
    """The number of a row, in an address or a form; None for what can be none."""
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        return None
    return int(text) if int(text) <= LARGEST else None

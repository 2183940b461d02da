"""The estate that something is written for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OfEstateOrAll(forms.Form):
    """Of one estate; of all, where whoever writes may."""

    estate: Any = forms.ModelChoiceField(label=_("estate"), queryset=None, required=False, empty_label=_("all estates"))

    def __init__(self, *args: Any, estates: Any, all_estates: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["estate"]
        field.queryset, field.required = estates, not all_estates
        if not all_estates:
            field.empty_label = None

"""Amounts of money as forms take them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.sane import Usual
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.writing import folded

MOST_USUAL = Usual(most=Yuan(10_000_000_00))


class Amount(forms.CharField):
    """An amount in yuan, as the office types it; nothing where it is left empty."""

    def __init__(self, *, usual: Usual = MOST_USUAL, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.usual = usual

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off", "class": "form-control"}

    def clean(self, value: Any) -> Any:
        text = folded(super().clean(value)).strip()
        if not text:
            return None
        try:
            return Yuan.parse(text)
        except NotMoney as error:
            raise forms.ValidationError(_("This is not an amount with at most two decimals.")) from error

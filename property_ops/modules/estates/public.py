"""What a neighbour may use of the estates."""

from typing import Any

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.days import SELECT
from property_ops.framework.web.pages import FormPage, Page
from property_ops.kernel.writing import folded
from property_ops.modules.estates.domain.addresses import NotAPlace, parse_address, unit_code
from property_ops.modules.estates.importers.coded import kind_meant, kind_word, plan_coded
from property_ops.modules.estates.importers.directory import EstateDirectory, UnitDirectory, estate_column
from property_ops.modules.estates.models import Company, Estate, EstateMembership, Occupancy, Tenure, Unit, UnitVersion
from property_ops.modules.estates.models.estate import Management
from property_ops.modules.estates.models.unit import OccupancyState, Role, Use
from property_ops.modules.estates.selectors import (
    as_they_were,
    find_units,
    find_with_unit,
    managed_estates,
    managed_first,
    visible_estates,
    visible_units,
)
from property_ops.modules.estates.services import change_company, change_owner


class EstateFilter(django_filters.ModelChoiceFilter):
    """The estate of a list: of those that the reader sees."""

    def __init__(self, **kwargs: Any) -> None:
        estates = {"queryset": lambda request: visible_estates(request.user), "label": _("estate")}
        super().__init__(**{**estates, "empty_label": _("all"), **kwargs})


class ManagedEstateFilter(EstateFilter):
    """On pages of money: estates that are only assisted have no households that pay."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": lambda request: managed_estates(request.user).order_by("code"), **kwargs})


class EstateSelect(forms.ModelChoiceField):
    """The estate of a report above its days (`web.days`), by its code; empty is all of `estates`."""

    def __init__(self, estates: Any) -> None:
        select = forms.Select(attrs={"class": SELECT})
        super().__init__(
            estates, label=_("estate"), to_field_name="code", required=False, empty_label=_("all"), widget=select
        )


class EstateForm(forms.Form):
    """A form of something that an estate has: which one is asked first."""

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        estate = forms.ModelChoiceField(label=_("estate"), queryset=estates.order_by("code"))
        self.fields = {"estate": estate, **self.fields}


class EstateFormPage(FormPage):
    """Its form takes `estates`: those that the user sees."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": visible_estates(self.user)}


class PageOfEstate(Page):
    """Of the estate whose `code` stands in the address; one that the user does not see is not found."""

    @cached_property
    def estate(self) -> Estate:
        return get_object_or_404(visible_estates(self.user), code=self.kwargs["code"])


class BuildingsField(forms.CharField):
    """`1,3,5` as the office types it, as numbers; empty is all homes of the estate."""

    def __init__(self, **kwargs: Any) -> None:
        told = {"label": _("buildings, such as 1,3,5"), "help_text": _("Empty: all homes of the estate.")}
        super().__init__(**{**told, "max_length": 200, "required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        given = [one.strip() for one in folded(super().clean(value)).split(",") if one.strip()]
        if not all(one.isdecimal() and len(one) < 6 for one in given):
            raise forms.ValidationError(_("Numbers, parted by commas."))
        return [int(one) for one in given]


__all__ = [
    "BuildingsField",
    "Company",
    "Estate",
    "EstateDirectory",
    "EstateFilter",
    "EstateForm",
    "EstateFormPage",
    "EstateMembership",
    "EstateSelect",
    "ManagedEstateFilter",
    "Management",
    "NotAPlace",
    "Occupancy",
    "OccupancyState",
    "PageOfEstate",
    "Role",
    "Tenure",
    "Unit",
    "UnitDirectory",
    "UnitVersion",
    "Use",
    "as_they_were",
    "change_company",
    "change_owner",
    "estate_column",
    "find_units",
    "find_with_unit",
    "kind_meant",
    "kind_word",
    "managed_estates",
    "managed_first",
    "parse_address",
    "plan_coded",
    "unit_code",
    "visible_estates",
    "visible_units",
]

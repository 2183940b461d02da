"""What the register adds to an account's form: the estates of a grid worker."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.modules.estates.selectors import all_estates, estates_of
from property_ops.modules.estates.services import assign_estates


class EstatesOfUser:
    """Of slot `staff_fields`."""

    name = "estates"

    @staticmethod
    def field() -> forms.Field:
        return forms.ModelMultipleChoiceField(
            all_estates(),
            label=_("estates of a grid worker"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Only for grid workers: they see these estates and no others. Other roles see all."),
        )

    @staticmethod
    def read(user: User) -> list[int]:
        return list(estates_of(user).values_list("pk", flat=True))

    @staticmethod
    def write(user: User, value: Any, *, by: User) -> None:
        assign_estates(user=user, estates=list(value), by=by)

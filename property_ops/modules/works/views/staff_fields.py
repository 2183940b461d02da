"""What works add to an account's form: the party that its owner speaks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.modules.works import selectors
from property_ops.modules.works.domain.acceptance import OUTSIDE
from property_ops.modules.works.public import PARTIES, Party
from property_ops.modules.works.services.members import bind_to_party


class PartyOfUser:
    """Of slot `staff_fields`."""

    name = "speaks_for"

    @staticmethod
    def field() -> forms.Field:
        choices = [("", _("property company, as its staff")), *(one for one in PARTIES if one[0] in OUTSIDE)]
        return forms.ChoiceField(
            label=_("accepts works for"),
            choices=choices,
            required=False,
            help_text=_("Only for members of an owners' committee or a party branch, with the role of that name."),
        )

    @staticmethod
    def read(user: User) -> str:
        party = selectors.bound_to(user)
        return party.value if party else ""

    @staticmethod
    def write(user: User, value: Any, *, by: User) -> None:
        bind_to_party(user=user, party=Party(value) if value else None, by=by)

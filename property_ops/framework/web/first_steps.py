"""The first steps of a company, on the overview until its first month is billed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.first_steps import FirstStep, first_steps, is_beginning, shown_first_steps
from property_ops.framework.models import User
from property_ops.framework.web.pages import EVERYBODY
from property_ops.framework.web.tabs import Panel


class FirstStepsPanel(Panel):
    """For whoever may do one of them."""

    permission_required = EVERYBODY
    title = _("First steps")
    order = 0
    wide = True
    icon = "list-numbers"
    template_name = "framework/first_steps_panel.html"

    def is_there(self) -> bool:
        return any(self.user.has_perm(one.permission) for one in first_steps()) and is_beginning()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"steps": shown_first_steps(self.user)}


def _prepared_and_approved() -> bool:
    people = User.objects.filter(is_active=True, groups__name="accountant")
    others = User.objects.filter(is_active=True, groups__name="reviewer")
    return people.exists() and others.exists()


PEOPLE = FirstStep(
    _("People and their rights"),
    _("An accountant who prepares and a reviewer who approves: two persons, each with a log-in of their own."),
    "staff.manage",
    _prepared_and_approved,
    lambda: reverse("staff"),
    order=40,
)

"""Units and people, of slot `finders`."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.finding import MOST, Finder, SearchHit
from property_ops.framework.models import User
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.web.display import days
from property_ops.modules.estates import selectors


def _units(user: User, text: str) -> Iterator[SearchHit]:
    for unit in selectors.first_units(user, text, most=MOST):
        yield SearchHit(unit.code, reverse("unit", args=[unit.code]), unit.estate.name)


def _people(user: User, text: str) -> Iterator[SearchHit]:
    for one in selectors.first_people(user, text, most=MOST):
        known = [one.unit.code, one.get_role_display(), phone_shown_to(user, one.phone)]
        until = days(one.start, one.end) if one.end else ""
        yield SearchHit(one.name, reverse("unit", args=[one.unit.code]), " · ".join(filter(None, [*known, until])))


UNITS = Finder(_("Units"), "estates.view", _units, order=10)
PEOPLE = Finder(_("Owners and tenants"), selectors.SEE_PEOPLE, _people, personal_data=True, order=20)

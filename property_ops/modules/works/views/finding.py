"""Works, of slot `finders`."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.finding import MOST, Finder, SearchHit
from property_ops.framework.models import User
from property_ops.modules.works import selectors
from property_ops.modules.works.views.register import PERMISSION


def _works(user: User, text: str) -> Iterator[SearchHit]:
    for work in selectors.first_works(user, text, most=MOST):
        told = [work.kind, work.estate.name, work.place, gettext(work.get_state_display())]
        yield SearchHit(work.number, reverse("work", args=[work.number]), " · ".join(filter(None, told)))


WORKS = Finder(_("Works"), PERMISSION, _works, order=50)

"""What is said before a work is reported as done or withdrawn: who would have gone there still."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import Visit
from property_ops.modules.dispatch.selectors.visits import later_visits
from property_ops.modules.works.public import WorkMove, WorkOrder


def visits_called_off(work: WorkOrder, move: WorkMove, on: date) -> Iterator[str]:
    """Of slot `work_endings`."""
    gone = work.visits.filter(state=VisitState.PLANNED).select_related("crew").order_by("number")
    visits = list(later_visits(work, on=on, now=timezone.now()) if move is WorkMove.FINISH else gone)
    if visits:
        words = ngettext(
            "%(count)s visit is called off with it: %(which)s.",
            "%(count)s visits are called off with it: %(which)s.",
            len(visits),
        )
        yield words % {"count": len(visits), "which": "、".join(map(_in_words, visits))}


def _in_words(visit: Visit) -> str:
    if visit.starts_at is None:
        return _("%(visit)s in the tray") % {"visit": visit}
    return f"{timezone.localtime(visit.starts_at):%m-%d %H:%M} {visit.crew}"

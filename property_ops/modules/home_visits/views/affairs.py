"""Home visits that were planned: of slot `estate_affairs`. Numbers of homes; nobody is named."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from property_ops.framework.web.display import shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.home_visits.selectors.visits import plans_of_estate
from property_ops.modules.news.public import AffairsRow, AffairsSection

MOST = 4


def visits_told(estate: Estate, today: date) -> AffairsSection:
    return AffairsSection(gettext("Home visits"), [_row(one) for one in plans_of_estate(estate)[:MOST]], order=44)


def _row(plan: Any) -> AffairsRow:
    days = gettext("%(first)s to %(last)s") % {"first": shown(plan.first_day), "last": shown(plan.last_day)}
    figures = {"met": plan.met, "planned": plan.planned}
    return AffairsRow(plan.title, days, gettext("%(met)s of %(planned)s homes met") % figures)

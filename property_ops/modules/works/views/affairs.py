"""Works under way and planned, for the residents of an estate: of slot `estate_affairs`."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from property_ops.framework.web.display import shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection
from property_ops.modules.works import selectors
from property_ops.modules.works.public import WorkState

MOST = 20


def works_of_estate(estate: Estate, today: date) -> AffairsSection:
    """What is agreed and not done yet; no costs and no names."""
    rows = [_row(work) for work in selectors.agreed_works(estate)[:MOST]]
    return AffairsSection(gettext("Works under way and planned"), rows, order=10)


def _row(work: Any) -> AffairsRow:
    begun = work.state in (WorkState.IN_PROGRESS, WorkState.SENT_BACK)
    planned = gettext("planned for %(day)s") % {"day": shown(work.planned_on)} if work.planned_on else ""
    return AffairsRow(
        f"{work.kind}　{work.place}".strip(), planned, gettext("under way") if begun else gettext("to come")
    )

"""What volunteers did, with the hours that count: of slot `estate_affairs`. Nobody is named."""

from datetime import date

from django.utils.translation import gettext

from property_ops.framework.web.display import number, shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection
from property_ops.modules.volunteers.selectors.volunteers import activities_of_estate
from property_ops.modules.volunteers.views.activities import HALF

MOST = 8


def volunteers_told(estate: Estate, today: date) -> AffairsSection:
    rows = []
    for one in activities_of_estate(estate)[:MOST]:
        hours = gettext("%(hours)s hours") % {"hours": number(one.halves * HALF)} if one.halves else ""
        rows.append(AffairsRow(one.title, f"{one.team.name} · {shown(one.begins_at)} · {one.place}", hours))
    return AffairsSection(gettext("Volunteers"), rows, order=45)

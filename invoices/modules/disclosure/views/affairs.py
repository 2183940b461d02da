"""What was published of an estate's money, for its residents: of slot `estate_affairs`."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from invoices.modules.disclosure.selectors import published_of
from property_ops.framework.web.display import shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection

MOST = 8


def disclosures_of_estate(estate: Estate, today: date) -> AffairsSection:
    rows = [
        AffairsRow(
            gettext("Income and cost %(year)s, quarter %(quarter)s") % {"year": one.year, "quarter": one.quarter},
            gettext("published on %(day)s") % {"day": shown(one.published_on)},
            url=reverse("disclosure_online", args=[one.number]),
        )
        for one in published_of(estate)[:MOST]
    ]
    return AffairsSection(gettext("Public disclosure"), rows, order=30)

"""What residents read of their visitors' parking, without a log-in: of slot `estate_affairs`. No car is named."""

from datetime import date

from django.utils.translation import gettext

from invoices.modules.visitor_fees import selectors
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection


def visitors_parking_of_estate(estate: Estate, today: date) -> AffairsSection:
    title, tariff = gettext("Visitors' parking"), selectors.tariff_on(estate, today)
    if tariff is None or not tariff.per_hour:
        return AffairsSection(title, [], order=33)
    price = gettext("%(free)s minutes are free, then ¥%(hour)s a begun hour")
    words = price % {"free": tariff.free_minutes, "hour": tariff.per_hour.grouped()}
    most = gettext("at most ¥%(most)s in 24 hours") % {"most": tariff.most_a_day.grouped()}
    count, paid = selectors.paid_in_year(estate, today.year)
    told = gettext("%(count)s visitors paid this year: it is the owners' common income") % {"count": count}
    rows = [
        AffairsRow(words, most if tariff.most_a_day > ZERO else ""),
        AffairsRow(told, end=f"¥{paid.grouped()}"),
    ]
    return AffairsSection(title, rows, order=33)

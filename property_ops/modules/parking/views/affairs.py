"""Closed and free spaces and the lists of who waits, for the residents of an estate: of slot `estate_affairs`."""

from datetime import date

from django.utils.translation import gettext, ngettext

from property_ops.framework.web.display import last_day, shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection
from property_ops.modules.parking import selectors

MOST = 20


def parking_of_estate(estate: Estate, today: date) -> AffairsSection:
    """Spaces by number; nobody who has one or waits for one is named."""
    free = selectors.free_spaces(estate, on=today).count()
    rows = [_closed(*one) for one in selectors.closed_spaces(estate, on=today)[:MOST]]
    if free:
        rows.append(AffairsRow(gettext("Free spaces"), gettext("Ask the property office for one."), str(free)))
    rows += [
        AffairsRow(one.name, _drawn(one.drawn_on), _waiting(one.entry_count))
        for one in selectors.open_waiting_lists(estate)
    ]
    return AffairsSection(gettext("Parking"), rows, order=20)


def _closed(number: str, start: date, end: date) -> AffairsRow:
    said = gettext("closed from %(first)s to %(last)s") % {"first": shown(start), "last": shown(last_day(end))}
    return AffairsRow(gettext("Space %(number)s") % {"number": number}, said)


def _drawn(day: date | None) -> str:
    return gettext("drawn on %(day)s") % {"day": shown(day)} if day else gettext("not drawn yet")


def _waiting(count: int) -> str:
    return ngettext("%(count)s waits", "%(count)s wait", count) % {"count": count}

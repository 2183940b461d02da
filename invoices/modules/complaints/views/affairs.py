"""What residents say of accepted works, counted in the open: of slot `estate_affairs`. Nobody is named."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from invoices.modules.complaints.selectors.complaints import WorkStanding, works_shown
from property_ops.framework.web.display import shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection


def complaints_of_estate(estate: Estate, today: date) -> AffairsSection:
    rows = [_row(work, standing, today) for work, standing in works_shown(estate, today=today)]
    return AffairsSection(gettext("Accepted works, and who complains"), rows, order=12)


def _row(work: Any, standing: WorkStanding, today: date) -> AffairsRow:
    return AffairsRow(f"{work.kind}　{work.place}".strip(), counted(standing, today), _end(standing))


def counted(standing: WorkStanding, today: date) -> str:
    """`3 of 48 homes complain; more than 10% hold it for all; complaints until 2022-07-20`"""
    facts = {"complaining": standing.complaining, "homes": standing.homes, "percent": standing.percent or 0}
    words = gettext("%(complaining)s of %(homes)s homes complain; more than %(percent)s%% hold it for all") % facts
    if standing.until is None or not standing.takes(today):
        return words
    return words + gettext("; complaints until %(day)s") % {"day": shown(standing.until)}


def _end(standing: WorkStanding) -> str:
    return gettext("held for all") if standing.hold else ""

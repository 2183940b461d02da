"""What residents say of accepted works, counted in the open: of slot `estate_affairs`. Nobody is named."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from invoices.modules.complaints.selectors.complaints import WorkStanding, works_shown
from invoices.modules.complaints.selectors.words import counted
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection


def complaints_of_estate(estate: Estate, today: date) -> AffairsSection:
    rows = [_row(work, standing, today) for work, standing in works_shown(estate, today=today)]
    return AffairsSection(gettext("Accepted works, and who complains"), rows, order=12)


def _row(work: Any, standing: WorkStanding, today: date) -> AffairsRow:
    return AffairsRow(f"{work.kind}　{work.place}".strip(), counted(standing, today), _end(standing))


def _end(standing: WorkStanding) -> str:
    return gettext("held for all") if standing.hold else ""

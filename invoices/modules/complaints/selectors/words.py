"""How a work stands with its residents, in a sentence for whoever reads it."""

from datetime import date

from django.utils.translation import gettext

from invoices.modules.complaints.selectors.complaints import WorkStanding


def counted(standing: WorkStanding, today: date) -> str:
    """`3 of 48 homes complain; more than 10% hold it for all; complaints until 2022-07-20`"""
    facts = {"complaining": standing.complaining, "homes": standing.homes, "percent": standing.percent or 0}
    words = gettext("%(complaining)s of %(homes)s homes complain; more than %(percent)s%% hold it for all") % facts
    if standing.until is None or not standing.takes(today):
        return words
    return words + gettext("; complaints until %(day)s") % {"day": standing.until.isoformat()}

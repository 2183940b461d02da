"""Preparing a disclosure: the figures as the ledger has them now, and words without a person in them."""

from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from invoices.modules.disclosure.domain.errors import (
    NothingNew,
    NothingToDisclose,
    PreparedAlready,
    QuarterNotOver,
)
from invoices.modules.disclosure.domain.privacy import refuse_personal_data
from invoices.modules.disclosure.models import Disclosure
from invoices.modules.disclosure.selectors import people_of, published_before, quarter_figures, services_of
from invoices.modules.ledger.public import head
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.quarters import Quarter
from property_ops.modules.estates.public import Company, Estate


def prepare(*, estate: Estate, quarter: Quarter, note: str, by: User, now: datetime, today: date) -> Disclosure:
    """Take the quarter's figures from the ledger and what else was done for residents; another person publishes them.

    Raises NotAllowed, QuarterNotOver, NothingToDisclose, NothingNew, PreparedAlready, TooFewPayers, ShowsPersonalData.
    """
    require(by, "disclosure.prepare", estate)
    if today < quarter.period.end:
        raise QuarterNotOver(quarter=quarter)
    company = Company.load()
    refuse_personal_data(note, names=people_of(estate), allowed=[company.phone])
    last = head()
    found = quarter_figures(estate, quarter, up_to=last.number)
    if found.is_empty:
        raise NothingToDisclose(estate=estate.name, quarter=quarter)
    figures = replace(found.figures, services=services_of(estate, quarter))
    before = published_before(estate, quarter)
    if before and before.figures_sha256 == figures.digest:
        raise NothingNew(estate=estate.name, quarter=quarter)
    try:
        with transaction.atomic():
            made = Disclosure.objects.create(
                estate=estate,
                year=quarter.year,
                quarter=quarter.number,
                edition=before.edition + 1 if before else 1,
                note=note,
                figures=figures.as_json(),
                figures_sha256=figures.digest,
                head_number=last.number,
                head_digest=last.digest,
                company=company.name,
                contact="　".join(part for part in (company.address, company.phone) if part),
                prepared_by=by,
                prepared_at=now,
            )
            audit.record(by=by, action="disclosure.prepared", subject=f"{estate.code} {quarter}", edition=made.edition)
    except IntegrityError as error:
        raise PreparedAlready(estate=estate.name, quarter=quarter) from error
    return made

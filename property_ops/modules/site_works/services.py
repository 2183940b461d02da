"""Recording what was measured for a work whose kind has fields."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.quantity import plain
from property_ops.modules.site_works.domain.measuring import NoFields, WorkIsAccepted, checked
from property_ops.modules.site_works.models import WorkSheet
from property_ops.modules.works.public import Result, WorkOrder, kind_of

RECORD = "site_works.record"


@transaction.atomic
def measure(*, work: WorkOrder, values: Mapping[str, Decimal | None], by: User) -> WorkSheet:
    """The sheet of the work has these values. Raises NotAllowed, NoFields, WorkIsAccepted, NotMeasured, OutOfRange."""
    require(by, RECORD, work)
    kind = kind_of(work)
    if kind is None or not kind.fields:
        raise NoFields(kind=work.kind)
    with exclusively("work sheets"):
        work.refresh_from_db()
        if work.result == Result.ACCEPTED:
            raise WorkIsAccepted(number=work.number)
        found = {code: plain(value) for code, value in checked(kind.fields, values).items()}
        sheet = WorkSheet.objects.filter(work=work).first() or WorkSheet(work=work)
        sheet.kind, sheet.values = kind.code, found
        sheet.save()
    audit.record(by=by, action="site_works.measured", subject=work.number, values=found)
    return sheet

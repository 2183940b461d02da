"""Changing the register by hand."""

from collections.abc import Collection

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.models import Company, Estate, EstateMembership


@transaction.atomic
def assign_estates(*, user: User, estates: Collection[Estate], by: User) -> None:
    """From now on these are the estates of a grid worker. Raises NotAllowed."""
    require(by, "staff.manage")
    before = set(EstateMembership.objects.filter(user=user).values_list("estate_id", flat=True))
    wanted = {estate.pk for estate in estates}
    if before == wanted:
        return
    EstateMembership.objects.filter(user=user).exclude(estate__in=wanted).delete()
    EstateMembership.objects.bulk_create([EstateMembership(user=user, estate_id=pk) for pk in sorted(wanted - before)])
    codes = sorted(estate.code for estate in estates)
    audit.record(by=by, action="staff.estates_assigned", subject=user.username, estates=codes)


def change_company(*, company: Company, by: User) -> Company:
    """Store the company's data, which documents issued from now on bear. Raises NotAllowed."""
    require(by, "company.change")
    company.pk = 1
    company.save()
    audit.record(by=by, action="company.changed", subject=company.name)
    return company

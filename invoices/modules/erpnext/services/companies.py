"""The company in ERPNext: the first is taken as it is named; another name must be explained by a person."""

import secrets

from django.db import transaction

from invoices.modules.erpnext.domain.errors import CompanyChanged
from invoices.modules.erpnext.models import (
    AccountMapping,
    Connection,
    CostCentre,
    ItemMapping,
    RemoteCompany,
    SyncRecord,
)
from invoices.modules.erpnext.selectors.companies import company_name, current_company, was_sent_to
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 6


def entered(name: str) -> RemoteCompany:
    """The company that the settings name. Raises CompanyChanged where documents went to another one before."""
    current = current_company()
    if current is not None and current.name == name:
        return current
    if current is not None and was_sent_to(current):
        raise CompanyChanged(old=current.name, new=name)
    with transaction.atomic():
        return _begin(name)


def decide_company(*, is_renamed: bool, by: User) -> RemoteCompany:
    """The company of the settings is the one that documents went to, under a new name; or it is another one.

    Another one begins with nothing sent; what was sent to the first stays as it is, for the day it is named again.
    Raises NotAllowed.
    """
    require(by, "erpnext.configure")
    name, current = company_name(), current_company()
    with transaction.atomic():
        if current is not None and is_renamed and current.name != name:
            RemoteCompany.objects.filter(name=name).exclude(pk=current.pk).filter(is_current=False).delete()
            old, current.name = current.name, name
            current.save(update_fields=["name"])
        elif current is None or current.name != name:
            old, current = current.name if current else "", _begin(name)
        else:
            return current
        audit.record(by=by, action="erpnext.company", subject=name[:120], old=old, renamed=is_renamed)
    return current


def _begin(name: str) -> RemoteCompany:
    """It is the current one from now on; accounts and cost centres are each company's own."""
    before = RemoteCompany.objects.filter(is_current=True)
    if before.exists():
        AccountMapping.objects.all().delete()
        CostCentre.objects.all().delete()
        ItemMapping.objects.update(income_account="", tax_template="")
        Connection.objects.update(receivable_account="", tax_account="")
    before.update(is_current=False)
    known = RemoteCompany.objects.filter(name=name).first()
    if known is None:
        is_older = not RemoteCompany.objects.exists() and SyncRecord.objects.filter(space="").exists()
        space = "" if is_older else "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        known = RemoteCompany(name=name, space=space)
    known.is_current = True
    known.save()
    return known

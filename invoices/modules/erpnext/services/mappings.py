"""Where ERPNext books what, as a person says it; `setup` proposes it."""

from collections.abc import Mapping

from django.db import models, transaction

from invoices.modules.erpnext.domain.documents import MappedItem
from invoices.modules.erpnext.domain.errors import NoSuchAccount
from invoices.modules.erpnext.models import AccountMapping, CostCentre, ItemMapping
from invoices.modules.ledger.public import LedgerAccount
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require


@transaction.atomic
def save_mappings(
    *, items: Mapping[int, MappedItem], cost_centres: Mapping[int, str], accounts: Mapping[int, str], by: User
) -> None:
    """By the ids of fee items, estates and ledger accounts; an empty name takes the place away. Raises NotAllowed."""
    require(by, "erpnext.configure")
    for fee_item, place in items.items():
        values = {"item": place.item, "income_account": place.income, "tax_template": place.tax_template}
        _keep(ItemMapping.objects.filter(fee_item=fee_item), {"fee_item_id": fee_item}, values, keep=bool(place.item))
    for estate, name in cost_centres.items():
        _keep(CostCentre.objects.filter(estate=estate), {"estate_id": estate}, {"name": name}, keep=bool(name))
    for account, name in accounts.items():
        _keep(AccountMapping.objects.filter(account=account), {"account_id": account}, {"name": name}, keep=bool(name))
    audit.record(by=by, action="erpnext.mapped", subject="1")


@transaction.atomic
def map_accounts(places: Mapping[str, str], *, by: User) -> None:
    """What ERPNext calls accounts of ours, by their codes. Raises NotAllowed, NoSuchAccount."""
    require(by, "erpnext.configure")
    for code, name in places.items():
        account = LedgerAccount.objects.filter(code=code.strip()).first()
        if account is None:
            raise NoSuchAccount(account=code)
        AccountMapping.objects.update_or_create(account=account, defaults={"name": name.strip()})
        audit.record(by=by, action="erpnext.mapped", subject=code)


def _keep(known: models.QuerySet, owner: dict[str, int], values: dict[str, str], *, keep: bool) -> None:
    if not keep:
        known.delete()
    elif not known.update(**values):
        known.model.objects.create(**owner, **values)

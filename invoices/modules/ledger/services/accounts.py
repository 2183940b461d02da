"""The chart of accounts is data: accounts are added, renamed, and taken out while nothing was posted to them."""

import re

from django.db import transaction

from invoices.modules.ledger.domain.accounts import ancestors
from invoices.modules.ledger.domain.errors import (
    AccountInUse,
    AccountTaken,
    NoHeadingAccount,
    NotAnAccountCode,
    UsedAccountKeepsCode,
)
from invoices.modules.ledger.models import LedgerAccount, Leg
from invoices.modules.ledger.services.books import books
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require

_CODE = re.compile(r"\d{4}(\.\d{2})*\Z")


def add_account(*, code: str, name: str, kind: str, by: User) -> LedgerAccount:
    """Raises NotAllowed, NotAnAccountCode, AccountTaken, NoHeadingAccount, and AccountInUse where the account above
    was posted to itself: it would then both be posted to and add up."""
    require(by, "ledger.change_accounts")
    with transaction.atomic(), books():
        _check_code(code)
        account = LedgerAccount.objects.create(code=code, name=name, kind=kind)
        audit.record(by=by, action="ledger.account_added", subject=code, name=name, kind=kind)
    return account


def change_account(*, account: LedgerAccount, code: str, name: str, kind: str, by: User) -> None:
    """A used account can only be renamed. Raises NotAllowed, UsedAccountKeepsCode, and what `add_account` does."""
    require(by, "ledger.change_accounts")
    with transaction.atomic(), books():
        stored = LedgerAccount.objects.select_for_update().get(pk=account.pk)
        if (code, kind) != (stored.code, stored.kind):
            if _is_used(stored.code) or _has_subaccounts(stored.code):
                raise UsedAccountKeepsCode(account=stored.code)
            if code != stored.code:
                _check_code(code)
        before = f"{stored.code} {stored.name}"
        stored.code, stored.name, stored.kind = code, name, kind
        stored.save()
        audit.record(by=by, action="ledger.account_changed", subject=code, before=before, name=name)


def remove_account(*, account: LedgerAccount, by: User) -> None:
    """Raises NotAllowed, and AccountInUse where it was posted to or has sub-accounts."""
    require(by, "ledger.change_accounts")
    with transaction.atomic(), books():
        if _is_used(account.code) or _has_subaccounts(account.code):
            raise AccountInUse(account=account.code)
        audit.record(by=by, action="ledger.account_removed", subject=account.code, name=account.name)
        account.delete()


def _check_code(code: str) -> None:
    if not _CODE.match(code):
        raise NotAnAccountCode(code=code)
    if LedgerAccount.objects.filter(code=code).exists():
        raise AccountTaken(account=code)
    for above in reversed(ancestors(code)):
        if not LedgerAccount.objects.filter(code=above).exists():
            raise NoHeadingAccount(account=code, above=above)
        if _is_used(above):
            raise AccountInUse(account=above)


def _is_used(code: str) -> bool:
    return Leg.objects.filter(account__code=code).exists()


def _has_subaccounts(code: str) -> bool:
    return LedgerAccount.objects.filter(code__startswith=f"{code}.").exists()

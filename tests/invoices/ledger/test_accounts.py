"""The chart of accounts: what was posted to keeps its code, and sums stay sums."""

import pytest

from invoices.modules.ledger.domain.errors import (
    AccountInUse,
    AccountTaken,
    NoHeadingAccount,
    NotAnAccountCode,
    UsedAccountKeepsCode,
)
from invoices.modules.ledger.models import LedgerAccount
from invoices.modules.ledger.public import post
from invoices.modules.ledger.services.accounts import add_account, change_account, remove_account
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from tests.invoices.ledger.test_services import bill

pytestmark = pytest.mark.django_db


def account(code: str) -> LedgerAccount:
    return LedgerAccount.objects.get(code=code)


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("50", NotAnAccountCode), ("5001.1", NotAnAccountCode), ("5001.01\n", NotAnAccountCode),
        ("1001", AccountTaken), ("9999.01", NoHeadingAccount), ("5001.01.01", AccountInUse),
    ],
)  # fmt: skip
def test_an_account_that_cannot_be_is_not_added(accountant, code, refused):
    """5001.01 was posted to: with an account below it, it would both be posted to and add up."""
    post([bill(1, 100_00)])
    before = LedgerAccount.objects.count()
    with pytest.raises(refused):
        add_account(code=code, name="新科目", kind="income", by=accountant)
    assert LedgerAccount.objects.count() == before


@pytest.mark.parametrize("code", ["5001.01", "5001"])
def test_what_was_posted_to_or_adds_up_keeps_code_and_kind_and_stays(accountant, code):
    post([bill(1, 100_00)])
    same = {"code": code, "kind": account(code).kind}
    for other in ({"code": "5099"}, {"kind": "asset"}):
        with pytest.raises(UsedAccountKeepsCode):
            change_account(account=account(code), name="改名", by=accountant, **(same | other))
    with pytest.raises(AccountInUse):
        remove_account(account=account(code), by=accountant)
    change_account(account=account(code), name="改名", by=accountant, **same)
    assert (account(code).name, account(code).kind) == ("改名", same["kind"])


def test_what_was_never_used_takes_another_code_that_is_free(accountant):
    fresh = add_account(code="5099", name="新科目", kind="income", by=accountant)
    with pytest.raises(AccountTaken):
        change_account(account=fresh, code="1001", name="新科目", kind="income", by=accountant)
    change_account(account=fresh, code="5098", name="新科目", kind="income", by=accountant)
    remove_account(account=account("5098"), by=accountant)
    assert not LedgerAccount.objects.filter(code__in=("5098", "5099")).exists()


def test_who_only_reads_the_ledger_changes_no_account(accountant):
    reader = UserFactory(role="reviewer")
    fresh = add_account(code="5099", name="新科目", kind="income", by=accountant)
    for act in (
        lambda: add_account(code="5098", name="x", kind="income", by=reader),
        lambda: change_account(account=fresh, code="5097", name="x", kind="income", by=reader),
        lambda: remove_account(account=fresh, by=reader),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert list(LedgerAccount.objects.filter(code__startswith="509").values_list("code", flat=True)) == ["5099"]

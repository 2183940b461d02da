"""Where residents send their money is asked for by one person and approved by another (docs/product.md rule 10)."""

from datetime import UTC, datetime

import pytest

from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.models import BankAccountChange, Company
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 1, 10, 9, 0, tzinfo=UTC)
ACCOUNT = {"bank_name": "建设银行菏泽分行", "bank_account": "3705 0001"}


@pytest.fixture
def manager(shipped):
    Company.objects.filter(pk=1).update(bank_name="农业银行", bank_account="1500")
    return visitor("manager", language="en")


def printed() -> tuple[str, str]:
    company = Company.load()
    return company.bank_name, company.bank_account


def test_the_companys_page_changes_the_letterhead_and_never_the_account(manager):
    typed = {"name": "城市物业", "address": "", "phone": "0530-1", **ACCOUNT}
    assert manager.post("/company/", typed).status_code == 302
    assert printed() == ("农业银行", "1500")
    event = AuditEvent.objects.get(action="company.changed")
    assert event.detail == {"name": ["物业服务公司", "城市物业"], "phone": ["", "0530-1"]}


def test_a_change_waits_and_shows_both_accounts_to_who_approves_it(manager):
    assert manager.post("/company/account/change/", ACCOUNT).status_code == 302
    assert printed() == ("农业银行", "1500")
    reviewer = visitor("reviewer", language="en")
    page = reviewer.get("/company/account/").content.decode()
    assert "1500" in page
    assert "3705 0001" in page
    change = BankAccountChange.objects.get()
    assert f"/approvals/bank_account/{change.pk}/approve/" in page
    assert f"/approvals/bank_account/{change.pk}/approve/" not in manager.get("/company/account/").content.decode()
    assert reviewer.post(f"/approvals/bank_account/{change.pk}/approve/").status_code == 302
    assert printed() == tuple(ACCOUNT.values())
    told = AuditEvent.objects.get(action="approval.approved").detail
    assert told["bank_account"] == ["1500", "3705 0001"]


def test_a_second_change_waits_for_the_first_to_be_decided_and_the_same_account_is_none(manager):
    same = {"bank_name": "农业银行", "bank_account": "1500"}
    answer = manager.post("/company/account/change/", same)
    assert (answer.status_code, BankAccountChange.objects.count()) == (422, 0)
    assert manager.post("/company/account/change/", ACCOUNT).status_code == 302
    assert manager.post("/company/account/change/", ACCOUNT | {"bank_account": "2"}).status_code == 422
    assert [change.bank_account for change in BankAccountChange.objects.all()] == ["3705 0001"]


def test_a_rejected_change_leaves_the_account_as_it_is(manager):
    manager.post("/company/account/change/", ACCOUNT)
    change = BankAccountChange.objects.get()
    answer = visitor("reviewer").post(f"/approvals/bank_account/{change.pk}/reject/", {"reason": "与开户许可证不符"})
    assert answer.status_code == 302
    assert printed() == ("农业银行", "1500")


@pytest.mark.parametrize("role", ["accountant", "auditor", "dispatcher", "grid_worker"])
def test_who_does_not_manage_the_company_asks_for_no_account(manager, role):
    assert visitor(role).post("/company/account/change/", ACCOUNT).status_code == 403
    assert not BankAccountChange.objects.exists()

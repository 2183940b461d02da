"""Residents as the fourth party, on the phone, 390 × 844: complain → held for all → answered and released."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import _wait_for
from tests.browser.test_household import PHONE, look
from tests.services.installation import ROOT, Installation

DATA = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from datetime import timedelta
from django.utils import timezone
from invoices.modules.statements.public import document_of
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.models import Tenure
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.testing import agree
from tests.invoices import june
estate = june.issued(UserFactory(role="accountant"), UserFactory(role="reviewer"))
agree(estate, complaint_days=365, complaint_percent=40)
today = timezone.localdate()
WorkOrder.objects.update(accepted_on=today - timedelta(days=2), done_on=today - timedelta(days=3))
Tenure.objects.filter(name="李小华").update(phone="13905300123")
doc = document_of(june.bill_of(june.LIVED_IN))
print(doc.url.rpartition("/")[2])
"""
ANSWERED = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from datetime import timedelta
from django.utils import timezone
from invoices.modules.complaints.models import WorkComplaint
from invoices.modules.complaints.services import answer_complaints, approve_release, propose_release
from property_ops.framework.testing import UserFactory
complaint, now, today = WorkComplaint.objects.get(), timezone.now(), timezone.localdate()
by = UserFactory(username="office", role="manager")
moment = {{"now": now, "today": today}}
answer_complaints(work=complaint.work, complaints=[complaint.pk], upheld=True, words="接缝已重新压平", by=by, **moment)
release = propose_release(work=complaint.work, reason="已返工", new_due_on=today + timedelta(days=20), by=by, **moment)
approve_release(release_id=release.pk, by=UserFactory(username="second", role="reviewer"), **moment)
"""


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[str, str, Installation]]:
    """The address of a site with June's bills, the token of a statement."""
    made = Installation(data=tmp_path / "data", url="")
    shutil.copytree(sqlite_template, made.data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    token = made.shell(DATA, PROPERTY_OPS_URL=address).split()[-1]
    process = made.start("serve", "--port", str(port), PROPERTY_OPS_URL=address)
    _wait_for(f"{address}/healthz")
    yield address, token, made
    process.terminate()
    process.wait(20)
    made.end_processes()


def test_from_a_complaint_to_the_release(site: tuple[str, str, Installation], browser: Browser) -> None:
    address, token, made = site
    page = browser.new_context(viewport=PHONE, base_url=address, bypass_csp=True).new_page()
    page.goto(f"/home/enter/{token}")
    page.get_by_label("登记手机号的后四位").fill("0123")
    page.get_by_label("缴费人的姓").fill("李")
    page.get_by_role("button", name="进入我家的页面").click()
    page.get_by_role("link", name="已验收的工程：查看或投诉").click()
    look(page)
    page.get_by_role("link", name="路面修补").click()
    page.get_by_label("哪里不对？").fill("接缝没有压平")
    look(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("共 2 户，1 户投诉")).to_be_visible()
    expect(page.get_by_text("全体暂缓").first).to_be_visible()
    look(page)
    page.get_by_role("link", name="已验收的工程").click()
    page.get_by_role("link", name="我家").click()
    expect(page.get_by_text("另有 440.67 元暂缓")).to_be_visible()
    made.shell(ANSWERED, PROPERTY_OPS_URL=address)
    page.reload()
    expect(page.get_by_text("另有 440.67 元暂缓")).to_have_count(0)
    expect(page.get_by_text("¥ 511.49")).to_be_visible()
    page.get_by_role("link", name="已验收的工程：查看或投诉").click()
    page.get_by_role("link", name="路面修补").click()
    expect(page.get_by_text("接缝已重新压平")).to_be_visible()
    look(page)

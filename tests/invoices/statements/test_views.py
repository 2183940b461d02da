"""Statements on screen: the PDF for staff, and the resident's own page by link, without a log-in."""

from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from pypdf import PdfReader

from invoices.modules.billing.models import Bill
from invoices.modules.statements.public import document_of
from property_ops.framework.models import AuditEvent
from property_ops.kernel.money import Yuan
from tests.invoices.july import pay
from tests.invoices.june import LIVED_IN, VACANT, bill_of, drafted
from tests.visitors import visitor


@pytest.fixture(autouse=True)
def nobody_looked_yet():
    cache.clear()


@pytest.fixture
def path(issued_june):
    return "/s/" + document_of(bill_of(LIVED_IN)).url.rpartition("/")[2]


def text(response):
    return response.content.decode()


def test_staff_open_the_statement_in_the_browser_or_save_it(path):
    client, bill = visitor("accountant"), bill_of(LIVED_IN)
    shown = client.get(f"/bills/{bill.pk}/statement.pdf")
    assert shown.headers["Content-Type"] == "application/pdf"
    assert shown.headers["Content-Disposition"] == 'inline; filename="ZD2022-BC01-000001.pdf"'
    saved = client.get(f"/bills/{bill.pk}/statement.pdf?download")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert saved.content == shown.content
    assert (
        AuditEvent.objects.filter(action="statements.open", user=client.user, subject="ZD2022-BC01-000001").count() == 2
    )


def test_a_draft_has_no_pdf(accountant):
    drafted(accountant)
    assert visitor("accountant").get(f"/bills/{bill_of(LIVED_IN).pk}/statement.pdf").status_code == 409


def test_a_resident_sees_this_statement_and_its_evidence_without_a_log_in(path, client):
    page = text(client.get(path))
    for shown in (
        "城市物业服务有限公司", "2022年6月", "牡丹花园 5号楼2单元301", "李小华", "511.49", "人民币伍佰壹拾壹元肆角玖分",
        "2022-08-04", "GD20220003", "361 ㎡", "郑玉婷", "A017", "服务完成比例 0.95",
        "服务确认：导入", "郑玉婷，导入 2022-06-15",
        "在物业服务站", "有异议", "本账单不是税务发票。",
    ):  # fmt: skip
        assert shown in page, shown


@pytest.mark.parametrize(
    ("fen", "said"), [(0, ""), (511_48, "本账单尚有 ¥ 0.01 未付"), (511_49, "本账单已付清"), (600_00, "本账单已付清")]
)
def test_whoever_paid_since_is_told_so(path, client, reviewer, fen, said):
    if fen:
        pay(bill_of(LIVED_IN), Yuan(fen), by=reviewer)
    page = text(client.get(path))
    assert "511.49" in page, "the paper stays as it was issued"
    assert said in page if said else "截至今天" not in page


def test_nothing_else_of_anybody_is_on_it(path, client):
    page = text(client.get(path))
    for hidden in ("张三", VACANT, "302", "509.33", "李主任", "赵书记", "鲁R2F79D", "Log out", "退出"):
        assert hidden not in page, hidden


def test_it_can_be_read_in_english(path, client):
    client.cookies["django_language"] = "en"
    assert "Please pay by 2022-08-04" in text(client.get(path))


def test_it_is_kept_in_no_cache_and_found_by_no_search_engine(path, client):
    headers = client.get(path).headers
    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_pdf_by_link_is_the_one_on_paper(path, client):
    by_link = client.get(f"{path}/statement.pdf")
    assert by_link.content == visitor("accountant").get(f"/bills/{bill_of(LIVED_IN).pk}/statement.pdf").content
    assert by_link.headers["Content-Disposition"].startswith("inline")


def test_each_look_is_recorded_without_saying_who(path, client):
    client.get(path, REMOTE_ADDR="203.0.113.7")
    client.get(f"{path}/statement.pdf", REMOTE_ADDR="203.0.113.7")
    events = AuditEvent.objects.filter(action__startswith="statements.link_").order_by("pk")
    assert [(event.action, event.user, event.detail) for event in events] == [
        ("statements.link_opened", None, {"network": "203.0.*"}),
        ("statements.link_pdf", None, {"network": "203.0.*"}),
    ]


@pytest.mark.parametrize("ending", ["", "/statement.pdf"])
def test_a_wrong_link_is_told_in_a_friendly_way(path, client, ending):
    response = client.get(f"{path}x{ending}")
    assert (response.status_code, "没有这个链接" in text(response)) == (404, True)
    assert "李小华" not in text(response)


def test_a_withdrawn_link_is_gone_and_a_new_one_opens(path, client):
    staff, bill = visitor("accountant"), bill_of(LIVED_IN)
    page = text(staff.post(f"/bills/{bill.pk}/link/revoke/", follow=True))
    assert "The link is withdrawn" in page
    assert "Give a new link" in page
    assert client.get(path).status_code == client.get(f"{path}/statement.pdf").status_code == 410
    assert "链接已被物业撤回" in text(client.get(path))
    staff.post(f"/bills/{bill.pk}/link/renew/")
    assert client.get(path).status_code == 410
    assert client.get("/s/" + document_of(bill).url.rpartition("/")[2]).status_code == 200


def test_an_expired_link_is_gone(path, client, monkeypatch):
    monkeypatch.setattr("invoices.modules.statements.views.online.timezone.localdate", lambda: date(2999, 1, 1))
    response = client.get(path)
    assert (response.status_code, "到期" in text(response)) == (410, True)


@pytest.mark.parametrize("role", ["reviewer", "auditor", "grid_worker", "dispatcher"])
def test_who_may_not_issue_may_not_withdraw_a_link(path, client, role):
    assert visitor(role).post(f"/bills/{bill_of(LIVED_IN).pk}/link/revoke/").status_code == 403
    assert client.get(path).status_code == 200


def test_whoever_guesses_links_is_stopped(path, client):
    answers = [client.get(f"/s/ZD2022-{number:06d}.guess").status_code for number in range(25)]
    assert answers == [404] * 20 + [429] * 5
    assert client.get(path).status_code == 200, "behind one address may be a whole mobile network"


def test_whoever_looks_too_often_is_asked_to_wait(path, client):
    answers = [client.get(path).status_code for _ in range(62)]
    assert (answers[59], answers[61]) == (200, 429)
    assert client.get(path, REMOTE_ADDR="203.0.113.9").status_code == 429, "it is the link that is looked at too often"


def test_a_print_file_that_was_not_made_is_not_found(path):
    assert visitor("accountant").get("/month-end/2019-06/print/BC01.pdf").status_code == 404
    assert visitor("auditor").get("/month-end/2019-06/print/BC01.pdf").status_code == 403
    assert visitor("accountant").get("/month-end/2022-06/print/..%2F..%2Fsecret-key.pdf").status_code == 404


def test_the_statements_of_one_building_are_printed_when_they_are_asked_for(path):
    clerk = visitor("accountant")
    bill = bill_of(LIVED_IN)
    building = bill.account.unit.building
    month, estate = f"{bill.month:%Y-%m}", bill.estate.code
    address = f"/month-end/{month}/print/{estate}/{building}.pdf"
    assert address in clerk.text(f"/month-end/{month}/")
    pdf = PdfReader(BytesIO(b"".join(clerk.get(address).streaming_content)))
    wanted = Bill.objects.filter(estate=bill.estate, month=bill.month, account__unit__building=building)
    assert len(pdf.pages) == wanted.count()
    assert clerk.get(f"/month-end/{month}/print/{estate}/99.pdf").status_code == 404
    assert visitor("auditor").get(address).status_code == 403

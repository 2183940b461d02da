"""What a household sees: its bills with what stands behind them, receipts, account; and how heavy the page is."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from invoices.modules.billing.models import BillLine
from invoices.modules.payments.models import Match
from invoices.modules.residents.models import HouseholdDevice
from property_ops.framework.models import AuditEvent
from property_ops.modules.works.models import PhotoStage, WorkOrder
from property_ops.modules.works.public import add_photo
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.invoices.payments.receipts import movement, recorded
from tests.pages import MOST_TRAVELLING, travelling
from tests.property_ops.framework.pictures import photos


@pytest.fixture
def phone(token) -> Client:
    client = Client()
    client.post(f"/home/enter/{token}", {"phone": "0123", "name": "李"})
    return client


@pytest.fixture
def home(phone) -> str:
    return f"/home/{HouseholdDevice.objects.get().pk}/"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_what_is_open_and_every_bill_stand_on_the_first_page(phone, home):
    page = text(phone, home)
    for shown in ("牡丹花园", "¥ 511.49", "人民币伍佰壹拾壹元肆角玖分", "440.67", bill_of(LIVED_IN).number):
        assert shown in page, shown
    for hidden in (VACANT, "张三", "534.27"):
        assert hidden not in page, hidden


def test_behind_each_line_stands_what_it_pays_for(phone, home):
    number = bill_of(LIVED_IN).number
    page = text(phone, f"{home}bills/{number}/")
    for shown in ("GD20220003", "361 ㎡", "郑玉婷", "A017", "440.67", "/c/"):
        assert shown in page, shown
    assert "鲁R2F79D" not in page


def test_photos_of_the_work_are_shown_to_whom_it_was_charged(phone, home, manager):
    work, number = WorkOrder.objects.get(number="GD20220003"), bill_of(LIVED_IN).number
    photo = add_photo(work=work, data=photos.jpeg(), stage=PhotoStage.AFTER, by=manager, now=timezone.now())
    position = BillLine.objects.get(bill__number=number, charge__source="works").position
    address = f"{home}bills/{number}/{position}/{photo.pk}-small.jpg"
    assert address in text(phone, f"{home}bills/{number}/")
    assert phone.get(address).headers["Content-Type"] == "image/jpeg"
    assert Client().get(address).status_code == 404
    assert phone.get(f"{home}bills/{number}/{position}/{photo.pk + 1}-small.jpg").status_code == 404
    assert phone.get(f"{home}bills/{number}/{position + 1}/{photo.pk}-small.jpg").status_code == 404


def test_receipts_and_the_account_are_papers_of_this_household_alone(phone, home, accountant):
    recorded(accountant, movement(100_00, "T1", memo=LIVED_IN), movement(200_00, "T2", memo=VACANT, name="张三"))
    mine, theirs = Match.objects.get(unit__code=LIVED_IN), Match.objects.get(unit__code=VACANT)
    page = text(phone, f"{home}receipts/")
    assert ("100.00" in page, "200.00" in page) == (True, False)
    assert phone.get(f"{home}receipts/{mine.pk}.pdf").content.startswith(b"%PDF")
    assert phone.get(f"{home}receipts/{theirs.pk}.pdf").status_code == 404
    assert "411.49" in text(phone, home)
    assert phone.get(f"{home}account/2022.pdf").content.startswith(b"%PDF")
    assert phone.get(f"{home}account/2999.pdf").status_code == 404


def test_each_look_leaves_a_trace_and_no_cache_keeps_it(phone, home):
    answer = phone.get(home, REMOTE_ADDR="203.0.113.7")
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("private, no-store", "same-origin")
    seen = AuditEvent.objects.filter(action="residents.looked").latest("pk")
    assert (seen.subject, seen.user, seen.detail["network"]) == (LIVED_IN, None, "203.0.*")


def test_large_letters_stay_until_they_are_turned_off(phone, home):
    assert 'class="large"' not in text(phone, home)
    assert phone.post("/large-type/", {"next": home}).headers["Location"] == home
    assert 'class="large"' in text(phone, home)
    phone.post("/large-type/", {"next": "https://elsewhere.example/"})
    assert 'class="large"' not in text(phone, home)


def test_every_page_weighs_less_than_a_hundred_kilobytes_before_photos(phone, home):
    seen, waiting = set(), [home]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = phone.get(path)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        assert travelling(answer) < MOST_TRAVELLING, path
        found = set(re.findall(r'href="(/home/[^"#?]+)"', answer.content.decode()))
        waiting += [link for link in found if link not in seen and link not in waiting]
    assert len(seen) > 8

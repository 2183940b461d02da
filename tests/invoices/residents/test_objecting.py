"""A household objects to a line on its page: held until it is answered; the rest stays due (rule 12)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from invoices.modules.collections.models import Dispute, DisputePhoto
from invoices.modules.collections.services import reject
from invoices.modules.receivables.public import open_lines
from invoices.modules.residents.models import HouseholdDevice
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.invoices.payments.receipts import differences
from tests.property_ops.framework.pictures import photos
from tests.visitors import visitor


@pytest.fixture
def phone(token) -> Client:
    client = Client()
    client.post(f"/home/enter/{token}", {"phone": "0123", "name": "李"})
    return client


@pytest.fixture
def bill(phone) -> str:
    return f"/home/{HouseholdDevice.objects.get().pk}/bills/{bill_of(LIVED_IN).number}/"


def picture(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", photos.jpeg() if data is None else data)


def test_words_and_photos_hold_the_line_and_the_answer_comes_back(phone, bill, accountant):
    line = bill_of(LIVED_IN).lines.last()
    path = f"{bill}{line.position}/object/"
    assert path in phone.get(bill).content.decode()
    assert phone.post(path, {"words": "坡道没有修好", "photos": [picture()]}).headers["Location"].startswith(bill)
    dispute = Dispute.objects.get()
    assert (dispute.bill_line, dispute.channel, dispute.opened_by) == (line, "online", None)
    held = dict(open_lines(unit_code=LIVED_IN).values_list("position", "is_held"))
    assert [position for position, is_held in held.items() if is_held] == [line.position]
    page = phone.get(bill).content.decode()
    assert ("坡道没有修好" in page, path in page) == (True, False)
    staff = visitor("accountant")
    shown = staff.text(f"/disputes/{dispute.pk}/")
    address = f"/disputes/photos/{DisputePhoto.objects.get().pk}.jpg"
    assert (address in shown, staff.get(address).headers["Content-Type"]) == (True, "image/jpeg")
    assert visitor("grid_worker").get(address).status_code == 404
    day = dispute.opened_on
    reject(dispute_id=dispute.pk, new_due_on=day.replace(year=2999), answer="已复验，照片已补", by=accountant,
           now=dispute.events.get().at, today=day)  # fmt: skip
    assert "已复验，照片已补" in phone.get(bill).content.decode()
    assert differences() == []


def test_said_twice_it_is_one_objection(phone, bill):
    for _ in range(2):
        assert phone.post(f"{bill}0/object/", {"words": "面积不对"}).status_code == 302
    assert Dispute.objects.count() == 1


@pytest.mark.parametrize(
    "said", [{"words": " "}, {"words": "字" * 1001}, {"words": "是", "photos": [picture(b"no picture")]},
             {"words": "是", "photos": [picture(photos.jpeg((40 + n, 30))) for n in range(7)]}],
)  # fmt: skip
def test_what_says_nothing_or_too_much_is_refused_and_holds_nothing(phone, bill, said):
    assert phone.post(f"{bill}0/object/", said).status_code == 422
    assert Dispute.objects.count() == 0


def test_nobody_objects_to_a_line_of_others(phone, bill):
    other = bill_of(VACANT)
    for path in (bill.replace(bill_of(LIVED_IN).number, other.number) + "0/object/", f"{bill}99/object/"):
        assert phone.post(path, {"words": "不对"}).status_code == 404
    assert Client().post(f"{bill}0/object/", {"words": "不对"}).status_code == 404
    assert Dispute.objects.count() == 0

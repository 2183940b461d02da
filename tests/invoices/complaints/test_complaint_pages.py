"""Complaining on the household's page, and what the office makes of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from invoices.modules.complaints.models import ComplaintPhoto, HoldRelease, WorkComplaint, WorkHold
from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.statements.public import document_of
from property_ops.modules.estates.models import Estate, Tenure
from property_ops.modules.works.testing import WorkOrderFactory, agree
from tests.invoices.june import LIVED_IN, bill_of
from tests.invoices.residents.conftest import code_of
from tests.property_ops.framework.pictures import photos
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(issued_june):
    """Accepted today; 牡丹花园 has two homes, and more than 40 % hold it."""
    estate, today = issued_june, timezone.localdate()
    agree(estate, complaint_days=10, complaint_percent=40)
    return WorkOrderFactory(number="GD-9", estate=estate, place="5号楼前", done_on=today, accepted_on=today)


@pytest.fixture
def phone(work):
    Tenure.objects.filter(name="李小华").update(phone="13905300123")
    client = Client()
    token = document_of(bill_of(LIVED_IN)).url.rpartition("/")[2]
    client.post(f"/home/enter/{token}", {"phone": "0123", "name": "李"})
    return client


@pytest.fixture
def page(phone):
    return f"/home/{HouseholdDevice.objects.get().pk}/works/GD-9/"


def picture():
    return SimpleUploadedFile("photo.jpg", photos.jpeg())


def test_words_and_photos_are_counted_in_the_open_and_nobody_is_named(phone, page):
    assert page in phone.get(page.replace("GD-9/", "")).content.decode()
    assert phone.post(page, {"words": "接缝没有压平", "photos": [picture()]}).status_code == 302
    complaint = WorkComplaint.objects.get()
    assert (complaint.words, complaint.unit.code, complaint.photos.count()) == ("接缝没有压平", LIVED_IN, 1)
    shown = phone.get(page).content.decode()
    assert "接缝没有压平" in shown
    own = page.replace("GD-9/", f"complaint-{ComplaintPhoto.objects.get().pk}.jpg")
    assert phone.get(own).headers["Content-Type"] == "image/jpeg"
    public = Client().get(f"/n/{Estate.objects.get().code}/affairs/").content.decode()
    assert "共 2 户，1 户投诉" in public
    assert "全体暂缓" in public
    assert not any(word in public for word in ("李小华", "接缝没有压平", LIVED_IN))
    assert Client().get(own).status_code == 404


def test_it_may_be_taken_back_and_what_is_empty_says_nothing(phone, page):
    assert phone.post(page, {"words": " "}).status_code == 422
    phone.post(page, {"words": "不平"})
    assert phone.post(page, {"words": "又"}).status_code == 422
    assert phone.post(page, {"back": "1"}).status_code == 302
    assert WorkComplaint.objects.get().state == "withdrawn"
    assert phone.post(page, {"back": "1"}).status_code == 422


def test_a_statement_alone_neither_complains_nor_takes_a_complaint_back(phone, page):
    """Check code and name stand on it, and the office prints it: complaints are counted as votes are (ADR 0055)."""
    token = document_of(bill_of(LIVED_IN)).url.rpartition("/")[2]
    holder = Client()
    holder.post(f"/home/enter/{token}", {"name": "李", "code": code_of(LIVED_IN)})
    own = f"/home/{HouseholdDevice.objects.get(proofs='code,name').pk}/works/GD-9/"
    refused = holder.post(own, {"words": "不平"})
    assert (refused.status_code, WorkComplaint.objects.count()) == (422, 0)
    assert "仅凭一张对账单不能代表本户" in refused.content.decode()
    phone.post(page, {"words": "不平"})
    assert holder.post(own, {"back": "1"}).status_code == 422
    assert WorkComplaint.objects.get().state == "open"


def test_the_office_answers_all_at_once_and_another_person_releases(phone, page, manager):
    phone.post(page, {"words": "不平"})
    office, second = visitor("manager"), visitor("reviewer")
    assert "/complaints/GD-9/" in office.text("/complaints/?state=open")
    pk = WorkComplaint.objects.get().pk
    refused = office.post("/complaints/GD-9/release/", {"reason": "已重做", "new_due_on": "2999-01-01"})
    assert (refused.status_code, HoldRelease.objects.count()) == (422, 0)
    office.post("/complaints/GD-9/answer/", {"complaints": [pk], "upheld": "1", "words": "三天内返工"})
    assert "三天内返工" in phone.get(page).content.decode()
    office.post("/complaints/GD-9/release/", {"reason": "已重做", "new_due_on": "2999-01-01"})
    release = HoldRelease.objects.get()
    assert office.post(f"/approvals/hold_release/{release.pk}/approve/").status_code in (302, 403)
    assert WorkHold.objects.get().ended_on is None
    assert "已重做" in second.text("/complaints/GD-9/")
    second.post(f"/approvals/hold_release/{release.pk}/approve/")
    assert WorkHold.objects.get().ended_on == timezone.localdate()


def test_a_grid_worker_of_another_estate_sees_nothing_of_it(phone, page):
    phone.post(page, {"words": "不平", "photos": [picture()]})
    stranger = visitor("grid_worker")
    photo = ComplaintPhoto.objects.get().pk
    for path in ("/complaints/GD-9/", "/complaints/GD-9/answer/", f"/complaints/photos/{photo}.jpg"):
        assert stranger.get(path).status_code == 404
    assert "GD-9" not in stranger.text("/complaints/")


def test_the_page_of_the_work_says_how_many_complain(phone, page):
    phone.post(page, {"words": "不平"})
    assert "1 of 2 homes complain" in visitor("reviewer").text("/works/GD-9/")

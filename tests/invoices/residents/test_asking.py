"""A household asks for a repair on its page; one press makes a work of it; whoever asked rates it, and nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from invoices.modules.residents.models import HouseholdDevice
from property_ops.modules.estates.models import Tenure
from property_ops.modules.questionnaires.models import Answer
from property_ops.modules.questionnaires.testing import asked as questionnaire
from property_ops.modules.requests.domain.errors import NotYours
from property_ops.modules.requests.models import Request, RequestPhoto
from property_ops.modules.requests.public import Satisfaction, rate_online
from property_ops.modules.requests.services import answer
from property_ops.modules.works.models import WorkOrder
from tests.invoices.june import LIVED_IN, VACANT
from tests.invoices.residents.conftest import code_of
from tests.property_ops.framework.pictures import photos
from tests.visitors import visitor

SAID = {"topic": "drains", "content": "厨房下水返水", "place": "5号楼2单元301厨房", "suits": "晚上六点以后"}


@pytest.fixture
def phone(token) -> Client:
    client = Client()
    client.post(f"/home/enter/{token}", {"phone": "0123", "name": "李"})
    return client


@pytest.fixture
def home(phone) -> str:
    return f"/home/{HouseholdDevice.objects.get().pk}/"


def asked(phone: Client, home: str, **more) -> Request:
    picture = SimpleUploadedFile("photo.jpg", photos.jpeg())
    answer = phone.post(f"{home}requests/", SAID | {"photos": [picture]} | more)
    assert answer.status_code == 302
    return Request.objects.latest("pk")


def test_asked_with_photos_made_a_work_answered_and_rated(phone, home, manager):
    made = asked(phone, home)
    assert (made.channel, made.person, made.unit.code, made.suits) == (
        "household", "李小华", "BC01-5-2-301", "晚上六点以后",
    )  # fmt: skip
    page = f"{home}requests/{made.number}/"
    assert phone.get(f"{page}{made.photos.get().pk}.jpg").headers["Content-Type"] == "image/jpeg"
    staff = visitor("dispatcher")
    kind = staff.get(f"/requests/{made.number}/").context["kinds"][0]
    assert staff.post(f"/requests/{made.number}/make-work/", {"kind": kind}).status_code == 302
    made.refresh_from_db()
    assert (made.work.place, made.work.photos.get().stage, made.state) == (SAID["place"], "before", "in_hand")
    staff.post(f"/requests/{made.number}/make-work/", {"kind": kind})
    assert WorkOrder.objects.filter(place=SAID["place"]).count() == 1, "pressed once more, nothing is made"
    assert made.work.number in phone.get(page).content.decode()
    assert phone.post(page, {"satisfaction": "satisfied"}).status_code == 422, "not answered yet"
    answer(request=made, result="已疏通", on=made.received_on, by=manager)
    assert "已疏通" in phone.get(page).content.decode()
    assert phone.post(page, {"satisfaction": "satisfied"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.satisfaction, made.rated_by) == ("closed", "satisfied", "household")


def test_not_done_it_is_taken_up_again_and_the_rating_is_gone(phone, home, manager):
    made = asked(phone, home)
    answer(request=made, result="已疏通", on=made.received_on, by=manager)
    page = f"{home}requests/{made.number}/"
    phone.post(page, {"satisfaction": "unsatisfied"})
    assert phone.post(page, {"reopen": "1", "words": " "}).status_code == 422
    assert phone.post(page, {"reopen": "1", "words": "还在返水"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.satisfaction, made.rated_by, "还在返水" in made.content) == ("in_hand", "", "", True)


def test_nobody_sees_or_rates_what_others_asked(phone, home, neighbour, manager):
    made = asked(phone, home)
    answer(request=made, result="已疏通", on=made.received_on, by=manager)
    other = Client()
    other.post(f"/home/enter/{neighbour}", {"code": code_of(VACANT), "name": "张"})
    theirs = HouseholdDevice.objects.get(tenure__name="张三")
    for path in (f"/home/{theirs.pk}/requests/{made.number}/", f"{home}requests/{made.number}/"):
        assert other.post(path, {"satisfaction": "satisfied"}).status_code == 404
    with pytest.raises(NotYours):
        rate_online(request=made, tenure=theirs.tenure, satisfaction=Satisfaction.SATISFIED)
    staff = visitor("dispatcher")
    staff.post(f"/requests/{made.number}/close/", {"satisfaction": "satisfied"})
    made.refresh_from_db()
    assert (made.state, made.rated_by) == ("closed", ""), "the office rates nothing"


def test_a_statement_alone_asks_and_rates_nothing(token, home, phone, manager):
    """The office prints it: what is counted and published takes the registered phone (docs/adr/0055, 0091)."""
    paper = Client()
    paper.post(f"/home/enter/{token}", {"code": code_of(LIVED_IN), "name": "李"})
    by_paper = HouseholdDevice.objects.latest("pk")
    made = asked(paper, f"/home/{by_paper.pk}/")
    answer(request=made, result="已疏通", on=made.received_on, by=manager)
    page = f"/home/{by_paper.pk}/requests/{made.number}/"
    assert 'name="satisfaction"' not in paper.get(page).content.decode()
    refused = paper.post(page, {"satisfaction": "satisfied"})
    assert (refused.status_code, "仅凭一张对账单" in refused.content.decode()) == (422, True)
    assert Request.objects.get().satisfaction == ""
    assert phone.post(f"{home}requests/{made.number}/", {"satisfaction": "satisfied"}).status_code == 302
    assert Request.objects.get().rated_by == "household"


def test_ten_a_day_and_no_more(phone, home):
    for _ in range(10):
        asked(phone, home)
    assert phone.post(f"{home}requests/", SAID).status_code == 422
    assert Request.objects.count() == 10


def test_the_database_refuses_a_rating_of_nobody_and_another_photo(phone, home):
    made = asked(phone, home)
    for change in ({"rated_by": "household"}, {"tenure": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Request.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        RequestPhoto.objects.all().delete()


def test_who_left_the_home_sees_what_they_owe_and_speaks_for_it_no_more(phone, home, manager):
    mine, today = HouseholdDevice.objects.get(), timezone.localdate()
    before = asked(phone, home)
    sheet = questionnaire(mine.unit.estate, manager, last_day=today).sheets.get(unit=mine.unit)
    section = f"{home}sections/questionnaires/{sheet.pk}/"
    assert phone.get(section).status_code == 200
    Tenure.objects.filter(pk=mine.tenure_id).update(end=today)
    page = phone.get(home).content.decode()
    assert ("511.49" in page, "questionnaires" in page) == (True, False)
    assert phone.get(section).status_code == phone.post(section, {"question_1": "1"}).status_code == 404
    assert phone.post(f"{home}requests/", SAID).status_code == 422
    shown = phone.get(f"{home}requests/").content.decode()
    assert (before.number in shown, 'name="content"' in shown) == (True, False)
    assert (Request.objects.count(), Answer.objects.count()) == (1, 0)

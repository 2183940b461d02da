"""A plate is scanned: who walks rounds notes the scan, anybody else reports a fault without a log-in."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.requests.domain.errors import TooManyReports
from property_ops.modules.requests.models import Request
from property_ops.modules.rounds.models import Checkpoint
from property_ops.modules.rounds.services.checkpoints import renew_plate
from tests.pages import said_of, text_of
from tests.property_ops.framework.pictures import photos
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
SAID = {"topic": "lighting", "content": "楼道灯不亮"}


@pytest.fixture(autouse=True)
def nobody_was_here():
    cache.clear()


@pytest.fixture
def lamp():
    estate = EstateFactory(code="BC01", name="牡丹花园")
    return Checkpoint.objects.create(estate=estate, code="L01", name="3号楼楼道灯", kind="lamp")


def test_a_resident_reports_at_a_plate_and_follows_it_by_a_link(lamp):
    phone, page = Client(), f"/phone/plates/{lamp.plate}/"
    shown = phone.get(page)
    assert "3号楼楼道灯" in text_of(shown)
    assert shown.context["form"].initial["topic"] == "lighting", "what is likely at a lamp"
    picture = SimpleUploadedFile("photo.jpg", photos.jpeg())
    sent = phone.post(page, SAID | {"photos": [picture], "person": "", "phone": ""})
    made = Request.objects.get()
    assert (made.channel, made.checkpoint, made.place, made.person) == ("plate", lamp, "L01 3号楼楼道灯", "")
    assert sent.url == f"/r/{made.course}/"
    course = phone.get(sent.url)
    assert "楼道灯不亮" in text_of(course)
    assert phone.get(f"{sent.url}{made.photos.get().pk}.jpg").headers["Content-Type"] == "image/jpeg"
    assert "楼道灯不亮" not in text_of(Client().get(page)), "that it is reported is told, not what somebody wrote"
    assert "照明" in text_of(Client().get(page))


def test_the_same_plate_is_a_scan_for_who_walks_rounds(lamp):
    crew, office = visitor("dispatcher"), visitor("accountant")
    page = f"/phone/plates/{lamp.plate}/"
    assert 'id="scan"' in crew.get(page).content.decode()
    assert 'name="content"' in crew.get(f"{page}?report").content.decode()
    assert 'name="content"' in office.get(page).content.decode()
    assert crew.post(f"{page}?report", SAID).status_code == 302
    assert Request.objects.get().registered_by == crew.user


def test_too_many_reports_stop_the_phone_that_sends_them_and_nobody_else(lamp):
    page = f"/phone/plates/{lamp.plate}/"
    bad, good = Client(HTTP_USER_AGENT="bad"), Client(HTTP_USER_AGENT="good")
    codes = [bad.post(page, SAID).status_code for _ in range(7)]
    assert codes == [302] * 5 + [422] * 2
    assert said_of(TooManyReports(most=5)) in bad.post(page, SAID).content.decode()
    for _ in range(40):
        bad.get(page)
    assert bad.get(page).status_code == 429
    assert (good.get(page).status_code, good.post(page, SAID).status_code) == (200, 302)
    assert Request.objects.count() == 6


def test_a_void_plate_and_a_report_without_words_take_nothing(lamp):
    old = lamp.plate
    renewed = renew_plate(checkpoint=lamp, by=visitor("dispatcher").user)
    assert Client().post(f"/phone/plates/{old}/", SAID).status_code == 404
    for said in ({"content": " "}, {"topic": "nothing"}):
        assert Client().post(f"/phone/plates/{renewed.plate}/", SAID | said).status_code == 422
    Checkpoint.objects.update(retired_on="2022-01-01")
    assert Client().get(f"/phone/plates/{renewed.plate}/").status_code == 410
    assert not Request.objects.exists()


def test_the_database_knows_the_place_of_what_came_by_a_plate(lamp):
    Client().post(f"/phone/plates/{lamp.plate}/", SAID)
    with pytest.raises(DatabaseError), transaction.atomic():
        Request.objects.update(checkpoint=None)

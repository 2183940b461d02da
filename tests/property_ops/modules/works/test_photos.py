"""Photos of a work: filed once, seen by who sees the work, taken away only before it is accepted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from property_ops.framework.models import AuditEvent, StoredPicture
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.domain.errors import NotYourWork
from property_ops.modules.works.models import WorkPhoto
from property_ops.modules.works.public import PhotoStage, WorkResult, add_photo
from property_ops.modules.works.services import photos as service
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import OFFICE_ROLES, text_of, visitor
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db
ADD = "/work-photos/add/GD-9/"


@pytest.fixture
def work():
    return WorkOrderFactory(number="GD-9", result=WorkResult.PENDING, accepted=None, accepted_on=None)


@pytest.fixture
def dispatcher(work):
    return visitor("dispatcher")


def upload(client, *files, stage="before", **more):
    sent = [SimpleUploadedFile(f"{number}.jpg", data) for number, data in enumerate(files)]
    return client.post(ADD, {"stage": stage, "photos": sent, "caption": ""} | more)


def test_several_photos_are_filed_at_once_and_stand_on_the_page_by_stage(dispatcher):
    answer = upload(dispatcher, photos.jpeg(), photos.jpeg(colour=photos.BLUE), stage="after")
    assert (answer.status_code, answer.url) == (302, "/works/GD-9/")
    upload(dispatcher, photos.jpeg((90, 60)), caption="井盖旁")
    page = text_of(dispatcher.get("/works/GD-9/"))
    assert "已存入 1 张照片。" in page
    assert "井盖旁" in page
    assert page.index("施工前") < page.index("完工后")
    assert [photo.stage for photo in WorkPhoto.objects.order_by("pk")] == ["after", "after", "before"]


def test_a_photo_filed_twice_is_stored_once(dispatcher):
    for _ in range(2):
        upload(dispatcher, photos.jpeg())
    assert WorkPhoto.objects.count() == StoredPicture.objects.count() == 1
    assert AuditEvent.objects.filter(action="works.photo_added").count() == 1


def test_one_picture_cannot_show_a_work_before_and_after(dispatcher):
    upload(dispatcher, photos.jpeg())
    page = dispatcher.post(ADD, {"stage": "after", "photos": SimpleUploadedFile("x.jpg", photos.jpeg())}, follow=True)
    assert "已有这张照片（施工前）" in page.content.decode()
    assert [photo.stage for photo in WorkPhoto.objects.all()] == ["before"]


def test_a_bad_file_is_named_and_keeps_no_other_from_being_stored(dispatcher):
    page = dispatcher.post(
        ADD,
        {
            "stage": "before",
            "photos": [
                SimpleUploadedFile("virus.jpg", photos.EXE, "image/jpeg"),
                SimpleUploadedFile("good.jpg", photos.jpeg()),
            ],
        },
        follow=True,
    )
    text = page.content.decode()
    assert "virus.jpg: 这个文件不是照片" in text
    assert "已存入 1 张照片。" in text
    assert WorkPhoto.objects.count() == 1


def test_a_form_without_a_photo_is_shown_again(dispatcher):
    assert dispatcher.post(ADD, {"stage": "before"}).status_code == 422
    assert dispatcher.post(ADD, {"stage": "later", "photos": SimpleUploadedFile("x.jpg", b"x")}).status_code == 422


def filed(work, **more):
    return add_photo(
        work=work, stage=PhotoStage.BEFORE, data=photos.jpeg(**more), by=visitor("dispatcher").user, now=timezone.now()
    )


def test_a_photo_is_served_to_those_who_see_the_work_and_to_nobody_else(work):
    photo = filed(work)
    url = f"/work-photos/{photo.pk}/small.jpg"
    assert visitor("auditor").get(url)["Content-Type"] == "image/jpeg"
    assert visitor("grid_worker", work.estate).get(url).status_code == 200
    assert visitor("grid_worker", EstateFactory(code="OTHER")).get(url).status_code == 404
    assert visitor("nobody").get(url).status_code == 403
    assert visitor("auditor").get(f"/work-photos/{photo.pk}/huge.jpg").status_code == 404


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_who_may_file_photos(role, work):
    client = visitor(role, work.estate)
    allowed = role in ("dispatcher", "manager", "grid_worker")
    assert (ADD in text_of(client.get("/works/GD-9/"))) is allowed
    assert upload(client, photos.jpeg()).status_code == (302 if allowed else 403)


def test_a_grid_worker_files_nothing_on_another_estate(work):
    stranger = visitor("grid_worker", EstateFactory(code="OTHER"))
    assert upload(stranger, photos.jpeg()).status_code == 404
    with pytest.raises(NotYourWork):
        service.add_photo(work=work, stage=PhotoStage.BEFORE, data=photos.jpeg(), by=stranger.user, now=timezone.now())


def test_a_wrong_photo_is_taken_away_with_a_reason(dispatcher, work):
    photo = filed(work)
    page = f"/work-photos/{photo.pk}/remove/"
    assert dispatcher.post(page, {"reason": ""}).status_code == 422
    assert dispatcher.post(page, {"reason": "拍错了地方"}).url == "/works/GD-9/"
    assert not WorkPhoto.objects.exists()
    event = AuditEvent.objects.get(action="works.photo_removed")
    assert (event.subject, event.detail["reason"]) == ("GD-9", "拍错了地方")
    assert event.detail["sha256"] == photo.picture.sha256


def test_the_photos_of_an_accepted_work_stay(dispatcher, work):
    photo = filed(work)
    work.state, work.result = "accepted", WorkResult.ACCEPTED
    work.accepted, work.accepted_on = work.done, work.done_on
    work.save()
    assert f"/work-photos/{photo.pk}/remove/" not in text_of(dispatcher.get("/works/GD-9/"))
    assert "已验收" in dispatcher.post(f"/work-photos/{photo.pk}/remove/", {"reason": "x"}).content.decode()
    for change in (lambda: photo.delete(), lambda: WorkPhoto.objects.update(stage="after")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert WorkPhoto.objects.count() == 1


def test_a_work_takes_no_more_photos_than_can_be_looked_at(dispatcher, work, monkeypatch):
    monkeypatch.setattr(service, "MOST_PHOTOS", 1)
    filed(work)
    page = dispatcher.post(
        ADD, {"stage": "after", "photos": SimpleUploadedFile("x.jpg", photos.jpeg((20, 20)))}, follow=True
    )
    assert "已有 1 张照片" in page.content.decode()

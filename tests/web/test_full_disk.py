"""A disk that is full when a photo is sent: a sentence, what was typed stays, and nothing is half there."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from property_ops.framework.models import StoredPicture
from tests.property_ops.framework.pictures import photos
from tests.visitors import ADMINISTRATOR, visitor
from tests.web.crawling import Site

pytestmark = pytest.mark.django_db


@contextmanager
def little_room(size: int) -> Iterator[None]:
    """No file may grow beyond the size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _unknown(number: int) -> SimpleUploadedFile:
    """A photo of a size that nothing on the site has: one that is there already would need no room."""
    return SimpleUploadedFile("photo.jpg", photos.jpeg((431 + number, 317)))


@pytest.mark.parametrize("key", [{}, {"form_key": "a" * 32}])
def test_a_photo_for_which_there_is_no_room_is_told_of_and_may_be_sent_again(site: Site, key: dict[str, str]) -> None:
    client = visitor(ADMINISTRATOR)
    place = next(one for one in site.places if one.name == "work_photos_add")
    stored = StoredPicture.objects.count()
    with little_room(200):
        answer = client.post(place.url, {"stage": "before", "caption": "路口", "photos": _unknown(len(key)), **key})
    assert answer.status_code == 503
    assert "disk is full" in answer.content.decode()
    assert "路口" in answer.content.decode()
    assert StoredPicture.objects.count() == stored
    again = client.post(place.url, {"stage": "before", "caption": "", "photos": _unknown(len(key)), **key})
    assert again.status_code == 302
    assert StoredPicture.objects.count() == stored + 1

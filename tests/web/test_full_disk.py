"""A disk that is full when a photo is sent: a sentence, what was typed stays, and nothing is half there."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from property_ops.framework.models import StoredPicture
from tests.visitors import ADMINISTRATOR, visitor
from tests.web.crawling import Site
from tests.web.estate_side import photo

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


@pytest.mark.parametrize("key", [{}, {"form_key": "a" * 32}])
def test_a_photo_for_which_there_is_no_room_is_told_of_and_may_be_sent_again(site: Site, key: dict[str, str]) -> None:
    client = visitor(ADMINISTRATOR)
    place = next(one for one in site.places if one.name == "work_photos_add")
    stored = StoredPicture.objects.count()
    with little_room(200):
        answer = client.post(place.url, {"stage": "before", "caption": "路口", "photos": photo(91 + len(key)), **key})
    assert answer.status_code == 503
    assert "disk is full" in answer.content.decode()
    assert "路口" in answer.content.decode()
    assert StoredPicture.objects.count() == stored
    assert (
        client.post(place.url, {"stage": "before", "caption": "", "photos": photo(91 + len(key)), **key}).status_code
        == 302
    )
    assert StoredPicture.objects.count() == stored + 1

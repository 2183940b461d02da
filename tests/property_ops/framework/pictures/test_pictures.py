"""What becomes of a photo that somebody sends: kept clean, once, with its time; all else is refused with a reason."""

from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from PIL import Image

from property_ops.framework.models import StoredPicture
from property_ops.framework.pictures import proof
from property_ops.framework.pictures.errors import (
    NotAPicture,
    PictureDamaged,
    PictureEmpty,
    PictureGone,
    PictureRefused,
    PictureTooLarge,
    PictureTooManyPixels,
    PictureUnreadableKind,
)
from property_ops.framework.pictures.reading import Size, read
from property_ops.framework.pictures.store import content, keep, path_of
from property_ops.framework.web.pictures import picture_response
from tests.property_ops.framework.pictures import photos

NOW = datetime(2022, 6, 10, 12, 0, tzinfo=UTC)


def opened(data):
    return Image.open(BytesIO(data))


def close(colour, other):
    return all(abs(one - two) < 6 for one, two in zip(colour, other, strict=True))


def test_a_photo_is_drawn_anew_in_three_sizes_and_never_made_larger():
    picture = read(photos.jpeg((4000, 3000)), now=NOW)
    assert [opened(picture.files[size]).size for size in Size] == [(320, 240), (1024, 768), (2000, 1500)]
    assert (picture.width, picture.height) == (2000, 1500)
    small = read(photos.jpeg((100, 50)), now=NOW)
    assert {opened(file).size for file in small.files.values()} == {(100, 50)}


def test_nothing_of_the_file_is_kept_but_the_picture():
    sent = photos.jpeg(taken=datetime(2022, 6, 10, 9, 30), place=True, comment=b"secret comment")
    picture = read(sent + photos.SCRIPT, now=NOW)
    for file in picture.files.values():
        assert not opened(file).getexif()
        for hidden in (b"Exif", b"Secret Phone", b"secret comment", b"<script"):
            assert hidden not in file
    assert picture.place is None
    assert picture.received_sha256 == sha256(sent + photos.SCRIPT).hexdigest()


def test_the_place_is_kept_only_where_a_setting_allows_it(settings):
    settings.PHOTO_PLACE = True
    assert read(photos.jpeg(place=True), now=NOW).place == (Decimal("35.25"), Decimal("115.45"))
    assert read(photos.jpeg(), now=NOW).place is None


@pytest.mark.parametrize(
    ("taken", "offset", "kept"),
    [
        (datetime(2022, 6, 10, 9, 30), None, datetime(2022, 6, 10, 1, 30, tzinfo=UTC)),
        (datetime(2022, 6, 10, 9, 30), "+09:00", datetime(2022, 6, 10, 0, 30, tzinfo=UTC)),
        (datetime(2022, 6, 12, 9, 30), None, None),  # tomorrow and more
        (datetime(1999, 12, 31, 9, 30), None, None),
        ("0000:00:00 00:00:00", None, None),
        ("2022:13:45 99:99:99", None, None),
        ("yesterday", None, None),
        (None, None, None),
    ],
)
def test_the_time_of_the_camera_is_kept_where_it_can_be(taken, offset, kept):
    assert read(photos.jpeg(taken=taken, offset=offset), now=NOW).taken_at == kept


def test_damaged_metadata_does_not_cost_the_photo():
    data = bytearray(photos.jpeg(taken=datetime(2022, 6, 10, 9, 30), place=True))
    start = data.index(b"Exif\0\0") + 6
    for place in range(start + 8, start + 60):
        data[place] = 0xFF
    assert read(bytes(data), now=NOW).taken_at is None


def test_a_photo_taken_sideways_stands_upright():
    picture = read(photos.jpeg((400, 300), turned=6), now=NOW)
    assert (picture.width, picture.height) == (300, 400)


@pytest.mark.parametrize(
    "data",
    [
        photos.drawn("PNG"), photos.drawn("WEBP"), photos.drawn("PNG", mode="RGBA", colour=(*photos.RED, 255)),
        photos.drawn("PNG", mode="I;16", colour=65535), photos.drawn("JPEG", mode="L", colour=99),
        photos.drawn("JPEG", mode="CMYK", colour=(0, 255, 255, 60)), photos.drawn("PNG", mode="1", colour=1),
    ],
)  # fmt: skip
def test_other_usual_pictures_become_jpeg_too(data):
    kept = opened(read(data, now=NOW).files[Size.FULL])
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (40, 30))


def test_what_is_transparent_becomes_white():
    kept = opened(read(photos.drawn("PNG", mode="RGBA", colour=(0, 0, 0, 0)), now=NOW).files[Size.FULL])
    assert close(kept.getpixel((5, 5)), (255, 255, 255))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", PictureEmpty),
        (photos.EXE, NotAPicture),
        (photos.SVG, NotAPicture),
        (photos.PDF, NotAPicture),
        (photos.SCRIPT, NotAPicture),
        (b"GIF89a" + photos.drawn("GIF")[6:], NotAPicture),
        (photos.drawn("TIFF"), NotAPicture),
        (photos.HEIC, PictureUnreadableKind),
        (b"\xff\xd8\xff\xe0" + photos.EXE, PictureDamaged),
        (b"\x89PNG\r\n\x1a\n" + photos.SVG, PictureDamaged),
        (photos.jpeg((900, 700), quality=95)[:3000], PictureDamaged),
        (photos.drawn("PNG", size=(300, 300))[:-40], PictureDamaged),
        (photos.drawn("WEBP", size=(300, 300))[:60], PictureDamaged),
        (photos.png_bomb(10_000, 10_000), PictureTooManyPixels),
        (photos.png_bomb(60_000, 50_000, packed=1000), PictureTooManyPixels),
    ],
)
def test_what_is_no_usable_photo_is_refused_by_its_content(data, error):
    with pytest.raises(error) as refused:
        read(data, now=NOW)
    assert isinstance(refused.value, PictureRefused)


def test_a_bomb_is_refused_before_it_is_unpacked():
    """100 million pixels in 15 kB: refused by what the head says."""
    assert len(photos.png_bomb(10_000, 10_000)) < 20_000
    with pytest.raises(PictureTooManyPixels) as refused:
        read(photos.png_bomb(10_000, 10_000), now=NOW)
    assert refused.value.data == {"pixels": 100, "limit": 64}


def test_a_file_beyond_the_limit_is_refused(settings):
    settings.PHOTO_MAX_MEGABYTES = 1
    with pytest.raises(PictureTooLarge) as refused:
        read(photos.jpeg() + bytes(1024 * 1024), now=NOW)
    assert refused.value.data == {"size": 2, "limit": 1}


@pytest.mark.django_db
def test_the_same_photo_is_stored_once():
    data = photos.jpeg(taken=datetime(2022, 6, 10, 9, 30))
    first, second = keep(data, now=NOW), keep(data, now=NOW)
    assert first.pk == second.pk
    assert StoredPicture.objects.count() == 1
    assert sha256(content(first, Size.FULL)).hexdigest() == first.sha256 != first.received_sha256
    assert first.size == len(content(first, Size.FULL))
    assert first.taken_at == datetime(2022, 6, 10, 1, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_a_file_that_was_lost_comes_back_when_the_photo_is_sent_again():
    data = photos.jpeg(colour=photos.BLUE)
    picture = keep(data, now=NOW)
    path_of(picture, Size.MEDIUM).unlink()
    with pytest.raises(PictureGone):
        content(picture, Size.MEDIUM)
    assert keep(data, now=NOW).pk == picture.pk
    assert content(picture, Size.MEDIUM)


@pytest.mark.django_db
def test_the_database_changes_no_picture_and_takes_no_nonsense():
    picture = keep(photos.jpeg(), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredPicture.objects.update(sha256="0" * 64)
    for wrong in (
        {"width": 0},
        {"latitude": 91, "longitude": 0},
        {"latitude": 1},
        {"received_sha256": picture.received_sha256},
    ):
        values = {"received_sha256": "1" * 64, "sha256": "2" * 64, "width": 1, "height": 1, "size": 1} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredPicture.objects.create(**values)


@pytest.mark.django_db
def test_verify_names_a_picture_that_was_changed_or_lost():
    changed, lost = keep(photos.jpeg((50, 40)), now=NOW), keep(photos.jpeg((60, 40)), now=NOW)
    assert next(proof.verify()).differences == ()
    path_of(changed, Size.FULL).write_bytes(photos.jpeg((50, 41)))
    path_of(lost, Size.FULL).unlink()
    small, medium = keep(photos.jpeg((70, 40)), now=NOW), keep(photos.jpeg((80, 40)), now=NOW)
    path_of(small, Size.SMALL).write_bytes(photos.jpeg((70, 41)))
    path_of(medium, Size.MEDIUM).unlink()
    said = [(one.says, one.facts["sha256"]) for one in next(proof.verify()).differences]
    assert said == [
        ("the file of picture %(sha256)s was changed", changed.sha256[:12]),
        ("the file of picture %(sha256)s is missing", lost.sha256[:12]),
        ("the file of picture %(sha256)s was changed", small.sha256[:12]),
        ("the file of picture %(sha256)s is missing", medium.sha256[:12]),
    ]
    path_of(changed, Size.FULL).unlink()


@pytest.mark.django_db
def test_a_picture_is_answered_as_a_picture_and_nothing_else():
    picture = keep(photos.jpeg(), now=NOW)
    request = RequestFactory().get("/")
    answer = picture_response(request, picture, Size.SMALL)
    assert b"".join(answer.streaming_content) == content(picture, Size.SMALL)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-cache"
    again = RequestFactory().get("/", headers={"If-None-Match": answer["ETag"]})
    assert picture_response(again, picture, Size.SMALL).status_code == 304

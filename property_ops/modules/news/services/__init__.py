"""Writing, correcting and taking away what residents read."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.framework.scope import sees_all_estates
from property_ops.modules.estates.public import Company, Estate
from property_ops.modules.news.domain.errors import EndsBeforeItBegins, NothingWritten, OnlyOwnEstates, TooManyPhotos
from property_ops.modules.news.models import NewsPhoto, NewsPost, NewsReads, OfficeNumber
from property_ops.modules.news.reports.handout import draw_handout
from property_ops.modules.news.reports.poster import draw_poster

WRITE = "news.write"
MOST_PHOTOS = 9


@dataclass(frozen=True, slots=True)
class WrittenPost:
    """A post as it is written. `estate` is None for all."""

    estate: Estate | None
    kind: str
    title: str
    body: str
    first_day: date
    last_day: date | None = None
    pinned: bool = False
    bring: str = ""
    who: str = ""
    where: str = ""
    when: str = ""
    how_long: str = ""


def publish(*, written: WrittenPost, photos: Sequence[bytes] = (), by: User, now: datetime) -> NewsPost:
    """Residents read it from its first day on.

    Raises NotAllowed, NothingWritten, EndsBeforeItBegins, OnlyOwnEstates, TooManyPhotos, PictureRefused.
    """
    _check(written, by)
    with transaction.atomic():
        made = NewsPost.objects.create(**_columns(written), written_by=by, written_at=now)
        _keep_photos(made, photos, now)
        audit.record(by=by, action="news.published", subject=_subject(made), kind=made.kind)
    return made


def correct(*, post: NewsPost, written: WrittenPost, photos: Sequence[bytes] = (), by: User, now: datetime) -> NewsPost:
    """What it said before stays in its history. Raises as publish does."""
    require(by, WRITE, post)
    _refuse_what_is_for_all(post.estate, by)
    _check(written, by)
    with transaction.atomic():
        found = NewsPost.objects.select_for_update(of=("self",)).get(pk=post.pk)
        for name, value in _columns(written).items():
            setattr(found, name, value)
        found.changed_by, found.changed_at = by, now
        found.save()
        _keep_photos(found, photos, now)
        audit.record(by=by, action="news.corrected", subject=_subject(found))
    return found


@transaction.atomic
def take_away(*, post: NewsPost, by: User, now: datetime) -> None:
    """Residents see it no more; it stays in the office's list. Safe to repeat. Raises NotAllowed."""
    require(by, WRITE, post)
    _refuse_what_is_for_all(post.estate, by)
    found = NewsPost.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at = found.changed_at = now
        found.changed_by = by
        found.save()
        audit.record(by=by, action="news.withdrawn", subject=_subject(found))


def count_read(post: NewsPost, *, on: date) -> None:
    """Somebody opened it: how often is counted, and nothing of who."""
    if not NewsReads.objects.filter(post=post, day=on).update(count=F("count") + 1):
        made, fresh = NewsReads.objects.get_or_create(post=post, day=on, defaults={"count": 1})
        if not fresh:
            NewsReads.objects.filter(pk=made.pk).update(count=F("count") + 1)


@transaction.atomic
def keep_number(
    *,
    kept: OfficeNumber | None,
    estate: Estate | None,
    name: str,
    number: str,
    hours: str,
    place: int,
    by: User,
) -> OfficeNumber:
    """A new one, or `kept` changed. Raises NotAllowed, NothingWritten, OnlyOwnEstates."""
    require(by, WRITE, *([kept] if kept else []), *([estate] if estate else []))
    _refuse_what_is_for_all(estate, by)
    if kept is not None:
        _refuse_what_is_for_all(kept.estate, by)
    if not name.strip() or not number.strip():
        raise NothingWritten()
    found = kept or OfficeNumber()
    found.estate, found.name, found.number = estate, name.strip(), number.strip()
    found.hours, found.place = hours.strip(), place
    found.save()
    audit.record(by=by, action="news.number_kept", subject=found.name, number=found.number)
    return found


@transaction.atomic
def remove_number(*, kept: OfficeNumber, by: User) -> None:
    """Raises NotAllowed, OnlyOwnEstates."""
    require(by, WRITE, kept)
    _refuse_what_is_for_all(kept.estate, by)
    audit.record(by=by, action="news.number_removed", subject=kept.name, number=kept.number)
    kept.delete()


def _check(written: WrittenPost, by: User) -> None:
    require(by, WRITE, *([written.estate] if written.estate else []))
    _refuse_what_is_for_all(written.estate, by)
    if not written.title.strip() or not written.body.strip():
        raise NothingWritten()
    if written.last_day is not None and written.last_day < written.first_day:
        raise EndsBeforeItBegins(last=written.last_day, first=written.first_day)


def _refuse_what_is_for_all(estate: Estate | None, by: User) -> None:
    if estate is None and not sees_all_estates(by):
        raise OnlyOwnEstates()


def _columns(written: WrittenPost) -> dict[str, object]:
    said = {one.name: getattr(written, one.name) for one in fields(written) if one.name != "estate"}
    texts = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    return {"estate": written.estate, **texts}


def _keep_photos(post: NewsPost, photos: Sequence[bytes], now: datetime) -> None:
    pictures = dict.fromkeys(keep(data, now=now) for data in photos)
    last = post.photos.aggregate(last=Max("place"))["last"] or 0
    fresh = [one for one in pictures if not post.photos.filter(picture=one).exists()]
    if post.photos.count() + len(fresh) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    for place, picture in enumerate(fresh, last + 1):
        NewsPhoto.objects.create(post=post, picture=picture, place=place)


def _subject(post: NewsPost) -> str:
    return f"{post.estate.code if post.estate else '*'} {post.pk}"


def poster_of(*, estate: Estate) -> bytes:
    """The PDF with the code that opens the estate's page. Raises GlyphMissing."""
    return draw_poster(**_of_estate(estate))


def handout_of(*, estate: Estate) -> bytes:
    """The sheet that tells a household what it does on the phone. Raises GlyphMissing."""
    return draw_handout(**_of_estate(estate))


def _of_estate(estate: Estate) -> dict[str, str]:
    company, path = Company.load(), reverse("estate_news", args=[estate.code])
    return {
        "estate": estate.name,
        "address": f"{settings.PUBLIC_URL}{path}",
        "issuer": company.name,
        "phone": company.phone,
    }

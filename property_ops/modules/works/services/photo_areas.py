"""Square metres from a photo, stored beside what was typed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.marker_board import TAP_PIXELS, AreaUnknowable, CornersWrong, area_of
from property_ops.framework.pictures.reading import Size
from property_ops.framework.pictures.store import content
from property_ops.modules.works import selectors
from property_ops.modules.works.domain.errors import NotYourWork
from property_ops.modules.works.models import PhotoArea, WorkPhoto
from property_ops.modules.works.models.photo_area import AREA_PLACES
from property_ops.modules.works.services.photos import PHOTOGRAPH

MOST_CORNERS = 40
SMALLEST = Decimal("0.01")


def measure_photo(
    *, photo: WorkPhoto, corners: Sequence[tuple[float, float]], by: User, now: datetime, tap: float = TAP_PIXELS
) -> PhotoArea:
    """Raises NotAllowed, NotYourWork, CornersWrong, PhotosMissing, BoardNotFound, BoardNotFlat, AreaUnknowable."""
    require(by, PHOTOGRAPH)
    if not selectors.may_record_on(by, photo.work):
        raise NotYourWork(number=photo.work.number)
    picture = photo.picture
    inside = all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in corners)
    if not 3 <= len(corners) <= MOST_CORNERS or not inside:
        raise CornersWrong()
    found = area_of(content(picture, Size.FULL), corners, tap=tap)
    area, error = (Decimal(f"{value:.{AREA_PLACES}f}") for value in (found.area, found.error))
    if area < SMALLEST:
        raise AreaUnknowable()
    made = PhotoArea.objects.create(
        work=photo.work,
        picture=picture,
        corners=[list(corner) for corner in corners],
        area=area,
        error=error,
        typed=photo.work.done,
        by=by,
        at=now,
    )
    audit.record(by=by, action="works.photo_measured", subject=photo.work.number, area=str(area), error=str(error))
    return made

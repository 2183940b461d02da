from django.db import models
from django.db.models import Q

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide

PLACE_DECIMALS = 6


class StoredPicture(CompanyWide):
    """A picture as it is kept in the data folder: one row for each file that was ever received, never changed.

    `sha256` is of the file that is kept, `received_sha256` of the file as it was sent: who has the original can show
    that it is the one. `smaller_sha256` is of the smaller sizes together, which are what is mostly shown; empty of
    pictures from before it was written down. `taken_at` is the time that the camera wrote; the place is kept only
    where a setting allows it.
    """

    received_sha256 = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    smaller_sha256 = models.CharField(max_length=64, default="", editable=False)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    latitude = ScaledField(places=PLACE_DECIMALS, null=True)
    longitude = ScaledField(places=PLACE_DECIMALS, null=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1, size__gte=1), name="po_picture_has_pixels"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="po_picture_place_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

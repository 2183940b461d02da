"""Who may record on a work, and the photos that were taken of it."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from property_ops.framework.models import User
from property_ops.framework.scope import sees
from property_ops.framework.slots import plugged_into
from property_ops.modules.works.models import PhotoArea, WorkOrder, WorkPhoto
from property_ops.modules.works.models.photo import PhotoStage


def may_record_on(user: User, work: WorkOrder) -> bool:
    """Who sees the estate may, and whom a module lets in: slot `work_doers`, callables `(user, work) -> bool`."""
    if sees(user, work):
        return True
    return any(lets_in(user, work) for lets_in in plugged_into("work_doers"))


def photos_of(work: WorkOrder) -> QuerySet[WorkPhoto]:
    """Before, during, after; within these as they were taken, else added."""
    places = [When(stage=stage, then=Value(place)) for place, stage in enumerate(PhotoStage.values)]
    order = (Case(*places, output_field=IntegerField()), Coalesce("picture__taken_at", "added_at"), "pk")
    return WorkPhoto.objects.filter(work=work).select_related("picture", "added_by").order_by(*order)


def photo_areas_of(work: WorkOrder) -> QuerySet[PhotoArea]:
    return PhotoArea.objects.filter(work=work).select_related("picture", "by").order_by("pk")


def visible_photos(user: User) -> QuerySet[WorkPhoto]:
    mine = WorkPhoto.objects.visible_to(user)
    return mine.select_related("picture", "work__estate")

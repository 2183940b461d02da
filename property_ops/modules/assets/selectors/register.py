"""Equipment and upkeep, for somebody who looks at them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from property_ops.framework.models import User
from property_ops.modules.assets.models import Asset, AssetWork, Upkeep
from property_ops.modules.rounds.public import Checkpoint, visible_checkpoints
from property_ops.modules.works.public import WorkOrder


def visible_assets(user: User) -> QuerySet[Asset]:
    return Asset.objects.visible_to(user).select_related("estate", "checkpoint").order_by("estate__code", "code")


def find_assets(found: QuerySet[Asset], text: str) -> QuerySet[Asset]:
    words = Q(code__icontains=text) | Q(name__icontains=text) | Q(place__icontains=text) | Q(maker__icontains=text)
    return found.filter(words)


def checkpoints_for(user: User) -> QuerySet[Checkpoint]:
    return visible_checkpoints(user).filter(retired_on=None).order_by("estate__code", "code")


def assets_at(checkpoint: Checkpoint) -> QuerySet[Asset]:
    return Asset.objects.filter(checkpoint=checkpoint, retired_on=None).order_by("code")


def works_of(asset: Asset) -> list[WorkOrder]:
    """Its history, the latest first."""
    rows = AssetWork.objects.filter(asset=asset).select_related("work__estate").order_by("-work__pk")
    return [row.work for row in rows]


def asset_of(work: WorkOrder) -> Asset | None:
    row = AssetWork.objects.filter(work=work).select_related("asset__estate").first()
    return row.asset if row else None


def upkeep_of(asset: Asset) -> QuerySet[Upkeep]:
    return asset.upkeep.prefetch_related("dues__work").order_by("ended_on", "pk")


def visible_upkeep(user: User) -> QuerySet[Upkeep]:
    return Upkeep.objects.visible_to(user).select_related("asset__estate").prefetch_related("dues__work")


def warranty_words(asset: Asset, on: date) -> str:
    """Empty where it is not under warranty."""
    if not asset.is_under_warranty(on):
        return ""
    words = gettext("%(asset)s is under warranty until %(until)s (%(by)s): claim it before anybody pays for a repair.")
    return words % {"asset": asset, "until": asset.warranty_until, "by": asset.warranty_by or "—"}


def cautions(work: WorkOrder, on: date) -> Sequence[str]:
    """Of slot `work_cautions`: a repair that somebody would pay for while the equipment is under warranty.

    Upkeep that was planned is no repair.
    """
    asset = asset_of(work)
    if asset is None or hasattr(work, "upkeep_due"):
        return ()
    words = warranty_words(asset, on)
    return (words,) if words else ()

"""What is on the vans."""

from decimal import Decimal

from django.db.models import QuerySet, Sum

from property_ops.modules.dispatch.models import Crew, VanStock
from property_ops.modules.works.public import Material


def van_of(crew: Crew | None) -> QuerySet[VanStock]:
    found = VanStock.objects.filter(crew=crew, quantity__gt=0) if crew else VanStock.objects.none()
    return found.select_related("material").order_by("material__code")


def on_all_vans(material: Material) -> Decimal:
    total: Decimal | None = VanStock.objects.filter(material=material).aggregate(total=Sum("quantity"))["total"]
    return total or Decimal(0)

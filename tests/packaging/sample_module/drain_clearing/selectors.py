from django.db.models import QuerySet

from drain_clearing.models import HouseCall
from property_ops.framework.models import User


def visible_calls(user: User) -> QuerySet[HouseCall]:
    return HouseCall.objects.visible_to(user).select_related("unit")

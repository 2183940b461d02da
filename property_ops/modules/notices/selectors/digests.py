from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.modules.notices.models import DigestReader


def digest_readers() -> QuerySet[DigestReader]:
    """Those who can be written to."""
    return DigestReader.objects.filter(user__is_active=True).exclude(user__email="").select_related("user")


def digest_reader(user: User) -> DigestReader | None:
    return DigestReader.objects.filter(user=user).first()

"""For tests of this module and of those that tell people."""

from property_ops.modules.notices.models import Message, Notice


def told(template: str) -> list[Notice]:
    """What was written down to be told, in order."""
    return list(Notice.objects.filter(template=template).order_by("pk"))


def messages() -> list[Message]:
    return list(Message.objects.order_by("pk"))

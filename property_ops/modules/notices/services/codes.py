"""A text that somebody asked for at this moment and waits for: never in the outbox, never told again by itself."""

from property_ops.modules.notices.connector.adapters import adapter_of
from property_ops.modules.notices.connector.configuration import notice_keys
from property_ops.modules.notices.connector.contract import OutgoingMessage
from property_ops.modules.notices.models import Channel


def can_text(template: str) -> bool:
    """Whether the platform's keys are set, and its text of that name."""
    keys = notice_keys().sms
    return keys is not None and template in keys.templates


def text_now(*, template: str, phone: str, variables: tuple[str, ...]) -> None:
    """What it says stands nowhere. Raises SendingRefused, SendingFailed, SendingUnclear."""
    said = OutgoingMessage(address=phone, template=template, title="", text="", variables=variables)
    adapter_of(Channel.SMS, notice_keys()).send(said)

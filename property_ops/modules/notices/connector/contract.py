"""What a channel does: one message out, or an error that says whether it may have gone."""

from dataclasses import dataclass, field
from typing import Protocol

SECONDS = 15
"""How long a platform is waited for."""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """`variables` are the values of the platform's own template of that name; `link` is whole, or empty."""

    address: str = field(repr=False)
    template: str
    title: str
    text: str
    variables: tuple[str, ...]
    link: str = field(default="", repr=False)
    key: str = ""


class ChannelAdapter(Protocol):
    """`is_real`: it reaches somebody; the console does not."""

    @property
    def is_real(self) -> bool: ...

    def send(self, message: OutgoingMessage) -> str:
        """The platform's number of it. Raises SendingRefused, SendingFailed, SendingUnclear."""
        ...

"""Where no keys are set: what would go out stands in the log, without anybody's whole number."""

import logging

from property_ops.kernel.personal import masked_phone
from property_ops.modules.notices.connector.contract import OutgoingMessage

logger = logging.getLogger("property_ops.notices")


class Console:
    is_real = False

    def __init__(self, channel: str) -> None:
        self.channel = channel

    def send(self, message: OutgoingMessage) -> str:
        logger.info("%s → %s: %s", self.channel, masked_phone(message.address), message.text)
        return ""

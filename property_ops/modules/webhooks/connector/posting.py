"""Posting one delivery to the address of its webhook."""

from collections.abc import Mapping

import requests

from property_ops.framework.outgoing import NotSpokenTo, careful_session, refuse_as_written
from property_ops.modules.webhooks.domain.errors import NotTaken

CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS = 5.0, 10.0, 20.0
LARGEST_ANSWER = 64 * 1024


def post(address: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Taken is what is answered with 2xx. Raises NotTaken."""
    try:
        refuse_as_written(address, encrypted=True)
        with careful_session(total_seconds=TOTAL_SECONDS, largest=LARGEST_ANSWER) as session:
            answer = session.post(
                address,
                data=body,
                headers=dict(headers),
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
    except NotSpokenTo as error:
        raise NotTaken(reason=str(error.data["reason"])) from error
    except requests.RequestException as error:
        raise NotTaken(reason=type(error).__name__) from error
    if not 200 <= answer.status_code < 300:
        raise NotTaken(reason=f"HTTP {answer.status_code}")

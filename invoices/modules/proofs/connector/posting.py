"""Posting seals to an address."""

import requests

from invoices.modules.proofs.domain.errors import SealsNotTaken
from property_ops.framework.outgoing import NotSpokenTo, careful_session

CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS = 10.0, 30.0, 60.0
LARGEST_ANSWER = 64 * 1024


def post(address: str, body: bytes) -> None:
    """POST to the address. Raises SealsNotTaken."""
    with careful_session(total_seconds=TOTAL_SECONDS, largest=LARGEST_ANSWER) as session:
        try:
            answer = session.post(
                address,
                data=body,
                headers={"Content-Type": "application/jsonl; charset=utf-8"},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
        except NotSpokenTo as error:
            raise SealsNotTaken(reason=f"{error.data['host']}: {error.data['reason']}") from error
        except requests.RequestException as error:
            raise SealsNotTaken(reason=type(error).__name__) from error
    if not 200 <= answer.status_code < 300:
        raise SealsNotTaken(reason=f"HTTP {answer.status_code}")

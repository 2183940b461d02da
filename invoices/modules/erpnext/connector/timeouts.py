"""An HTTP adapter that waits for the whole answer no longer than `total` seconds.

The time-out of requests counts from byte to byte: a server that sends one byte a minute would hold us for hours.
"""

import time
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as BrokenOff
from requests.exceptions import ReadTimeout
from urllib3.exceptions import HTTPError

PIECE = 64 * 1024
LARGEST_ANSWER = 64 * 1024 * 1024


class TotalTimeoutAdapter(HTTPAdapter):
    def __init__(self, *, total: float) -> None:
        self.total = total
        super().__init__()

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """Raises ReadTimeout, ConnectionError."""
        until = time.monotonic() + self.total
        response = super().send(request, *args, **kwargs)
        body = bytearray()
        try:
            while piece := response.raw.read1(PIECE, decode_content=True):
                body += piece
                if time.monotonic() > until or len(body) > LARGEST_ANSWER:
                    response.close()
                    raise ReadTimeout(f"no whole answer within {self.total:g} s", request=request)
        except (HTTPError, OSError) as error:
            if isinstance(error, ReadTimeout):
                raise
            raise BrokenOff(error, request=request) from error
        response._content = bytes(body)
        response._content_consumed = True
        return response

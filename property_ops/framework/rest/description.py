"""What the API says of itself: OpenAPI 3.1, the same whoever asks, in English."""

import json
from typing import Any

from property_ops.framework.web.problems import MEDIA_TYPE

ABOUT = """\
Operations and billing of a property company. The same services, rows and rights as the pages.

* **Who**: `Authorization: Bearer <token>`. A token is a person's or a service account's; it counts for the rights it
  was given, of those that its owner has, on the rows that its owner may see. 401 without, 403 without the right.
* **Rows**: lists come by the keys of their rows: `limit` of them, then those `after` the `next` of the page before.
* **Once**: a POST bears an `Idempotency-Key`. Sent again with the same content it changes nothing and answers what the
  first made; with another content it is refused (409).
* **Unchanged**: answers bear an `ETag`. `If-None-Match` answers 304; `If-Match` refuses a change of what is no longer
  as it was read (412).
* **Refusals**: `application/problem+json` with a stable `code`. 429 says with `Retry-After` when to come again.
* Amounts are whole fen; quantities are decimal texts; a period is `[start, end)`: `end` counts no more.
* Nothing is approved here: what waits for a second person waits for one at a page.
"""


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Refusals have a media type of their own, and stand there once."""
    plain: dict[str, Any] = json.loads(json.dumps(document, default=str))
    refusals = plain["components"].setdefault("responses", {})
    for operation in (one for path in plain["paths"].values() for one in path.values()):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                content = {MEDIA_TYPE: answer["content"]["application/json"]}
                refusals[f"Refused{status}"] = {**answer, "content": content}
                operation["responses"][status] = {"$ref": f"#/components/responses/Refused{status}"}
    return plain


def written(document: dict[str, Any]) -> str:
    """As it is kept in a file: one form, so that a difference is one of meaning."""
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"

"""The trace that a program's look at people's data leaves, as that of a page does (docs/product.md rule 20)."""

from property_ops.framework import audit
from property_ops.framework.rest.door import ApiRequest
from property_ops.framework.web.looks import asked_of


def record_list(request: ApiRequest, rows: int) -> None:
    asked = asked_of(request, "after", "limit")
    audit.record(by=request.user, action="people.listed", subject=request.path[:120], rows=rows, asked=asked)


def record_look(request: ApiRequest) -> None:
    audit.record(by=request.user, action="people.seen", subject=request.path[:120])

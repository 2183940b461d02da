"""Who asked, in requests and in their history: of slot `personal_data`."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from property_ops.modules.erasure.public import ERASED, ErasedRow, PersonalData
from property_ops.modules.requests.domain.states import COMPLETED
from property_ops.modules.requests.models import Request

COLUMNS = ("person", "phone", "suits", "called_whom")


class WhoAsked(PersonalData):
    title = "诉求中的姓名、电话、方便时间（含修改历史）"

    def rows(self, tenure: Any) -> Iterator[ErasedRow]:
        for request in _of(tenure).order_by("pk"):
            yield _row(Request, request)
            for version in request.history.order_by("history_id"):
                yield _row(Request.history.model, version)

    def forbids(self, tenure: Any, *, today: date) -> Sequence[str]:
        waiting = _of(tenure).exclude(state__in=[*COMPLETED, "withdrawn"])
        return [gettext("a request of theirs waits for its answer")] if waiting.exists() else ()


def _of(tenure: Any) -> Any:
    """Asked on the household's page, or taken down for this home under this name or number."""
    named = Q(unit=tenure.unit_id, person=tenure.name)
    if tenure.phone:
        named |= Q(unit=tenure.unit_id, phone=tenure.phone)
    return Request.objects.filter(Q(tenure=tenure) | named)


def _row(model: Any, found: Any) -> ErasedRow:
    texts = {"person": "", "phone": "", "suits": "", "called_whom": ERASED if found.called_whom else ""}
    return ErasedRow(model, found.pk, texts, {})


WHO_ASKED = WhoAsked()

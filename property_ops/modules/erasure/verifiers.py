"""What `property-ops verify` asks of erasures."""

from collections.abc import Iterator

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.selectors.erasures import sources


def verify() -> Iterator[Check]:
    """What was erased has not come back, as from an older backup."""
    differences, carried_out = [], Erasure.objects.filter(state=ApprovalState.APPROVED).select_related("tenure")
    for erasure in carried_out.order_by("pk"):
        for source in sources():
            back = sum(_says_more(row) for row in source.rows(erasure.tenure))
            if back:
                says = gettext_noop("erasure %(erasure)s: %(what)s came back in %(rows)s rows")
                differences.append(Difference(says, {"erasure": str(erasure), "what": source.title, "rows": back}))
    yield Check(
        name=gettext_noop("Personal data that was erased has not come back"),
        figures={gettext_noop("erasures"): f"{carried_out.count():,}"},
        differences=tuple(differences),
    )


def _says_more(row: object) -> bool:
    found = row.model._base_manager.filter(pk=row.pk).values(*row.texts).first()  # type: ignore[attr-defined]
    return found is not None and found != dict(row.texts)  # type: ignore[attr-defined]

"""What `property-ops verify` asks of inspections."""

from collections.abc import Iterator

from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop
from property_ops.modules.inspections.models import Hazard, Rectification


def verify() -> Iterator[Check]:
    yield Check(
        name=gettext_noop("Every closed hazard was re-checked by somebody who neither found nor mended it"),
        figures={gettext_noop("hazards"): Hazard.objects.count()},
        differences=tuple(_not_rechecked()),
    )


def _not_rechecked() -> Iterator[Difference]:
    passed = {one.hazard_id: one for one in Rectification.objects.filter(Rectification.STANDS)}
    for hazard in Hazard.objects.order_by("pk").iterator():
        found = passed.get(hazard.pk)
        if (hazard.closed_on is None) != (found is None):
            yield Difference(gettext_noop("%(number)s is closed without a re-check"), {"number": hazard.number})
        elif found is not None and found.decided_by_id in (found.prepared_by_id, hazard.found_by_id):
            yield Difference(
                gettext_noop("%(number)s was re-checked by who found or mended it"), {"number": hazard.number}
            )

"""What `property-ops verify` asks of the three sources beyond what `charges` asks of all."""

from collections.abc import Iterator

from invoices.modules.charge_sources.verifiers import parking, service, works
from property_ops.framework.checks import Check


def verify() -> Iterator[Check]:
    yield from service.verify()
    yield from parking.verify()
    yield from works.verify()

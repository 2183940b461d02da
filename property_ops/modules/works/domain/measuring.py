"""Whether numbers may stand in a kind's fields, and whether a plan agrees with what was measured."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

TOLERANCE = Decimal("0.1")


class MeasuredField(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def least(self) -> Decimal: ...
    @property
    def most(self) -> Decimal: ...
    @property
    def required(self) -> bool: ...


class NotMeasured(BusinessError):
    code = "not_measured"
    message = gettext_noop("%(label)s is missing. Enter it in %(unit)s.")


class OutOfRange(BusinessError):
    code = "measure_out_of_range"
    message = gettext_noop("%(label)s is %(value)s %(unit)s: it must be %(least)s to %(most)s %(unit)s.")


class NoFields(BusinessError):
    code = "kind_without_fields"
    message = gettext_noop("Nothing is measured here for works of the kind “%(kind)s”.")


class WorkIsAccepted(BusinessError):
    code = "measured_after_acceptance"
    message = gettext_noop("%(number)s is accepted: what was measured for it stays as it is.")


def checked(fields: Iterable[MeasuredField], values: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """The values that are there, by code. Raises NotMeasured, OutOfRange."""
    found: dict[str, Decimal] = {}
    for field in fields:
        value = values.get(field.code)
        if value is None:
            if field.required:
                raise NotMeasured(label=field.label, unit=field.unit)
            continue
        if not value.is_finite() or not field.least <= value <= field.most:
            raise OutOfRange(label=field.label, value=value, unit=field.unit, least=field.least, most=field.most)
        found[field.code] = value
    return found


def disagrees(planned: Decimal, measured: Decimal) -> bool:
    """Whether a planned quantity is more than a tenth off what was measured."""
    return abs(planned - measured) > TOLERANCE * measured

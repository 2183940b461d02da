"""Services as somebody calls them who may not see what they are given."""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any, get_args, get_type_hints
from unittest.mock import MagicMock
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from property_ops.framework.models import User
from property_ops.framework.scope import OfEstate
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.dispatch.domain.errors import NotYourVisit
from property_ops.modules.estates.models import Estate
from property_ops.modules.works.domain.errors import NotYourWork

PARTS = {
    "draft.store", "recharging.recharge", "carrying_out.settle_note", "rebilling.bill_lines_anew",
    "allocating.use_credit_of_estate", "store.taken_back", "store.taken_out", "planning.open_draft",
    "workflow.locked", "workflow.record_event", "workflow.transition", "measuring.measure_parts",
    "wanting.into_the_tray", "wanting.nobody_goes", "wanting.nobody_goes_again",
    "services.record_look", "costs.record_cost", "costs.record_costs", "issue.issue_these", "charging.charge_given",
    "arrears.bill_arrears", "handling.record_look", "asking.ask", "refunding.carry_out", "orders.note",
    "contracts.cost_by_agreement", "vans.used_from_van", "keeping.refuse_others", "providers.undo_of_provider",
    "services.change_owner", "moving.hand_over", "leases.end_leases", "moving.moved", "links.refuse_who_could_report",
    "services.spaces_are_free",
}  # fmt: skip
"""Steps of other services, which asked for the right before; and what asks for it once it knows what for."""
ANYBODYS = {"asking.report_at_place"}
"""What whoever stands before a plate may do, logged in or not: who it was is only written down."""


def services_of_rows() -> list[Any]:
    """The services that are given a row of an estate and say by whom they are called."""
    found = []
    for module in settings.MODULES:
        place = importlib.import_module(f"{module.package}.services") if has_services(module.package) else None
        names = [info.name for info in pkgutil.iter_modules(place.__path__)] if hasattr(place, "__path__") else []
        rooms = [place, *(importlib.import_module(f"{place.__name__}.{name}") for name in names)] if place else []
        found += [one for room in rooms for one in vars(room).values() if is_service(one, module.package)]
    found = [one for one in found if f"{one.__module__.rpartition('.')[2]}.{one.__name__}" not in PARTS | ANYBODYS]
    return sorted(set(found), key=lambda one: (one.__module__, one.__name__))


def has_services(package: str) -> bool:
    return importlib.util.find_spec(f"{package}.services") is not None


def is_service(one: Any, package: str) -> bool:
    ours = inspect.isfunction(one) and one.__module__.startswith(f"{package}.services")
    return (
        ours and not one.__name__.startswith("_") and "by" in inspect.signature(one).parameters and bool(rows_in(one))
    )


def rows_in(service: Any) -> dict[str, type[OfEstate]]:
    hints = get_type_hints(inspect.unwrap(service))
    return {
        name: kind
        for name, kind in hints.items()
        if isinstance(kind, type) and issubclass(kind, OfEstate) and name != "return"
    }


def may_be_none(service: Any) -> list[str]:
    hints = get_type_hints(inspect.unwrap(service))
    return [name for name, kind in hints.items() if type(None) in get_args(kind) and name != "return"]


def called_by(user: User, estate: Estate) -> Callable[[Any], tuple[str, str]]:
    """Calls a service with rows of the estate, and says what came of it other than a refusal."""

    def call(service: Any) -> tuple[str, str]:
        name = f"{service.__module__}.{service.__name__}"
        given: dict[str, Any] = {key: MagicMock() for key in inspect.signature(service).parameters}
        given |= dict.fromkeys(may_be_none(service))
        given |= {"key": uuid4()} if "key" in given else {}
        for key, kind in rows_in(service).items():
            row = kind.narrowed(kind.objects.all(), Estate.objects.filter(pk=estate.pk)).first()
            given[key] = row
            if row is None:
                return name, f"the site has no {kind.__name__}"
        try:
            with transaction.atomic():
                service(**given | {"by": user})
        except (NotAllowed, NotYourWork, NotYourVisit):
            return name, ""
        except Exception as error:  # noqa: BLE001 - whatever it is, it came before the refusal
            return name, f"{type(error).__name__} {error}"
        return name, "was done"

    return call

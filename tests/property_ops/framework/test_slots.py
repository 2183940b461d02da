"""Slots: what is plugged in is asked for by name, and fits what the slot takes; else the product does not start."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from property_ops.framework import slots as registry
from property_ops.framework.loader import Module, ModuleError, discover, offers_of, refuse_unknown_slots
from property_ops.framework.slots import Slot


def module(name: str = "acme", **more: Any) -> Module:
    return Module(name, f"acme.{name}", Path(), "", "1", (), **more)


def test_a_slot_that_nobody_offers_is_refused_with_the_nearest_name():
    acme = module(slots={"charge_source": ("acme.sources:Cleaning",)})
    with pytest.raises(ModuleError, match=r"“acme” plugs into slot “charge_source”.*Did you mean “charge_sources”"):
        refuse_unknown_slots([*discover(), acme])


def test_a_name_that_is_near_to_none_is_told_all_that_are_known():
    with pytest.raises(ModuleError, match=r"Known are api_routers, approvals, .*verifiers"):
        refuse_unknown_slots([module(slots={"zzz": ()})])


def test_a_module_may_offer_slots_of_its_own():
    offers = {"lift_makers": {"takes": "names of makers"}}
    refuse_unknown_slots([module(offers=offers), module("other", slots={"lift_makers": ("a:b",)})])


def test_two_offers_of_one_name_are_refused():
    offers = {"verifiers": {"takes": "anything"}}
    with pytest.raises(ModuleError, match="“verifiers” is offered by “framework” and by “acme”"):
        offers_of([module(offers=offers)])


def test_an_offer_says_what_it_takes():
    with pytest.raises(ModuleError, match="Say what it “takes”"):
        offers_of([module(offers={"lift_makers": {"clas": "acme:Lift"}})])


ANY = Slot("any", "acme", "anything")


@pytest.mark.parametrize(
    ("slot", "plugged", "fault"),
    [
        (ANY, object(), ""),
        (replace(ANY, classes=("decimal:Decimal",)), int, "it is no subclass of decimal:Decimal"),
        (replace(ANY, classes=("builtins:int",)), bool, ""),
        (replace(ANY, objects=("builtins:dict",)), [], "it is no builtins:dict"),
        (replace(ANY, objects=("builtins:dict", "builtins:int")), (1, {}), ""),
        (replace(ANY, call="()"), lambda: 1, ""),
        (replace(ANY, call="(user, work)"), lambda user: 1, "it cannot be called as (user, work)"),
        (replace(ANY, call="(*, estate, by)"), lambda *, estate, by, on=None: 1, ""),
        (replace(ANY, call="(*, estate, by)"), lambda *, estate: 1, "it cannot be called as (*, estate, by)"),
        (replace(ANY, call="(text)"), 7, "it cannot be called as (text)"),
        (replace(ANY, has=("name", "upper")), "text", "it has no name"),
        (replace(ANY, check="builtins:str"), "odd", "odd"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(slot, plugged, fault):
    assert slot.fault_of(plugged) == fault


def plugged_in(monkeypatch: pytest.MonkeyPatch, slot: Slot, *paths: str) -> tuple[Any, ...]:
    monkeypatch.setattr(registry, "slots", lambda: {slot.name: slot})
    monkeypatch.setattr(registry.settings, "MODULES", [module(slots={slot.name: paths})])
    return registry.plugged_into.__wrapped__(slot.name)


def test_a_wrong_shape_is_refused_with_module_path_and_what_the_slot_takes(monkeypatch):
    sources = registry.slots()["charge_sources"]
    with pytest.raises(ModuleError) as refused:
        plugged_in(monkeypatch, sources, "decimal:Decimal")
    assert str(refused.value) == (
        "Module “acme” plugs decimal:Decimal into “charge_sources”, but it is no subclass of "
        "invoices.modules.charges.public.ChargeSource. The slot takes `charges.public.ChargeSource` classes."
    )


def test_something_that_cannot_be_imported_is_refused_with_its_path(monkeypatch):
    with pytest.raises(ModuleError, match=r"plugs acme.nowhere:Lift into “any”, but: No module named 'acme'"):
        plugged_in(monkeypatch, ANY, "acme.nowhere:Lift")


def test_a_slot_of_one_takes_no_second(monkeypatch):
    one = replace(ANY, many=False)
    assert plugged_in(monkeypatch, one, "decimal:Decimal")
    with pytest.raises(ModuleError, match="takes one"):
        plugged_in(monkeypatch, one, "decimal:Decimal", "decimal:Context")

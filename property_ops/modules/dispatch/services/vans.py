"""What crews carry on their vans: a part of what the store has, until it is used or brought back."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.quantity import plain
from property_ops.modules.dispatch.domain.errors import NotInTheStore, NotOnTheVan
from property_ops.modules.dispatch.models import Crew, VanMove, VanStock
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.vans import on_all_vans
from property_ops.modules.works.public import Material, WorkOrder


@transaction.atomic
def load_van(*, crew: Crew, material: Material, quantity: Decimal, by: User, on: date) -> VanStock:
    """Onto the van; below zero, back into the store. Raises NotAllowed, NotInTheStore, NotOnTheVan."""
    require(by, PLAN)
    material = Material.objects.select_for_update().get(pk=material.pk)
    free = material.stock - on_all_vans(material)
    if quantity > free:
        raise NotInTheStore(material=material.name, free=plain(max(free, Decimal(0))), unit=material.unit)
    stock = _locked(crew, material)
    if stock.quantity + quantity < 0:
        raise NotOnTheVan(material=material.name, there=plain(stock.quantity), unit=material.unit)
    return _moved(stock, quantity, by=by, on=on)


@transaction.atomic
def used_from_van(
    *, crew: Crew | None, material: Material, quantity: Decimal, work: WorkOrder, by: User, on: date
) -> VanStock | None:
    """What a work was issued came off the crew's van as far as it was there. Whoever issues it has the right."""
    there = VanStock.objects.filter(crew=crew, material=material, quantity__gt=0).exists() if crew else False
    if crew is None or not there:
        return None
    stock = _locked(crew, material)
    return _moved(stock, -min(stock.quantity, quantity), by=by, on=on, work_number=work.number)


def _locked(crew: Crew, material: Material) -> VanStock:
    VanStock.objects.get_or_create(crew=crew, material=material)
    return VanStock.objects.select_for_update(of=("self",)).get(crew=crew, material=material)


def _moved(stock: VanStock, quantity: Decimal, *, by: User, on: date, work_number: str = "") -> VanStock:
    stock.quantity += quantity
    stock.save(update_fields=["quantity"])
    VanMove.objects.create(stock=stock, quantity=quantity, on=on, by=by, work_number=work_number)
    detail = {"material": stock.material.code, "quantity": plain(quantity)}
    audit.record(by=by, action="dispatch.van_moved", subject=stock.crew.code, **detail)
    return stock

"""What crews carry: a part of the store, less by what works were issued, never more than there is."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.domain.errors import NotInTheStore, NotOnTheVan
from property_ops.modules.dispatch.models import VanMove, VanStock
from property_ops.modules.dispatch.services.vans import load_van
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory, VisitFactory, at
from property_ops.modules.portal.models.entry import EntryKind
from property_ops.modules.portal.services.entries import Sent, take_entry
from property_ops.modules.works.models import Material
from property_ops.modules.works.public import receive_material
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
DAY = date(2022, 6, 1)


def cement(by, quantity=20):
    found = Material.objects.create(code="SN-42", name="水泥", unit="袋")
    receive_material(material=found, quantity=Decimal(quantity), paid=Yuan(500_00), by=by, on=DAY)
    return found


def test_a_van_carries_a_part_of_the_store_and_what_is_used_comes_off_it():
    by, visit = UserFactory(role="dispatcher"), VisitFactory(crew=CrewFactory(), starts_at=at(1, 8), number=1)
    material, leader = cement(by), CrewMemberFactory(crew=visit.crew, user=UserFactory(role="crew")).user
    load_van(crew=visit.crew, material=material, quantity=Decimal(6), by=by, on=DAY)
    material.refresh_from_db()
    assert material.stock == 20  # it is the store's still
    for kind, content in ((EntryKind.START, {}), (EntryKind.MATERIAL, {"material": "SN-42", "quantity": "4"}),
                          (EntryKind.MATERIAL, {"material": "SN-42", "quantity": "5"})):  # fmt: skip
        take_entry(sent=Sent(uuid4(), kind, visit, at(1, 9), content), by=leader, now=at(1, 10))
    material.refresh_from_db()
    assert (material.stock, VanStock.objects.get().quantity) == (11, 0)
    assert sorted(move.quantity for move in VanMove.objects.all()) == [-4, -2, 6]
    with pytest.raises(DatabaseError), transaction.atomic():
        VanMove.objects.update(quantity=1)


def test_no_more_than_the_store_has_and_no_less_than_nothing():
    by, one, other = UserFactory(role="dispatcher"), CrewFactory(), CrewFactory()
    material = cement(by)
    load_van(crew=one, material=material, quantity=Decimal(15), by=by, on=DAY)
    with pytest.raises(NotInTheStore):
        load_van(crew=other, material=material, quantity=Decimal(6), by=by, on=DAY)
    with pytest.raises(NotOnTheVan):
        load_van(crew=one, material=material, quantity=Decimal(-16), by=by, on=DAY)
    with pytest.raises(NotAllowed):
        load_van(crew=one, material=material, quantity=Decimal(1), by=UserFactory(role="crew"), on=DAY)
    assert [stock.quantity for stock in VanStock.objects.filter(quantity__gt=0)] == [15]


def test_the_office_loads_it_on_the_crews_page():
    dispatcher, crew = visitor("dispatcher"), CrewFactory()
    material = cement(dispatcher.user)
    typed = {"way": "load", "material": material.pk, "quantity": "3"}
    assert dispatcher.post(f"/dispatch/crews/{crew.pk}/van/", typed).status_code == 302
    assert '<td>水泥</td><td class="num">3</td><td>袋</td>' in text_of(dispatcher.get(f"/dispatch/crews/{crew.pk}/"))
    too_much = typed | {"way": "back", "quantity": "4"}
    assert dispatcher.post(f"/dispatch/crews/{crew.pk}/van/", too_much).status_code == 422
    assert visitor("accountant").get(f"/dispatch/crews/{crew.pk}/van/").status_code == 403

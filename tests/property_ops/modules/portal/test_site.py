"""Acceptance on site: a code says where, a PIN or log-in says who, a finger signs (docs/product.md rule 22)."""

import base64
import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from property_ops.kernel.acceptance import Manner
from property_ops.kernel.errors import LinkExpired, LinkNotFound, NotAllowed
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.portal.domain.errors import NotToBeAccepted
from property_ops.modules.portal.models import SiteAcceptance
from property_ops.modules.portal.services.pins import give_pin
from property_ops.modules.portal.services.site import at_site, site_code
from property_ops.modules.works.models import PartyMember, WorkConfirmation, WorkOrder
from property_ops.modules.works.public import Party, WorkResult, WorkState
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db


def drawing(*, blank=False) -> str:
    image = Image.new("RGB", (300, 120), "white")
    if not blank:
        ImageDraw.Draw(image).line((20, 60, 150, 20, 280, 90), fill=(16, 32, 74), width=4)
    out = BytesIO()
    image.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


@pytest.fixture
def code(work, dispatcher):
    return site_code(work=work, by=dispatcher.user, now=timezone.now())


@pytest.fixture
def pin(work):
    return give_pin(estate=work.estate, party=Party.COMMITTEE, by=visitor("manager").user, now=timezone.now())


def sign(code, client=None, **more):
    said = {"party": "committee", "person": "王主任", "line_1": "120", "signature": drawing()}
    return (client or Client()).post(f"/site/{code}/", said | more)


def test_a_party_scans_sees_the_quantities_and_signs_with_its_pin(work, code, pin):
    page = text_of(Client().get(f"/site/{code}/"))
    assert work.kind in page
    assert "验收并签字" in page
    assert sign(code, pin=pin, line_1="118.5").status_code == 200
    said = WorkConfirmation.objects.get()
    assert (said.party, said.manner, said.quantity, said.person) == (
        "committee", Manner.OWN, Decimal("118.5"), "王主任",
    )  # fmt: skip
    signed = SiteAcceptance.objects.get()
    assert (signed.party, signed.round, signed.user) == ("committee", work.round, None)
    manager = visitor("manager")
    assert manager.get(f"/acceptance-signatures/{signed.pk}.jpg").status_code == 200
    assert "现场签字" in text_of(manager.get("/works/GD-7/"))
    assert sign(code, pin=pin).status_code == 422  # a party speaks once in a round
    with pytest.raises(DatabaseError), transaction.atomic():
        SiteAcceptance.objects.update(person="别人")


def test_a_signature_that_is_sent_twice_counts_once_and_is_answered_as_it_was(work, code, pin):
    thanks = "您的验收意见已记录"
    assert sign(code, pin="x", form_key="a" * 32).status_code == 422
    answers = [sign(code, pin=pin, form_key="a" * 32) for _time in range(2)]
    WorkOrder.objects.filter(pk=work.pk).update(
        state=WorkState.ACCEPTED, result=WorkResult.ACCEPTED, accepted=120, accepted_on=timezone.localdate()
    )  # the others have spoken meanwhile
    answers.append(sign(code, pin=pin, form_key="a" * 32))
    assert [thanks in text_of(answer) for answer in answers] == [True] * 3
    assert thanks not in text_of(sign(code, pin=pin, line_1="1", form_key="a" * 32))
    assert SiteAcceptance.objects.count() == WorkConfirmation.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"pin": ""},
        {"pin": "000000"},
        {"signature": ""},
        {"signature": drawing(blank=True)},
        {"signature": "data:image/png;base64,!!"},
        {"party": "branch"},
        {"party": "company"},
        {"person": ""},
        {"line_1": "500"},
    ],
)
def test_the_code_alone_and_half_an_answer_accept_nothing(code, pin, wrong):
    assert sign(code, **({"pin": pin} | wrong)).status_code == 422
    assert not WorkConfirmation.objects.exists()
    assert not SiteAcceptance.objects.exists()


def test_five_wrong_pins_close_it_for_a_quarter_of_an_hour(code, pin):
    for time in range(5):  # each form has its key, which a wrong PIN does not use up
        sign(code, pin="999999" if pin != "999999" else "111111", form_key=f"{time}" * 32)
    assert sign(code, pin=pin).status_code == 422
    assert not WorkConfirmation.objects.exists()


def test_a_partys_own_log_in_needs_no_pin_and_no_other_log_in_speaks_for_it(work, code):
    member, stranger = visitor("nobody"), visitor("auditor")
    member.user.groups.add(Group.objects.get_or_create(name="party_member")[0])
    member.user.display_name = "王建国"
    member.user.save()
    PartyMember.objects.create(user=member.user, party="committee")
    EstateMembership.objects.create(user=member.user, estate=work.estate)
    assert sign(code, stranger, pin="").status_code in (403, 422)
    assert not WorkConfirmation.objects.exists()
    assert sign(code, member).status_code == 200
    said = WorkConfirmation.objects.get()
    assert (said.by, said.party) == (member.user, "committee")


def test_a_code_is_of_a_round_and_of_minutes_and_cannot_be_made_up(work, dispatcher, code):
    now = timezone.now()
    assert at_site(code=code, now=now).work == work
    for later in (timedelta(minutes=42), timedelta(days=1)):
        with pytest.raises(LinkExpired):
            at_site(code=code, now=now + later)
    assert Client().get("/site/1-1-1.aaaaaaaaaaaaaaaaaaaaaa/").status_code == 404
    other = re.sub(r"^\d+", "999", code)
    with pytest.raises(LinkNotFound):
        at_site(code=other, now=now)
    WorkOrder.objects.filter(pk=work.pk).update(round=2)
    with pytest.raises(LinkNotFound):
        at_site(code=code, now=now)
    WorkOrder.objects.filter(pk=work.pk).update(round=2, state=WorkState.SENT_BACK, result=WorkResult.REWORK)
    with pytest.raises(NotToBeAccepted):
        site_code(work=WorkOrder.objects.get(pk=work.pk), by=dispatcher.user, now=now)
    with pytest.raises(NotAllowed):
        site_code(work=work, by=visitor("auditor").user, now=now)


def test_the_crews_phone_shows_the_code_and_says_who_is_missing(work, dispatcher):
    visit = VisitFactory(work=work, number=1, crew=CrewFactory(), starts_at=timezone.now())
    page = text_of(dispatcher.get(f"/phone/visits/{visit.pk}/acceptance/"))
    assert "<svg" in page
    assert "业主委员会" in page or "业委会" in page
    assert f"/phone/visits/{visit.pk}/acceptance/" in text_of(dispatcher.get(f"/phone/visits/{visit.pk}/"))
    assert visitor("auditor").get(f"/phone/visits/{visit.pk}/acceptance/").status_code == 403

"""The demonstration shows every manner of acceptance: in person, on paper, by silence."""

from datetime import date

import pytest
from django.conf import settings

from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.portal.services.demonstrating import hear_the_parties
from property_ops.modules.works.models import PartyMember, Transcription, WorkOrder
from property_ops.modules.works.public import acceptance_on_paper, words_of
from property_ops.modules.works.services.demonstrating import tell_july
from property_ops.modules.works.testing import WorkOrderFactory
from property_ops.modules.works.verifiers import verify
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db


def test_every_manner_is_told_once():
    for role in ("dispatcher", "manager", "reviewer"):
        UserFactory(username=role, role=role, display_name=role)
    UserFactory(username="admin", is_superuser=True)
    for name in ("牡丹花园", "曹州家园", "北城新村", "丹阳苑", "益和小区"):
        estate = EstateFactory(name=name)
        for building in (2, 6, 10):
            UnitFactory(estate=estate, building=building, entrance=1)
    chair = UserFactory(username="committee", role="party_member", display_name="赵建民")
    EstateMembership.objects.create(user=chair, estate=EstateFactory._meta.model.objects.get(name="曹州家园"))
    PartyMember.objects.create(user=chair, party="committee")
    WorkOrderFactory(number="GD20220003")
    tell_july(print)
    for _again in range(2):
        hear_the_parties(print)
    said = {work.number: acceptance_on_paper(words_of(work)) for work in WorkOrder.objects.filter(from_register=False)}
    assert said["PG20220001"] == "党支部 亲验（链接）2022-07-12；物业 亲验 2022-07-11"
    assert said["PG20220007"] == "业委会 亲验 2022-07-20；党支部 亲验（链接）2022-07-19；物业 亲验 2022-07-18"
    assert said["PG20220008"] == (
        "业委会 代录（纸质签字，复核：reviewer）2022-07-21；党支部 亲验（链接）2022-07-19；物业 亲验 2022-07-18"
    )
    assert said["PG20220009"] == "业委会 视同验收 2022-07-29；党支部 视同验收 2022-07-29；物业 亲验 2022-07-18"
    accepted = WorkOrder.objects.filter(from_register=False, result="accepted").order_by("number")
    assert [number[-2:] for number in accepted.values_list("number", flat=True)] == ["07", "08", "09", "10", "11", "12"]
    of_june = {manner.value for work in accepted.filter(accepted_on__lt=date(2022, 7, 1)) for manner in work.manners}
    assert of_june == {"own", "transcribed", "silent"}  # beside the register's: all four are on June's statements
    paper = Transcription.objects.earliest("pk")
    assert (settings.DATA / "pictures" / paper.picture.sha256[:2]).is_dir()
    assert "代录（复核：reviewer）" in text_of(visitor("auditor").get("/works/PG20220008/"))
    assert [difference for check in verify() for difference in check.differences] == []

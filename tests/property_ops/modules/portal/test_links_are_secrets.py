"""A link is the party's secret: shown once, kept by nobody, asked once more; a PIN where there is one (rule 22)."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.modules.portal.domain.errors import LinkOfOwnWork
from property_ops.modules.portal.models import AcceptanceAnswer, AcceptanceLink, PartyPin
from property_ops.modules.portal.services.pins import give_pin
from property_ops.modules.works.models import WorkConfirmation
from property_ops.modules.works.public import Party, WorkResult, WorkState
from property_ops.modules.works.services.workflow import record_event
from tests.pages import text_of, visitor
from tests.property_ops.modules.portal.answering import answer, link_for, path

pytestmark = pytest.mark.django_db


def test_a_link_is_shown_once_to_whoever_makes_it_and_kept_by_nobody(work, dispatcher):
    made = dispatcher.post("/acceptance-links/committee/give/GD-7/")
    page = made.content.decode()
    (token,) = re.findall(r"http://[^\"]*/a/([\w-]{32})", page)
    assert "<svg" in page
    assert "no-store" in made["Cache-Control"]
    assert Client().get(f"/a/{token}").status_code == 200
    row = AcceptanceLink.objects.get()
    assert token not in str([getattr(row, field.attname) for field in row._meta.fields])
    assert token not in str(list(AuditEvent.objects.values_list("detail", flat=True)))
    for role in ("dispatcher", "manager", "grid_worker", "auditor", "administrator"):
        assert token not in text_of(visitor(role, work.estate).get("/works/GD-7/"))
    assert dispatcher.get("/acceptance-links/committee/give/GD-7/").status_code == 405


def test_who_planned_costed_or_reported_the_work_makes_no_link(work, dispatcher):
    record_event(work, "finish", by=dispatcher.user, on=timezone.localdate())
    with pytest.raises(LinkOfOwnWork):
        link_for(work, dispatcher)
    page = text_of(dispatcher.get("/works/GD-7/"))
    assert "acceptance-links/committee/give" not in page
    assert "由未参与的人" in page
    assert "acceptance-links/committee/give" in text_of(visitor("manager").get("/works/GD-7/"))


# --- asked once more, in a round, with a PIN --------------------------------------------------------------------------


def test_an_answer_is_shown_once_more_before_it_is_final(link):
    shown = answer(link, line_1="118.5", sure="")
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "118.5" in page
    assert "提交后不能在此修改" in page
    assert not AcceptanceAnswer.objects.exists()
    said = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    assert said["sure"] == "1"
    assert Client().post(path(link), said).status_code == 302
    assert WorkConfirmation.objects.get().quantity == Decimal("118.5")


def test_the_page_says_which_round_it_is_and_what_was_sent_back_and_why(link, work):
    assert "第 1 轮" not in text_of(Client().get(path(link)))
    answer(link, "send_back", remark="接缝不平")
    work.refresh_from_db()
    work.state, work.result = WorkState.DONE, WorkResult.PENDING
    work.save()
    page = text_of(Client().get(path(link)))
    assert "第 2 轮验收" in page
    assert "第 1 轮由业委会退回" in page
    assert "接缝不平" in page


def test_in_a_browser_of_the_office_nobody_answers_for_a_party(link, dispatcher):
    page = text_of(Client().get(path(link)))
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    said = {"seen": seen, "person": "王主任", "line_1": "120", "decision": "accept", "sure": "1"}
    answered = dispatcher.post(path(link), said)
    assert answered.status_code == 422
    assert "只能由验收方本人" in answered.content.decode()
    assert not WorkConfirmation.objects.exists()


def pin_of(work, by, party=Party.COMMITTEE):
    return give_pin(estate=work.estate, party=party, by=by, now=timezone.now())


def test_a_party_with_a_pin_is_asked_for_it(link, work):
    manager = visitor("manager").user
    old, pin = pin_of(work, manager), pin_of(work, manager)
    asked = answer(link, sure="").content.decode()
    assert 'name="pin"' in asked
    for wrong in ("", old if old != pin else "x", "000"):
        answered = answer(link, pin=wrong)
        assert answered.status_code == 422
        assert not WorkConfirmation.objects.exists()
    assert answer(link, pin=pin).status_code == 302
    assert pin not in str(list(PartyPin.objects.values()))
    assert AuditEvent.objects.filter(action="portal.wrong_pin", subject="GD-7").count() == 2


def test_wrong_pins_close_one_link_for_a_while_and_no_other(link, work, dispatcher):
    pin, other_pin = (pin_of(work, visitor("manager").user, party) for party in (Party.COMMITTEE, Party.BRANCH))
    other = link_for(work, dispatcher, Party.BRANCH)
    for _again in range(5):
        answer(link, pin="x")
    closed = answer(link, pin=pin)
    assert "15 分钟后再试" in closed.content.decode()
    assert answer(other, pin=other_pin, person="赵书记").status_code == 302
    AcceptanceLink.objects.filter(pk=link.pk).update(pin_again_at=timezone.now())
    assert answer(link, pin=pin).status_code == 302


def test_a_pin_is_shown_once_to_who_may_give_it(work):
    for role, status in (("manager", 200), ("dispatcher", 403), ("auditor", 403)):
        assert visitor(role).post("/acceptance-pins/committee/give/GD-7/").status_code == status
    assert "已设置" in text_of(visitor("manager").get("/works/GD-7/"))
    assert visitor("manager").post("/acceptance-pins/company/give/GD-7/", follow=True).status_code == 200
    assert PartyPin.objects.count() == 1

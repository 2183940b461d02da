"""Acceptance by link: what a party sees and says, once; and links that open nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.portal.domain.errors import AnsweredAlready, ChangedSinceSeen, PartyHasNoLink
from property_ops.modules.portal.models import AcceptanceAnswer, AcceptanceLink
from property_ops.modules.portal.services import answers
from property_ops.modules.works.models import WorkConfirmation
from property_ops.modules.works.public import Party, PhotoStage, WorkResult, WorkState, add_photo, confirm_work
from property_ops.modules.works.testing import WorkOrderFactory, hear
from tests.pages import OFFICE_ROLES, said_of, text_of, visitor
from tests.property_ops.framework.pictures import photos
from tests.property_ops.modules.portal.answering import answer, link_for, path

pytestmark = pytest.mark.django_db
EACH = Decimal(120)


def test_the_page_shows_the_work_its_quantities_and_its_photos_and_nobody_else(link, work, dispatcher):
    photo = add_photo(
        work=work, stage=PhotoStage.AFTER, data=photos.jpeg(), by=dispatcher.user, now=timezone.now(), caption="井盖旁"
    )
    page = text_of(Client().get(path(link)))
    for words in (
        "城市物业服务有限公司",
        "北城新村 · 3号楼前 · 路面修补",
        "GD-7",
        "业委会",
        "120 ㎡",
        "完工后",
        "井盖旁",
    ):
        assert words in page
    assert dispatcher.user.display_name not in page
    shown = Client().get(f"{path(link)}/photos/{photo.pk}/medium.jpg")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")


def test_a_party_accepts_what_it_measured(link, work):
    assert answer(link, line_1="118.5", person="王主任").status_code == 302
    (said,) = WorkConfirmation.objects.filter(work=work)
    assert (said.party, said.quantity, said.person, said.by) == ("committee", Decimal("118.5"), "王主任", None)
    (given,) = AcceptanceAnswer.objects.all()
    assert (given.decision, given.person, given.network, given.round) == ("accepted", "王主任", "127.0.*", 1)
    page = text_of(Client().get(path(link)))
    assert "118.5 ㎡" in page
    assert "王主任" in page
    assert '<form method="post" novalidate' not in page


def test_all_three_parties_together_accept_the_work_with_the_least_that_was_measured(link, work, dispatcher):
    answer(link, line_1="118.5")
    answer(link_for(work, visitor("manager"), Party.BRANCH), line_1="１19", person="赵书记")
    confirm_work(
        work=work, party=Party.COMPANY, measured={1: EACH}, on=timezone.localdate(), by=visitor("manager").user
    )  # fmt: skip
    work.refresh_from_db()
    assert (work.state, work.accepted, work.accepted_on) == ("accepted", Decimal("118.5"), timezone.localdate())
    assert "已验收" in text_of(Client().get(path(link)))


def test_a_party_sends_back_with_its_reason_and_answers_again_after_the_rework(link, work):
    assert answer(link, "send_back", remark="接缝不平").status_code == 302
    work.refresh_from_db()
    assert (work.state, work.round, work.result) == ("sent_back", 2, "rework")
    page = text_of(Client().get(path(link)))
    assert "接缝不平" in page
    assert '<form method="post" novalidate' not in page
    work.state, work.result = WorkState.DONE, WorkResult.PENDING
    work.save()
    again = text_of(Client().get(path(link)))
    assert ("第 2 轮验收" in again, "第 1 轮由业委会退回" in again, "接缝不平" in again) == (True, True, True)
    assert answer(link).status_code == 302
    assert [(given.round, given.decision) for given in AcceptanceAnswer.objects.order_by("round")] == [
        (1, "sent_back"),
        (2, "accepted"),
    ]


@pytest.mark.parametrize(
    ("decision", "more", "words"),
    [
        ("accept", {"line_1": "120.5"}, "120"),
        ("accept", {"line_1": "-1"}, "wrong"),
        ("accept", {"line_1": ""}, "请填写实测数量"),
        ("accept", {"line_1": "很多"}, "wrong"),
        ("accept", {"person": " "}, "wrong"),
        ("send_back", {"remark": ""}, "请说明哪里需要返工"),
        ("maybe", {}, "请选择"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_stored(decision, more, words, link, work):
    answered = answer(link, decision, **more)
    assert answered.status_code == 422
    assert words in answered.content.decode()
    assert not AcceptanceAnswer.objects.exists()
    assert not WorkConfirmation.objects.exists()
    work.refresh_from_db()
    assert work.state == WorkState.DONE


def test_a_link_is_answered_once(link):
    page = text_of(Client().get(path(link)))
    assert answer(link, page=page).status_code == 302
    again = answer(link, "send_back", page=page, remark="改主意了")
    assert again.status_code == 422
    assert "已经作出决定" in again.content.decode()
    assert AcceptanceAnswer.objects.count() == WorkConfirmation.objects.count() == 1


def test_an_answer_that_is_sent_twice_counts_once_and_is_answered_as_it_was(link):
    """A phone that sends again, or a second click, while the work is accepted by it as well."""
    page = text_of(Client().get(path(link)))
    first, again = (answer(link, page=page, form_key="a" * 32) for _time in range(2))
    assert (first.status_code, again.status_code, again.url) == (302, 302, first.url)
    other = answer(link, "send_back", page=page, remark="改主意了", form_key="a" * 32)
    assert other.status_code == 422
    assert AcceptanceAnswer.objects.count() == WorkConfirmation.objects.count() == 1


def test_two_answers_at_once_are_one(link, monkeypatch):
    """The second found nothing said yet; the database refuses it."""
    page = text_of(Client().get(path(link)))
    answer(link, page=page)
    row = AcceptanceAnswer.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptanceAnswer.objects.create(
            link=link, round=row.round, decision="sent_back", person="x", remark="y", network=""
        )
    for change in (lambda: row.delete(), lambda: AcceptanceAnswer.objects.update(person="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_the_office_recorded_for_the_party_is_not_said_twice(link, work, dispatcher):
    hear(work, Party.COMMITTEE, {1: EACH}, on=timezone.localdate(), staff=dispatcher.user)
    assert '<form method="post" novalidate' not in text_of(Client().get(path(link)))
    with pytest.raises(AnsweredAlready):
        answers.accept(
            token=link.token, measured={1: EACH}, seen="1;1=120", person="王主任", remark="", now=timezone.now(),
            network="",
        )  # fmt: skip


def test_an_answer_holds_only_for_what_was_seen(link, work):
    page = text_of(Client().get(path(link)))
    work.done = Decimal(150)
    work.save()
    stale = answer(link, page=page)
    assert stale.status_code == 422
    assert said_of(ChangedSinceSeen()) in stale.content.decode()
    assert not WorkConfirmation.objects.exists()


def test_before_the_work_is_done_there_is_nothing_to_answer(link, work):
    page = text_of(Client().get(path(link)))
    work.state, work.done_on = WorkState.IN_PROGRESS, None
    work.save()
    assert '<form method="post" novalidate' not in text_of(Client().get(path(link)))
    assert "目前不需要验收" in answer(link, page=page).content.decode()


def refused(link_path, status):
    response = Client().get(link_path)
    assert response.status_code == status
    return response.content.decode()


def test_an_expired_link_opens_nothing(link):
    link.expires_on = timezone.localdate() - timedelta(days=1)
    link.save()
    assert "GD-7" not in refused(path(link), 410)
    assert Client().post(path(link), {"decision": "accept"}).status_code == 410


def test_a_withdrawn_link_opens_nothing_and_a_new_one_takes_its_place(link, work, dispatcher):
    old = path(link)
    dispatcher.post(f"/acceptance-links/{link.pk}/revoke/")
    assert "GD-7" not in refused(old, 410)
    assert Client().post(old, {"decision": "accept"}).status_code == 410
    new = link_for(work, dispatcher)
    assert path(new) != old
    assert "GD-7" not in refused(old, 404)
    assert "GD-7" in text_of(Client().get(path(new)))
    told = AuditEvent.objects.filter(subject="GD-7", action__startswith="portal.link").order_by("id")
    assert [(one.action, one.user, one.detail) for one in told] == [
        ("portal.link_given", dispatcher.user, {"party": "committee", "version": 1}),
        ("portal.link_revoked", dispatcher.user, {"party": "committee", "version": 1}),
        ("portal.link_given", dispatcher.user, {"party": "committee", "version": 2}),
    ]


def test_making_a_new_link_closes_the_one_before(link, work, dispatcher):
    new = link_for(work, dispatcher)
    refused(path(link), 404)
    assert (new.pk, new.version) == (link.pk, 2)
    assert AcceptanceLink.objects.count() == 1


def test_the_key_of_one_link_does_not_open_another(link, work, dispatcher):
    other = WorkOrderFactory(number="GD-8", result=WorkResult.PENDING, accepted=None, accepted_on=None)
    foreign = link_for(other, dispatcher)
    for token in (f"{link.pk}.abc", str(foreign.pk), foreign.token[:-1], f"{link.token}x", link.token_hash, "９.abc"):
        refused(f"/a/{token}", 404)
    photo = add_photo(work=other, stage=PhotoStage.AFTER, data=photos.jpeg(), by=dispatcher.user, now=timezone.now())
    assert Client().get(f"{path(foreign)}/photos/{photo.pk}/small.jpg").status_code == 200
    assert Client().get(f"{path(link)}/photos/{photo.pk}/small.jpg").status_code == 404


def test_who_guesses_links_is_stopped(link):
    for number in range(20):
        refused(f"/a/{link.pk}.guess{number}", 404)
    refused(f"/a/{link.pk}.guess20", 429)
    assert Client().get(path(link)).status_code == 200, "behind one address may be a whole mobile network"


def test_the_page_is_kept_by_nobody_and_each_look_is_recorded_without_saying_who(link):
    response = Client().get(path(link))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    event = AuditEvent.objects.get(action="portal.acceptance_opened")
    assert (event.user, event.subject, event.detail) == (None, "GD-7", {"party": "committee", "network": "127.0.*"})


def test_an_answer_from_another_site_is_refused(link):
    client = Client(enforce_csrf_checks=True)
    assert client.post(path(link), {"decision": "accept"}).status_code == 403
    assert not AcceptanceAnswer.objects.exists()


@pytest.mark.parametrize("role", [*OFFICE_ROLES, "crew"])
def test_who_may_give_links(role, work):
    client = visitor(role, work.estate)
    response = client.post("/acceptance-links/branch/give/GD-7/")
    allowed = role in ("dispatcher", "manager", "grid_worker")
    assert response.status_code == (200 if allowed else 403)
    assert AcceptanceLink.objects.exists() is allowed


def test_a_link_is_given_only_to_a_party_that_has_one(work, dispatcher):
    with pytest.raises(PartyHasNoLink):
        link_for(work, dispatcher, Party.COMPANY)
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptanceLink.objects.create(
            work=work, party="company", expires_on=timezone.localdate(), made_by=dispatcher.user
        )
    stranger = visitor("grid_worker", EstateFactory(code="OTHER"))
    with pytest.raises(NotAllowed):
        link_for(work, stranger)
    assert stranger.post("/acceptance-links/branch/give/GD-7/").status_code == 404

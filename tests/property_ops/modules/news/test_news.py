"""What residents read: written with the right, corrected with its history, shown by a code to everybody."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils.timezone import localdate, now

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.models import Company, EstateMembership
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory
from property_ops.modules.news import services
from property_ops.modules.news.domain.errors import EndsBeforeItBegins, OnlyOwnEstates
from property_ops.modules.news.domain.marks import as_html
from property_ops.modules.news.models import NewsPost, NewsReads
from property_ops.modules.news.services import WrittenPost, correct, publish, take_away
from property_ops.modules.news.services.demonstrating import write_news
from property_ops.modules.news.views.body import body_html
from property_ops.modules.parking.testing import ClosureFactory, SpaceFactory
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.public import WorkResult, WorkState
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import sheet_of, text_of, visitor
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_looked_yet():
    cache.clear()


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def manager():
    return UserFactory(role="manager")


def written(estate, **changed):
    usual = {"estate": estate, "kind": "news", "title": "停水通知", "body": "明天停水", "first_day": localdate()}
    return WrittenPost(**(usual | changed))


def read(client, path):
    return text_of(client.get(path))


def test_residents_read_what_is_of_their_estate_or_of_all_while_it_counts(estate, manager):
    for title, where, days in (
        ("本小区", estate, {}), ("全部小区", None, {}), ("别的小区", EstateFactory(), {}),
        ("以后", estate, {"first_day": localdate() + timedelta(days=1)}),
        ("过去", estate, {"first_day": localdate() - timedelta(days=9), "last_day": localdate() - timedelta(days=1)}),
        ("今天为止", estate, {"first_day": localdate() - timedelta(days=9), "last_day": localdate()}),
    ):  # fmt: skip
        publish(written=written(where, title=title, **days), by=manager, now=now())
    page = read(Client(), "/n/BC01/")
    assert [title in page for title in ("本小区", "全部小区", "今天为止")] == [True] * 3
    assert [title in page for title in ("别的小区", "以后", "过去")] == [False] * 3
    later = NewsPost.objects.get(title="以后")
    assert Client().get(f"/n/BC01/{later.pk}/").status_code == 404
    assert Client().get("/n/NOWHERE/").status_code == 404


def test_marks_become_html_and_nothing_else_does(estate):
    html = as_html("## 步骤\n- 带**身份证**\n- 到服务站\n\n见 https://example.org/a?b=1。\n<script>x</script>")
    assert html == (
        "<h3>步骤</h3><ul><li>带<strong>身份证</strong></li><li>到服务站</li></ul>"
        '<p>见 <a href="https://example.org/a?b=1">https://example.org/a?b=1</a>。<br>'
        "&lt;script&gt;x&lt;/script&gt;</p>"
    )
    for wicked in ('https://a.example/"onload=x', "**<img src=x onerror=y>**", "https://x.example/javascript:alert(1)"):
        shown = str(body_html(wicked))
        assert "<img" not in shown
        assert "onload=" not in shown.partition(">")[0]
        assert '"javascript' not in shown


def test_a_correction_keeps_what_was_said_before(estate, manager):
    made = publish(written=written(estate), by=manager, now=now())
    correct(post=made, written=written(estate, body="后天停水"), by=manager, now=now())
    page = read(visitor("manager"), f"/news/{made.pk}/")
    assert "后天停水" in page
    assert "明天停水" in page
    online = read(Client(), f"/n/BC01/{made.pk}/")
    assert "后天停水" in online
    assert "明天停水" not in online
    assert [event.action for event in AuditEvent.objects.filter(action__startswith="news.").order_by("pk")] == [
        "news.published", "news.corrected",
    ]  # fmt: skip


def test_what_is_taken_away_is_gone_for_residents_and_stays_in_the_office(estate, manager):
    made = publish(written=written(estate), by=manager, now=now())
    take_away(post=made, by=manager, now=now())
    assert Client().get(f"/n/BC01/{made.pk}/").status_code == 404
    assert "停水通知" in read(visitor("auditor"), "/news/")
    for statement in ("DELETE FROM po_news_newspost", "UPDATE po_news_newspost SET withdrawn_at = NULL"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_grid_worker_writes_for_the_own_estate_and_for_no_other_and_not_for_all(estate, manager):
    worker, other = UserFactory(role="grid_worker"), EstateFactory()
    EstateMembership.objects.create(user=worker, estate=estate)
    own = publish(written=written(estate), by=worker, now=now())
    for_all = publish(written=written(None), by=manager, now=now())
    with pytest.raises(NotAllowed):
        publish(written=written(other), by=worker, now=now())
    with pytest.raises(OnlyOwnEstates):
        publish(written=written(None), by=worker, now=now())
    with pytest.raises(OnlyOwnEstates):
        correct(post=for_all, written=written(estate), by=worker, now=now())
    with pytest.raises(OnlyOwnEstates):
        take_away(post=for_all, by=worker, now=now())
    with pytest.raises(EndsBeforeItBegins):
        correct(post=own, written=written(estate, last_day=date(2000, 1, 1)), by=worker, now=now())
    with pytest.raises(NotAllowed):
        publish(written=written(estate), by=UserFactory(role="accountant"), now=now())


def test_how_often_it_was_read_is_counted_and_nothing_of_who(estate, manager):
    made = publish(written=written(estate), by=manager, now=now())
    before = AuditEvent.objects.count()
    for _ in range(3):
        read(Client(), f"/n/BC01/{made.pk}/")
    (counted,) = NewsReads.objects.all()
    assert (counted.post, counted.day, counted.count) == (made, localdate(), 3)
    assert AuditEvent.objects.count() == before
    assert ("停水通知", 3) in {(row[0], row[5]) for row in sheet_of(visitor("manager").get("/news/?export=xlsx"))[1:]}


def test_photos_are_shown_with_what_they_belong_to_and_with_nothing_else(estate, manager):
    made = publish(written=written(estate), photos=[photos.jpeg((300, 200))], by=manager, now=now())
    away = publish(written=written(estate), by=manager, now=now())
    photo = made.photos.get()
    path = f"/n/BC01/{made.pk}/{photo.pk}.jpg"
    assert path in read(Client(), f"/n/BC01/{made.pk}/")
    assert Client().get(path).headers["Content-Type"] == "image/jpeg"
    assert Client().get(f"/n/BC01/{away.pk}/{photo.pk}.jpg").status_code == 404


def test_affairs_tell_of_works_and_closures_and_of_nobody(estate):
    work: WorkOrder = WorkOrderFactory(
        number="GD-1", estate=estate, place="3号楼前", result=WorkResult.PENDING, state=WorkState.APPROVED, done=None,
        done_on=None, accepted=None, accepted_on=None, planned_on=date(2022, 8, 1),
    )  # fmt: skip
    space = SpaceFactory(estate=estate, number="K001")
    ClosureFactory(space=space, start=localdate(), end=localdate() + timedelta(days=3), work_order_number=work.number)
    TenureFactory(unit=UnitFactory(estate=estate), name="李小华", phone="13905300123")
    page = read(Client(), "/n/BC01/affairs/")
    for words in ("3号楼前", "2022-08-01", "K001", str(localdate() + timedelta(days=2))):
        assert words in page
    assert "李小华" not in page
    assert "1390530" not in page


FONTS = '<script src="/static/framework/fonts_of_phones.js" defer>'
"""Without it the page is read with the phone's own font, as it is nearly everywhere anyhow."""


def test_the_pages_are_light_large_and_need_no_script(estate, manager):
    UserFactory(username="manager", role="manager")
    write_news(None)
    client = Client()
    page = client.get("/n/BC01/")
    css = sum(path.stat().st_size for path in (services.__file__ and _css(),))
    assert len(page.content) + css < 100_000
    assert re.findall("<script[^>]*>", page.content.decode()) == [FONTS]
    assert client.post("/large-type/", {"next": "/n/BC01/"}).headers["Location"] == "/n/BC01/"
    assert 'class="large"' in read(client, "/n/BC01/")


def _css():
    from pathlib import Path

    from django.contrib.staticfiles import finders

    return Path(finders.find("framework/phone_page.css"))


def test_the_office_writes_numbers_and_prints_the_code(estate):
    Company.objects.create(id=1, name="城市物业服务有限公司", phone="0530-1234567")
    clerk = visitor("dispatcher")
    typed = {"estate": "", "name": "水电维修", "number": "0530-5566779", "hours": "24 小时", "place": "1"}
    assert clerk.post("/news/numbers/new/", typed).status_code == 302
    assert clerk.post("/news/numbers/new/", typed | {"number": "javascript:x"}).status_code == 422
    page = read(Client(), "/n/BC01/")
    assert 'href="tel:0530-5566779"' in page
    assert clerk.get("/news/poster/BC01.pdf").headers["Content-Type"] == "application/pdf"
    assert visitor("grid_worker", EstateFactory()).get("/news/poster/BC01.pdf").status_code == 404

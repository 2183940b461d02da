"""What an estate can have of providers: a row at least of every table, and something in most states.

A provider is the whole company's: none is called by the estate for which it is made here.
"""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from property_ops.framework.approval.dated import propose
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import Estate, Unit
from property_ops.modules.providers.domain.states import StandingMove
from property_ops.modules.providers.models import Provider, ScoreStandard, ServiceOrder, ServicePayer, Trade
from property_ops.modules.providers.services.accepting import (
    ServiceRating,
    accept_by_link,
    accept_for_company,
    seen_of,
    transcribe_slip,
)
from property_ops.modules.providers.services.agreements import (
    AgreementDraft,
    PricedItem,
    approve_agreement,
    end_agreement,
    prepare_agreement,
    prepare_prices,
)
from property_ops.modules.providers.services.links import give_customer_link, give_provider_link
from property_ops.modules.providers.services.orders import WantedService, order_service
from property_ops.modules.providers.services.settling import prepare_settlement
from property_ops.modules.providers.services.standing import (
    propose_standing,
    record_complaint,
)
from property_ops.modules.providers.testing import SAMPLE_STANDARD, candidate, done, item_called, listed, taken
from property_ops.modules.requests.models import Request
from tests.property_ops.framework.pictures import photos
from tests.visitors import Visitor

DRAIN = "室内下水疏通"
_numbers = count(1)


def picture() -> bytes:
    return photos.jpeg((200 + next(_numbers), 90))


def furnish_providers(estate: Estate, unit: Unit, boss: Visitor) -> None:
    """`boss` is an administrator, and prepares all that waits."""
    by, now, today = boss.user, timezone.now(), timezone.localdate()
    provider = listed(f"便民疏通{next(_numbers)}部", {DRAIN: 80_00}, photo=picture())
    give_provider_link(provider=provider, by=UserFactory(role="manager"), now=now)
    last = Month.of(today).previous.start
    before = timezone.make_aware(datetime(last.year, last.month, 10, 9))
    own = done(taken(estate, provider, payer=ServicePayer.COMPANY, now=before), DRAIN, photo=picture(), now=before)
    accept_for_company(order=own, rating=ServiceRating("王管家", 4), by=by, now=before)
    prepare_settlement(provider=provider, month=Month.of(last), by=by, now=now, today=today)
    contact: dict[str, Any] = {"unit": unit, "contact": "孙住户", "phone": f"1390000{9000 + next(_numbers)}"}
    asked = Request.objects.filter(estate=estate).first()
    paid = done(taken(estate, provider, request=asked, **contact), DRAIN, photo=picture())
    link = give_customer_link(order=paid, by=by, now=now)
    accept_by_link(token=link.token, seen=seen_of(paid), rating=ServiceRating("孙住户", 5), network="", now=now)
    record_complaint(order=paid, words="迟到", on=today, by=by, now=now)
    signed = done(taken(estate, provider, **contact), DRAIN, photo=picture())
    transcribe_slip(order=signed, rating=ServiceRating("孙住户", 5), on=today, photo=picture(), by=by, now=now)
    done(taken(estate, provider, payer=ServicePayer.COMPANY), DRAIN, photo=picture())
    order_service(
        estate=estate, service=WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "下水慢", **contact), by=by, now=now
    )
    _waiting(estate, provider, by, now)


def _waiting(estate: Estate, provider: Provider, by: Any, now: datetime) -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    new = candidate(f"巧匠{next(_numbers)}部", by=by)
    ended = AgreementDraft(f"T{next(_numbers)}", today, today, "标准", "约定", Yuan(100), [estate], picture())
    past = prepare_agreement(provider=new, draft=ended, by=by, now=now)
    approve_agreement(agreement_id=past.pk, by=UserFactory(role="manager"), now=now)
    end_agreement(agreement=past, on=today, reason="不做了", returned=ZERO, by=by, now=now)
    draft = AgreementDraft(f"T{next(_numbers)}", tomorrow, tomorrow, "标准", "约定", estates=[estate])
    prepare_agreement(provider=new, draft=draft, by=by, now=now)
    prepare_prices(provider=new, start=tomorrow, prices=[PricedItem(item_called(DRAIN), Yuan(1))], by=by, now=now)
    propose_standing(provider=provider, move=StandingMove.WARN, reason="迟到", by=by, now=now)
    if not ScoreStandard.objects.filter(state="waiting").exists():
        said = {"figures": SAMPLE_STANDARD}
        propose(ScoreStandard, start=tomorrow, by=by, now=now, **said)
    assert ServiceOrder.objects.filter(estate=estate, state="received").exists()

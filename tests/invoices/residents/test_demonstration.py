"""What the demonstration shows of households."""

from datetime import date

from invoices.modules.online_payments.models import OnlineOrder
from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.residents.services.demonstrating import erase_who_left, show_households
from property_ops.framework.testing import UserFactory
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.estates.models import Tenure
from property_ops.modules.estates.testing import TenureFactory
from property_ops.modules.requests.models import Request
from tests.invoices.payments.receipts import differences


def test_two_households_pay_by_both_services_and_one_asks_for_a_repair_once(june):
    UserFactory(username="dispatcher", role="dispatcher")
    Tenure.objects.filter(name="张三").update(phone="13905300456")
    for _ in range(2):
        show_households(None)
    assert HouseholdDevice.objects.count() == 2
    assert sorted(OnlineOrder.objects.values_list("channel", "state")) == [("alipay", "paid"), ("wechat", "paid")]
    assert sorted(Request.objects.values_list("state", "rated_by")) == [("closed", "household"), ("received", "")]
    assert differences() == []


def test_who_sold_the_home_is_erased_once_and_only_then(june):
    for username in ("manager", "reviewer"):
        UserFactory(username=username, role=username)
    erase_who_left(None)
    assert not Erasure.objects.exists(), "nobody has left yet"
    buyer, day = Tenure.objects.get(name="张三"), date(2022, 1, 1)
    Tenure.objects.filter(pk=buyer.pk).update(start=day)
    seller = TenureFactory(unit=buyer.unit, name="周卖主", start=None, end=day)
    for _ in range(2):
        erase_who_left(None)
    seller.refresh_from_db()
    assert Erasure.objects.get().state == "approved"
    assert seller.name != "周卖主"
    assert differences() == []

"""What the demonstration shows of households."""

from invoices.modules.online_payments.models import OnlineOrder
from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.residents.services.demonstrating import show_households
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.models import Tenure
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

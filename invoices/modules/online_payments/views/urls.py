from django.urls import path

from invoices.modules.online_payments.views import codes, notices, orders

urlpatterns = [
    path("online-payments/", orders.Orders.as_view(), name="online_orders"),
    path("online-payments/bills/", orders.Bills.as_view(), name="online_bills"),
    path("online-payments/codes/", codes.PaymentCodes.as_view(), name="payment_codes"),
    path("online-payments/code/", codes.ChangeCode.as_view(), name="payment_code"),
    path("online-payments/<str:number>/", orders.OrderPage.as_view(), name="online_order"),
    path("online-payments/<str:number>/refund/", orders.ProposeOnlineRefund.as_view(), name="online_refund_new"),
    path("pay/wechat/notice", notices.wechat, name="wechat_notice"),
    path("pay/alipay/notice", notices.alipay, name="alipay_notice"),
]

from django.urls import path

from invoices.modules.visitor_fees.views import gate, online, payments, tariffs

urlpatterns = [
    path("visitor-fees/", payments.VisitorPayments.as_view(), name="visitor_payments"),
    path("visitor-fees/prices/", tariffs.Tariffs.as_view(), name="visitor_tariffs"),
    path("visitor-fees/prices/new/", tariffs.NewTariff.as_view(), name="new_visitor_tariff"),
    path("visitor-fees/prices/<int:pk>/", tariffs.TariffPage.as_view(), name="visitor_tariff"),
    path("parking/stays/<int:pk>/charge/", gate.Gate.as_view(), name="visitor_gate"),
    path("park/<str:token>/", online.pay, name="visitor_pay"),
    path("park/<str:token>/<str:number>/", online.order, name="visitor_order"),
    path("park/<str:token>/<str:number>/ask/", online.order_ask, name="visitor_order_ask"),
    path("park/<str:token>/<str:number>/wechat/", online.order_wechat, name="visitor_order_wechat"),
]

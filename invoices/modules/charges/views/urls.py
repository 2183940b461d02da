from django.urls import path

from invoices.modules.charges.views import charges

urlpatterns = [
    path("charges/", charges.Charges.as_view(), name="charges"),
    path("charges/<str:month>.<str:format>", charges.ChargeLines.as_view(), name="charge_lines"),
]

from django.urls import path

from invoices.modules.tariffs.views import approval, tariffs

urlpatterns = [
    path("tariffs/", tariffs.Tariffs.as_view(), name="tariffs"),
    path("tariffs/waiting/", approval.Proposals.as_view(), name="tariff_proposals"),
    path("tariffs/waiting/approve/", approval.ApproveAll.as_view(), name="approve_tariffs"),
]

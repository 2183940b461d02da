from django.urls import path

from invoices.modules.tariffs.views import proposing, tariffs

urlpatterns = [
    path("tariffs/", tariffs.Tariffs.as_view(), name="tariffs"),
    path("tariffs/first/", proposing.FirstRate.as_view(), name="first_rate"),
    path("tariffs/new/", proposing.NewRate.as_view(), name="new_rate"),
]

from django.urls import path

from invoices.modules.tariffs.views import tariffs

urlpatterns = [path("tariffs/", tariffs.Tariffs.as_view(), name="tariffs")]

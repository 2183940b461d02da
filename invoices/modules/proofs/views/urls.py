from django.urls import path

from invoices.modules.proofs.views import seals

urlpatterns = [
    path("seals/", seals.Seals.as_view(), name="seals"),
    path("seals/file/", seals.SealsFile.as_view(), name="seals_file"),
    path("seals/<int:number>/", seals.SealPage.as_view(), name="seal"),
]

from django.urls import path

from property_ops.modules.erasure.views import erasures

urlpatterns = [
    path("erasures/", erasures.Erasures.as_view(), name="erasures"),
    path("erasures/new/<int:tenure>/", erasures.AskErasure.as_view(), name="erasure_new"),
    path("erasures/<int:pk>/", erasures.ErasurePage.as_view(), name="erasure"),
    path("erasures/<int:pk>/record.pdf", erasures.ErasurePaper.as_view(), name="erasure_paper"),
]

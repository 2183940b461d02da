from django.urls import path

from property_ops.modules.supervision.views import quarters

urlpatterns = [
    path("supervision/", quarters.Supervision.as_view(), name="supervision"),
    path("supervision/<str:quarter>/<path:code>.pdf", quarters.QuarterPdf.as_view(), name="supervision_pdf"),
    path("supervision/<str:quarter>/<path:code>/", quarters.QuarterPage.as_view(), name="supervision_quarter"),
]

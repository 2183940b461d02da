from django.urls import path

from property_ops.modules.confirmations.views import matrix, month, papers, register

urlpatterns = [
    path("confirmations/", matrix.Matrix.as_view(), name="confirmations"),
    path("confirmations/list/", register.Confirmations.as_view(), name="confirmation_list"),
    path("confirmations/papers/<int:pk>/", papers.PaperPage.as_view(), name="confirmation_paper"),
    path("confirmations/papers/<int:pk>/<str:size>.jpg", papers.PaperScan.as_view(), name="confirmation_paper_scan"),
    path(
        "confirmations/write-down/<str:month>/<path:code>/", papers.WriteDown.as_view(), name="confirmation_write_down"
    ),
    path("confirmations/<str:month>/<path:code>/", month.MonthPage.as_view(), name="confirmation_month"),
]

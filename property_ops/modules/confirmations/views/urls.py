from django.urls import path

from property_ops.modules.confirmations.views import matrix, month, register

urlpatterns = [
    path("confirmations/", matrix.Matrix.as_view(), name="confirmations"),
    path("confirmations/list/", register.Confirmations.as_view(), name="confirmation_list"),
    path("confirmations/<str:month>/<path:code>/", month.MonthPage.as_view(), name="confirmation_month"),
]

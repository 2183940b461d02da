from django.urls import path

from property_ops.modules.insight.views import page, rows

urlpatterns = [
    path("insight/", page.InsightPage.as_view(), name="insight"),
    path("insight/rows/<str:figure>/", rows.FigureRows.as_view(), name="insight_rows"),
]

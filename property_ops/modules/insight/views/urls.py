from django.urls import path

from property_ops.modules.insight.views import page, panels, rows

urlpatterns = [
    path("insight/", page.InsightPage.as_view(), name="insight"),
    path("insight/half-year/", panels.HalfYearPiece.as_view(), name="half_year_piece"),
    path("insight/rows/<str:figure>/", rows.FigureRows.as_view(), name="insight_rows"),
]

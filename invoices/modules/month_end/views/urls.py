from django.urls import path

from invoices.modules.month_end.views import page

urlpatterns = [
    path("month-end/", page.LatestMonth.as_view(), name="month_end"),
    path("month-end/go/", page.GoToMonth.as_view(), name="month_end_go"),
    path("month-end/<str:month>/", page.MonthEndPage.as_view(), name="month_end_of"),
    path("month-end/<str:month>/progress/", page.MonthEndProgress.as_view(), name="month_end_progress"),
    path("month-end/<str:month>/steps/<str:step>/", page.StartStep.as_view(), name="month_end_step"),
]

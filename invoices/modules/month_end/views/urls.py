from django.urls import path

from invoices.modules.month_end.views import page, parts

urlpatterns = [
    path("month-end/", page.LatestMonth.as_view(), name="month_end"),
    path("month-end/go/", page.GoToMonth.as_view(), name="month_end_go"),
    path("month-end/<str:month>/", page.MonthEndPage.as_view(), name="month_end_of"),
    path("month-end/<str:month>/progress/", page.MonthEndProgress.as_view(), name="month_end_progress"),
    path("month-end/<str:month>/steps/<str:step>/", page.StartStep.as_view(), name="month_end_step"),
    path("month-end/<str:month>/runs/<int:step_run>/", parts.RunPage.as_view(), name="month_end_run"),
    path("month-end/<str:month>/runs/<int:step_run>/take-up/", parts.TakeUpParts.as_view(), name="month_end_take_up"),
    path("month-end/<str:month>/runs/<int:step_run>/drop/", parts.DropParts.as_view(), name="month_end_drop"),
]

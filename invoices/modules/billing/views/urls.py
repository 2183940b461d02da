from django.urls import path

from invoices.modules.billing.views import bills, month_end, oddities, terms

urlpatterns = [
    path("billing-terms/", terms.TermsPage.as_view(), name="billing_terms"),
    path("month-end/", month_end.LatestMonth.as_view(), name="month_end"),
    path("month-end/go/", month_end.GoToMonth.as_view(), name="month_end_go"),
    path("month-end/<str:month>/", month_end.MonthEndPage.as_view(), name="month_end_of"),
    path("month-end/<str:month>/progress/", month_end.Progress.as_view(), name="month_end_progress"),
    path("month-end/<str:month>/odd/", oddities.OddBills.as_view(), name="odd_bills"),
    path("month-end/<str:month>/steps/<str:step>/", month_end.StartStep.as_view(), name="month_end_step"),
    path("bills/", bills.Bills.as_view(), name="bills"),
    path("bills/<int:pk>/", bills.BillPage.as_view(), name="bill"),
]

from django.urls import path

from invoices.modules.billing.views import bills, oddities, terms

urlpatterns = [
    path("billing-terms/", terms.TermsPage.as_view(), name="billing_terms"),
    path("month-end/<str:month>/odd/", oddities.OddBills.as_view(), name="odd_bills"),
    path("bills/", bills.Bills.as_view(), name="bills"),
    path("bills/<int:pk>/", bills.BillPage.as_view(), name="bill"),
]

from django.urls import path

from invoices.modules.billing.views import bills, payers, review, terms

urlpatterns = [
    path("billing-terms/", terms.TermsPage.as_view(), name="billing_terms"),
    path("month-end/<str:month>/review/", review.BillsToReview.as_view(), name="bills_to_review"),
    path("payer-changes/new/<path:code>/", payers.NewPayerChange.as_view(), name="new_payer_change"),
    path("payer-changes/<int:pk>/", payers.PayerChangePage.as_view(), name="payer_change"),
    path("bills/", bills.Bills.as_view(), name="bills"),
    path("bills/<int:pk>/", bills.BillPage.as_view(), name="bill"),
]

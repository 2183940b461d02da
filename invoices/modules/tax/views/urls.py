from django.urls import path

from invoices.modules.tax.views import buyers, month, rates, requests, wishes

urlpatterns = [
    path("tax/", month.Vat.as_view(), name="vat"),
    path("tax/numbers/<int:pk>/", buyers.EnterTaxNumber.as_view(), name="tax_number"),
    path("tax/<str:month>/post/", month.PostVat.as_view(), name="post_vat"),
    path("tax/rates/", rates.VatRates.as_view(), name="vat_rates"),
    path("tax/rates/new/", rates.NewRate.as_view(), name="vat_rate_new"),
    path("tax/rates/taxpayer/", rates.NewTaxpayer.as_view(), name="taxpayer_new"),
    path("tax/requests/", requests.InvoiceRequests.as_view(), name="invoice_requests"),
    path("bills/<int:pk>/invoice/", wishes.WishInvoice.as_view(), name="wish_invoice"),
    path("tax/requests/export/", requests.ExportRequests.as_view(), name="invoice_requests_export"),
    path("tax/requests/<int:pk>/<str:wanted>.xlsx", requests.BatchFile.as_view(), name="invoice_batch"),
]

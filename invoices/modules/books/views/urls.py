from django.urls import path

from invoices.modules.books.views import auditors, comparing, day_books, manual, reconciling, statements, vouchers

urlpatterns = [
    path("vouchers/", vouchers.Vouchers.as_view(), name="vouchers"),
    path("vouchers/<int:pk>/", vouchers.VoucherPage.as_view(), name="voucher"),
    path("vouchers/<int:pk>/print/", vouchers.PrintVoucher.as_view(), name="print_voucher"),
    path("vouchers/<str:month>/number/", vouchers.NumberMonth.as_view(), name="number_vouchers"),
    path("vouchers/<str:month>/bound/", vouchers.BoundMonth.as_view(), name="bound_vouchers"),
    path("vouchers/<str:month>/for/<str:layout>/", vouchers.ExportMonth.as_view(), name="export_vouchers"),
    path("manual-vouchers/", manual.ManualVouchers.as_view(), name="manual_vouchers"),
    path("manual-vouchers/new/", manual.NewManualVoucher.as_view(), name="new_manual_voucher"),
    path("manual-vouchers/<int:pk>/", manual.ManualVoucherPage.as_view(), name="manual_voucher"),
    path(
        "manual-vouchers/<int:pk>/papers/<int:position>/<str:size>.jpg",
        manual.VoucherScan.as_view(),
        name="voucher_scan",
    ),
    path("manual-vouchers/<int:pk>/reverse/", manual.ReverseManualVoucher.as_view(), name="reverse_manual_voucher"),
    path("manual-vouchers/<str:month>/recurring/", manual.PrepareRecurring.as_view(), name="recurring_vouchers"),
    path("financial-statements/", statements.LatestStatements.as_view(), name="financial_statements"),
    path("financial-statements/<str:month>/", statements.Statements.as_view(), name="financial_statements_of"),
    path("financial-statements/<str:month>/compare/", comparing.ComparedPeriods.as_view(), name="compared_periods"),
    path("financial-statements/<str:month>/carry/", statements.CarryForward.as_view(), name="carry_forward"),
    path("financial-statements/<int:year>/for-auditors.zip", auditors.AuditFiles.as_view(), name="audit_files"),
    path("financial-statements/<int:year>/end-year/", statements.EndYear.as_view(), name="end_year"),
    path("day-books/", day_books.LatestDayBook.as_view(), name="day_books"),
    path("day-books/<str:account>/<str:month>/", day_books.DayBook.as_view(), name="day_book"),
    path("reconciliations/<str:account>/<str:month>/", reconciling.Reconciliation.as_view(), name="reconciliation"),
]

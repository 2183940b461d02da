from django.urls import path

from invoices.modules.statements.views import accounts, online, staff, telling

urlpatterns = [
    path("account-statements/", accounts.Accounts.as_view(), name="account_statements"),
    path("account-statements/print/<str:estate>.pdf", accounts.EstatePdf.as_view(), name="account_statements_print"),
    path("account-statements/<str:code>/", accounts.AccountPage.as_view(), name="account_statement"),
    path("bills/<int:pk>/statement.pdf", staff.StatementPdf.as_view(), name="statement_pdf"),
    path("bills/<int:pk>/link/revoke/", staff.RevokeLink.as_view(), name="statement_link_revoke"),
    path("bills/<int:pk>/link/renew/", staff.RenewLink.as_view(), name="statement_link_renew"),
    path("month-end/<str:month>/print/<str:estate>.pdf", staff.EstateFileOfMonth.as_view(), name="print_file"),
    path(
        "month-end/<str:month>/print/<str:estate>/<int:building>.pdf",
        staff.PrintBuilding.as_view(),
        name="print_building",
    ),
    path("month-end/<str:month>/archive/<str:estate>.zip", staff.ArchiveOfMonth.as_view(), name="statement_archive"),
    path("month-end/<str:month>/tell/", telling.TellOfBills.as_view(), name="tell_of_bills"),
    path("s/<str:token>/statement.pdf", online.statement_pdf, name="online_statement_pdf"),
    path("s/<str:token>/proof", online.statement_proof, name="online_statement_proof"),
    path("s/<str:token>", online.statement, name="online_statement"),
]

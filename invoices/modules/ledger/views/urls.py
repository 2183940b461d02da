from django.urls import path

from invoices.modules.ledger.views import account_ledger, chart, export, journal, trial_balance, verifier

urlpatterns = [
    path("verify/", verifier.offline_verifier, name="offline_verifier"),
    path("ledger/trial-balance/", trial_balance.TrialBalance.as_view(), name="trial_balance"),
    path("ledger/accounts/<str:code>/", account_ledger.AccountLedger.as_view(), name="ledger_account"),
    path("ledger/journal/", journal.Journal.as_view(), name="journal"),
    path("ledger/journal/<int:number>/", journal.JournalEntry.as_view(), name="ledger_entry"),
    path("ledger/export/", export.Export.as_view(), name="ledger_export"),
    path("ledger/chart/", chart.Chart.as_view(), name="chart"),
    path("ledger/chart/new/", chart.NewAccount.as_view(), name="chart_new"),
    path("ledger/chart/<str:code>/", chart.ChangeAccount.as_view(), name="chart_change"),
    path("ledger/chart/<str:code>/remove/", chart.RemoveAccount.as_view(), name="chart_remove"),
]

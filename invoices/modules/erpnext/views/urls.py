from django.urls import path

from invoices.modules.erpnext.views import changes, check, corrections, documents, mappings, settings, start

urlpatterns = [
    path("erpnext/", documents.Documents.as_view(), name="erpnext"),
    path("erpnext/changes/", changes.Changes.as_view(), name="erpnext_changes"),
    path("erpnext/check/", check.Check.as_view(), name="erpnext_check"),
    path("erpnext/check/compare/", check.StartComparison.as_view(), name="erpnext_compare"),
    path("erpnext/check/known/", check.MarkKnown.as_view(), name="erpnext_mark_known"),
    path("erpnext/known/", changes.KnownDocuments.as_view(), name="erpnext_known"),
    path("erpnext/company/", settings.DecideCompany.as_view(), name="erpnext_company"),
    path("erpnext/corrections/", corrections.Corrections.as_view(), name="erpnext_corrections"),
    path("erpnext/pull/", documents.PullPayments.as_view(), name="erpnext_pull"),
    path("erpnext/push/", documents.StartPush.as_view(), name="erpnext_push"),
    path("erpnext/documents/<int:pk>/", documents.DocumentPage.as_view(), name="erpnext_document"),
    path("erpnext/documents/<int:pk>/retry/", documents.Retry.as_view(), name="erpnext_retry"),
    path("erpnext/progress/", documents.PushProgress.as_view(), name="erpnext_progress"),
    path("erpnext/mappings/", mappings.Mappings.as_view(), name="erpnext_mappings"),
    path("erpnext/settings/", settings.ConnectionPage.as_view(), name="erpnext_settings"),
    path("erpnext/start/", start.StartFromErpnext.as_view(), name="erpnext_start"),
    path("erpnext/start/adopt/", start.AdoptCustomers.as_view(), name="erpnext_adopt"),
    path("erpnext/start/items/", start.TakeItems.as_view(), name="erpnext_take_items"),
    path("erpnext/test/", settings.TestConnection.as_view(), name="erpnext_test"),
]

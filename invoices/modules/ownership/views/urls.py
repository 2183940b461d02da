from django.urls import path

from invoices.modules.ownership.views import certificates, changes

urlpatterns = [
    path("owner-changes/", changes.OwnerChanges.as_view(), name="owner_changes"),
    path("owner-changes/new/<path:code>/", changes.NewOwnerChange.as_view(), name="new_owner_change"),
    path("owner-changes/<int:pk>/", changes.OwnerChangePage.as_view(), name="owner_change"),
    path("owner-changes/<int:pk>/settlement.pdf", changes.Settlement.as_view(), name="owner_change_pdf"),
    path("certificates/<int:payer>/issue/", certificates.IssueCertificate.as_view(), name="issue_certificate"),
    path("certificates/<int:pk>.pdf", certificates.CertificatePaper.as_view(), name="settled_certificate"),
]

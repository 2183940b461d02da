from django.urls import path

from invoices.modules.credit_notes.views import credit_form, credit_notes

urlpatterns = [
    path("bills/<int:pk>/credit/", credit_form.CreditPage.as_view(), name="credit_bill"),
    path("credit-notes/", credit_notes.CreditNotes.as_view(), name="credit_notes"),
    path("credit-notes/<int:pk>/", credit_notes.CreditNotePage.as_view(), name="credit_note"),
    path("credit-notes/<int:pk>/credit-note.pdf", credit_notes.CreditNotePdf.as_view(), name="credit_note_pdf"),
]

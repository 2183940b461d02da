from django.urls import path

from invoices.modules.corrections.views import credit_form, credit_notes, disputes, late_charges

urlpatterns = [
    path("bills/<int:pk>/credit/", credit_form.CreditPage.as_view(), name="credit_bill"),
    path("credit-notes/", credit_notes.CreditNotes.as_view(), name="credit_notes"),
    path("credit-notes/<int:pk>/", credit_notes.CreditNotePage.as_view(), name="credit_note"),
    path("credit-notes/<int:pk>/credit-note.pdf", credit_notes.CreditNotePdf.as_view(), name="credit_note_pdf"),
    path("credit-notes/<int:pk>/approve/", credit_notes.ApproveNote.as_view(), name="credit_note_approve"),
    path("credit-notes/<int:pk>/drop/", credit_notes.DropNote.as_view(), name="credit_note_drop"),
    path("disputes/", disputes.Disputes.as_view(), name="disputes"),
    path("disputes/open/<int:line>/", disputes.OpenPage.as_view(), name="open_dispute"),
    path("disputes/<int:pk>/", disputes.DisputePage.as_view(), name="dispute"),
    path("disputes/<int:pk>/note/", disputes.NoteOnDispute.as_view(), name="note_on_dispute"),
    path("disputes/<int:pk>/<str:answer>/", disputes.AnswerDispute.as_view(), name="answer_dispute"),
    path("late-charges/", late_charges.LateChargeTermsPage.as_view(), name="late_charge_terms"),
    path("late-charges/new/", late_charges.NewTermsPage.as_view(), name="late_charge_terms_new"),
    path("late-charges/<int:pk>/approve/", late_charges.ApproveTerms.as_view(), name="late_charge_terms_approve"),
    path("late-charges/<int:pk>/drop/", late_charges.DropTerms.as_view(), name="late_charge_terms_drop"),
]

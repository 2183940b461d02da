from django.urls import path

from invoices.modules.collections.views import (
    ageing,
    disputes,
    late_charges,
    of_unit,
    plans,
    remind,
    reminders,
    write_offs,
)

urlpatterns = [
    path("arrears/", ageing.Arrears.as_view(), name="arrears"),
    path("arrears/reminders/", reminders.Reminders.as_view(), name="reminders"),
    path("arrears/reminders/new/", remind.RemindPage.as_view(), name="remind"),
    path("arrears/reminders/<int:pk>/", reminders.RunPage.as_view(), name="reminder_run"),
    path("arrears/reminders/<int:pk>/letters.pdf", reminders.PrintRun.as_view(), name="reminder_run_print"),
    path("arrears/reminders/<int:pk>/deliver/", reminders.DeliverLetters.as_view(), name="reminder_run_deliver"),
    path("arrears/letters/<int:pk>/", reminders.LetterPage.as_view(), name="reminder_letter"),
    path("arrears/letters/<int:pk>/letter.pdf", reminders.LetterPdf.as_view(), name="reminder_letter_pdf"),
    path("arrears/estates/<str:code>/", ageing.EstateArrears.as_view(), name="estate_arrears"),
    path("disputes/", disputes.Disputes.as_view(), name="disputes"),
    path("disputes/open/<int:line>/", disputes.OpenPage.as_view(), name="open_dispute"),
    path("disputes/photos/<int:pk>.jpg", disputes.ShowDisputePhoto.as_view(), name="dispute_photo"),
    path("disputes/<int:pk>/", disputes.DisputePage.as_view(), name="dispute"),
    path("disputes/<int:pk>/note/", disputes.NoteOnDispute.as_view(), name="note_on_dispute"),
    path("disputes/<int:pk>/<str:answer>/", disputes.AnswerDispute.as_view(), name="answer_dispute"),
    path("late-charges/", late_charges.LateChargeTermsPage.as_view(), name="late_charge_terms"),
    path("late-charges/new/", late_charges.NewTermsPage.as_view(), name="late_charge_terms_new"),
    path("write-offs/new/<path:code>/", of_unit.WriteOffUnit.as_view(), name="write_off_unit"),
    path("plans/new/<path:code>/", of_unit.PlanUnit.as_view(), name="plan_unit"),
    path("write-offs/", write_offs.WriteOffs.as_view(), name="write_offs"),
    path("write-offs/<int:pk>/", write_offs.WriteOffPage.as_view(), name="write_off"),
    path("write-offs/<int:pk>/lines/<int:line>/recover/", write_offs.RecoverLine.as_view(), name="recover_line"),
    path("plans/", plans.Plans.as_view(), name="plans"),
    path("plans/<int:pk>/", plans.PlanPage.as_view(), name="plan"),
]

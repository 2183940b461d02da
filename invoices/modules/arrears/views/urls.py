from django.urls import path

from invoices.modules.arrears.views import ageing, remind, reminders

urlpatterns = [
    path("arrears/", ageing.Arrears.as_view(), name="arrears"),
    path("arrears/reminders/", reminders.Reminders.as_view(), name="reminders"),
    path("arrears/reminders/new/", remind.RemindPage.as_view(), name="remind"),
    path("arrears/reminders/<int:pk>/", reminders.RunPage.as_view(), name="reminder_run"),
    path("arrears/reminders/<int:pk>/approve/", reminders.ApproveRun.as_view(), name="reminder_run_approve"),
    path("arrears/reminders/<int:pk>/drop/", reminders.DropRun.as_view(), name="reminder_run_drop"),
    path("arrears/reminders/<int:pk>/letters.pdf", reminders.PrintRun.as_view(), name="reminder_run_print"),
    path("arrears/reminders/<int:pk>/deliver/", reminders.DeliverLetters.as_view(), name="reminder_run_deliver"),
    path("arrears/letters/<int:pk>/", reminders.LetterPage.as_view(), name="reminder_letter"),
    path("arrears/letters/<int:pk>/letter.pdf", reminders.LetterPdf.as_view(), name="reminder_letter_pdf"),
    path("arrears/estates/<str:code>/", ageing.EstateArrears.as_view(), name="estate_arrears"),
]

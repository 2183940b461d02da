from django.urls import path

from invoices.modules.counter.views import closes, counter

urlpatterns = [
    path("counter/", counter.CounterPage.as_view(), name="counter"),
    path("counter/closes/", closes.DayCloses.as_view(), name="day_closes"),
    path("counter/closes/new/", closes.NewDayClose.as_view(), name="new_day_close"),
    path("counter/closes/<int:pk>/", closes.DayClosePage.as_view(), name="day_close"),
    path("counter/closes/<int:pk>/slip.pdf", closes.HandOverSlip.as_view(), name="day_close_pdf"),
    path("counter/<path:code>/", counter.TakePayment.as_view(), name="counter_account"),
]

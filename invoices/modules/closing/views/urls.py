from django.urls import path

from invoices.modules.closing.views import page

urlpatterns = [
    path("closing/", page.GoToMonth.as_view(), name="closing"),
    path("closing/<str:month>/", page.ClosingPage.as_view(), name="closing_of"),
    path("closing/<str:month>/points/", page.ClosingPoints.as_view(), name="closing_points"),
    path("closing/<str:month>/close/", page.CloseMonth.as_view(), name="close_month"),
    path("closing/<str:month>/acknowledge/", page.Acknowledge.as_view(), name="acknowledge_held"),
    path("closing/<str:month>/reopening/", page.AskReopening.as_view(), name="ask_reopening"),
]

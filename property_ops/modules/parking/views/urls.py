from django.urls import path

from property_ops.modules.parking.views import leases, lots, registers, stays, waiting

urlpatterns = [
    path("parking/spaces/", registers.Spaces.as_view(), name="parking_spaces"),
    path("parking/spaces/new/", leases.SpacePageForm.as_view(), name="parking_new_space"),
    path("parking/spaces/<int:pk>/change/", leases.SpacePageForm.as_view(), name="parking_change_space"),
    path("parking/spaces/<int:pk>/let/", leases.NewLease.as_view(), name="parking_let"),
    path("parking/leases/<int:pk>/end/", leases.EndLease.as_view(), name="parking_end_lease"),
    path("parking/leases/<int:pk>/plate/", leases.ChangePlate.as_view(), name="parking_change_plate"),
    path("parking/waiting/", waiting.WaitingLists.as_view(), name="parking_waiting_lists"),
    path("parking/waiting/new/", waiting.NewList.as_view(), name="parking_new_waiting"),
    path("parking/waiting/<int:pk>/", waiting.WaitingPage.as_view(), name="parking_waiting"),
    path("parking/waiting/<int:pk>/enter/", waiting.Enter.as_view(), name="parking_waiting_enter"),
    path("parking/waiting/<int:pk>/freeze/", waiting.Freeze.as_view(), name="parking_waiting_freeze"),
    path("parking/waiting/<int:pk>/draw/", waiting.Draw.as_view(), name="parking_waiting_draw"),
    path("parking/waiting/<int:pk>/result.txt", waiting.Published.as_view(), name="parking_waiting_result"),
    path("parking/waiting/<int:pk>/<int:entry>/strike/", waiting.Strike.as_view(), name="parking_waiting_strike"),
    path("parking/waiting/<int:pk>/<int:entry>/offer/", waiting.Offer.as_view(), name="parking_waiting_offer"),
    path("parking/spaces/<int:pk>/", registers.SpacePage.as_view(), name="parking_space"),
    path("parking/leases/", registers.Leases.as_view(), name="parking_leases"),
    path("parking/stays/", stays.Stays.as_view(), name="parking_stays"),
    path("parking/stays/arrive/", stays.Arrive.as_view(), name="parking_arrive"),
    path("parking/stays/<int:pk>/leave/", stays.Leave.as_view(), name="parking_leave"),
    path("parking/lots/", lots.Lots.as_view(), name="parking_lots"),
    path("parking/lots/new/", lots.DrawPage.as_view(), name="parking_new_lot"),
    path("parking/lots/<int:pk>/", lots.LotPage.as_view(), name="parking_lot"),
    path("parking/lots/<int:pk>/draw/", lots.DrawPage.as_view(), name="parking_draw_lot"),
    path("parking/layouts/<int:pk>/", lots.LayoutPage.as_view(), name="parking_layout"),
    path("parking/layouts/<int:pk>.<str:format>", lots.LayoutFile.as_view(), name="parking_layout_file"),
]

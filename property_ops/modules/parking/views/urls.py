from django.urls import path

from property_ops.modules.parking.views import lots, registers

urlpatterns = [
    path("parking/spaces/", registers.Spaces.as_view(), name="parking_spaces"),
    path("parking/spaces/<int:pk>/", registers.SpacePage.as_view(), name="parking_space"),
    path("parking/leases/", registers.Leases.as_view(), name="parking_leases"),
    path("parking/lots/", lots.Lots.as_view(), name="parking_lots"),
    path("parking/lots/new/", lots.DrawPage.as_view(), name="parking_new_lot"),
    path("parking/lots/<int:pk>/", lots.LotPage.as_view(), name="parking_lot"),
    path("parking/lots/<int:pk>/draw/", lots.DrawPage.as_view(), name="parking_draw_lot"),
    path("parking/layouts/<int:pk>/", lots.LayoutPage.as_view(), name="parking_layout"),
    path("parking/layouts/<int:pk>.<str:format>", lots.LayoutFile.as_view(), name="parking_layout_file"),
]

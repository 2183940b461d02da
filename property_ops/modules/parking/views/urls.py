from django.urls import path

from property_ops.modules.parking.views import registers

urlpatterns = [
    path("parking/spaces/", registers.Spaces.as_view(), name="parking_spaces"),
    path("parking/spaces/<int:pk>/", registers.SpacePage.as_view(), name="parking_space"),
    path("parking/leases/", registers.Leases.as_view(), name="parking_leases"),
]

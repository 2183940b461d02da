from django.urls import path

from property_ops.modules.estates.views import estates, units

urlpatterns = [
    path("estates/", estates.EstateList.as_view(), name="estates"),
    path("estates/<str:code>/", estates.EstatePage.as_view(), name="estate"),
    path("units/", units.UnitList.as_view(), name="units"),
    path("units/<str:code>/", units.UnitPage.as_view(), name="unit"),
]

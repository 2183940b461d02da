from django.urls import path

from property_ops.modules.assets.views import assets, phone, upkeep

urlpatterns = [
    path("equipment/", assets.Assets.as_view(), name="assets"),
    path("equipment/new/", assets.NewAsset.as_view(), name="asset_new"),
    path("equipment/upkeep/", upkeep.UpkeepDue.as_view(), name="upkeep"),
    path("equipment/upkeep/open-all/", upkeep.OpenAllDue.as_view(), name="upkeep_open_all"),
    path("equipment/upkeep/<int:pk>/open/", upkeep.OpenDue.as_view(), name="upkeep_open"),
    path("equipment/upkeep/<int:pk>/skip/", upkeep.SkipDue.as_view(), name="upkeep_skip"),
    path("equipment/upkeep/<int:pk>/end/", upkeep.EndUpkeep.as_view(), name="upkeep_end"),
    path("equipment/<int:pk>/", assets.AssetPage.as_view(), name="asset"),
    path("equipment/<int:pk>/change/", assets.ChangeAsset.as_view(), name="asset_change"),
    path("equipment/<int:pk>/retire/", assets.RetireAsset.as_view(), name="asset_retire"),
    path("equipment/<int:pk>/repair/", assets.OpenRepair.as_view(), name="asset_repair"),
    path("equipment/<int:pk>/upkeep/", upkeep.NewUpkeep.as_view(), name="upkeep_new"),
    path("phone/equipment/<str:plate>/", phone.AssetsAtPlate.as_view(), name="phone_assets"),
]

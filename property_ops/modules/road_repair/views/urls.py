from django.urls import path

from property_ops.modules.road_repair.views import closures, defects, mixes

urlpatterns = [
    path("road-repair/mixes/", mixes.Mixes.as_view(), name="road_repair_mixes"),
    path("road-repair/mixes/new/", mixes.MixPage.as_view(), name="road_repair_new_mix"),
    path("road-repair/mixes/<int:pk>/", mixes.MixPage.as_view(), name="road_repair_mix"),
    path("road-repair/defects/<path:number>/", defects.DefectsPage.as_view(), name="road_repair_defects"),
    path("road-repair/close/<path:number>/", closures.ClosePage.as_view(), name="road_repair_close"),
    path("road-repair/notice/<path:number>/", closures.NoticePage.as_view(), name="road_repair_notice"),
    path("road-repair/reopen/<int:pk>/", closures.ReopenClosure.as_view(), name="road_repair_reopen"),
]

from django.urls import path

from property_ops.modules.grid.views import areas, plans

urlpatterns = [
    path("grid/", areas.Areas.as_view(), name="grid"),
    path("grid/areas/new/", areas.NewArea.as_view(), name="grid_area_new"),
    path("grid/areas/<int:pk>/", areas.AreaPage.as_view(), name="grid_area"),
    path("grid/areas/<int:pk>/duty/", areas.NewDuty.as_view(), name="grid_duty_new"),
    path("grid/areas/<int:pk>/place/", plans.PlaceArea.as_view(), name="grid_place"),
    path("grid/areas/<int:pk>/hand-over/", areas.NewHandOver.as_view(), name="grid_hand_over_new"),
    path("grid/hand-overs/<int:pk>/", areas.HandOverPage.as_view(), name="grid_hand_over"),
    path("grid/plans/<path:code>/upload/", plans.UploadPlan.as_view(), name="grid_plan_new"),
    path("grid/plans/<path:code>/plan-<str:size>.jpg", plans.PlanPicture.as_view(), name="grid_picture"),
    path("grid/plans/<path:code>/", plans.PlanPage.as_view(), name="grid_plan"),
]

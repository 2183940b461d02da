from django.urls import path

from property_ops.modules.inspections.views import hazards, inspections, phone

urlpatterns = [
    path("hazards/", hazards.Hazards.as_view(), name="hazards"),
    path("hazards/new/", hazards.NewHazard.as_view(), name="hazard_new"),
    path("hazards/months/", inspections.HazardMonths.as_view(), name="hazard_months"),
    path("hazards/months/<str:month>/<path:code>/", inspections.HazardMonthSheet.as_view(), name="hazard_sheet"),
    path("hazards/inspections/", inspections.Inspections.as_view(), name="inspections"),
    path("hazards/inspections/<int:pk>/", inspections.InspectionPage.as_view(), name="inspection"),
    path("hazards/checklists/", inspections.Checklists.as_view(), name="checklists"),
    path("hazards/checklists/<str:code>/", inspections.ChangeChecklist.as_view(), name="checklist_change"),
    path("hazards/put-right/<int:pk>/<str:size>.jpg", hazards.RectificationPhoto.as_view(), name="rectified_photo"),
    path("hazards/<str:number>/", hazards.HazardPage.as_view(), name="hazard"),
    path("hazards/<str:number>/open-work/", hazards.OpenWork.as_view(), name="hazard_work"),
    path("hazards/<str:number>/put-right/", hazards.Rectified.as_view(), name="hazard_rectified"),
    path("hazards/<str:number>/<str:size>.jpg", hazards.HazardPhoto.as_view(), name="hazard_photo"),
    path("phone/inspections/", phone.MyInspections.as_view(), name="phone_inspections"),
    path("phone/inspections/<int:pk>/", phone.InspectPlace.as_view(), name="phone_inspect"),
    path("phone/inspections/plate/<str:plate>/", phone.InspectPlace.as_view(), name="phone_inspect_plate"),
]

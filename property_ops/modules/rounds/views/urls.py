from django.urls import path

from property_ops.modules.rounds.views import checkpoints, months, phone, plans, scans, weather

urlpatterns = [
    path("rounds/", months.Rounds.as_view(), name="rounds"),
    path("rounds/checkpoints/", checkpoints.Checkpoints.as_view(), name="checkpoints"),
    path("rounds/checkpoints/new/", checkpoints.NewCheckpoint.as_view(), name="checkpoint_new"),
    path("rounds/checkpoints/<int:pk>/", checkpoints.CheckpointPage.as_view(), name="checkpoint"),
    path("rounds/checkpoints/<int:pk>/change/", checkpoints.ChangeCheckpoint.as_view(), name="checkpoint_change"),
    path("rounds/checkpoints/<int:pk>/retire/", checkpoints.RetireCheckpoint.as_view(), name="checkpoint_retire"),
    path("rounds/checkpoints/<int:pk>/new-plate/", checkpoints.RenewPlate.as_view(), name="checkpoint_renew"),
    path("rounds/plates/<path:code>/", checkpoints.Plates.as_view(), name="checkpoint_plates"),
    path("rounds/plans/", plans.Plans.as_view(), name="round_plans"),
    path("rounds/plans/new/<int:pk>/", plans.NewPlan.as_view(), name="round_plan_new"),
    path("rounds/plans/<int:pk>/", plans.PlanPage.as_view(), name="round_plan"),
    path("rounds/scans/", scans.Scans.as_view(), name="round_scans"),
    path("rounds/scans/<int:pk>/", scans.ScanPage.as_view(), name="round_scan"),
    path("rounds/scans/<int:pk>/<str:size>.jpg", scans.ScanPhoto.as_view(), name="round_scan_photo"),
    path("rounds/weather/", weather.BadWeatherDays.as_view(), name="bad_weather"),
    path("rounds/weather/new/", weather.NewBadWeather.as_view(), name="bad_weather_new"),
    path("rounds/weather/<int:pk>/", weather.BadWeatherPage.as_view(), name="bad_weather_day"),
    path("rounds/<str:month>/<path:code>/", months.RoundsOfMonth.as_view(), name="rounds_month"),
    path("phone/rounds/", phone.MyRounds.as_view(), name="phone_rounds"),
    path("phone/plates/", phone.Plate.as_view(), name="phone_plates"),
    path("phone/plates/<str:plate>/", phone.plate, name="phone_plate"),
]

from django.urls import path

from property_ops.modules.home_visits.views import phone, plans

urlpatterns = [
    path("home-visits/", plans.Plans.as_view(), name="visit_plans"),
    path("home-visits/new/", plans.NewPlan.as_view(), name="visit_plan_new"),
    path("home-visits/<int:pk>/", plans.PlanPage.as_view(), name="visit_plan"),
    path("home-visits/<int:pk>/homes/", plans.Homes.as_view(), name="visit_homes"),
    path("phone/home-visits/", phone.MyVisits.as_view(), name="phone_home_visits"),
    path("phone/home-visits/<int:pk>/", phone.RecordVisit.as_view(), name="phone_home_visit"),
]

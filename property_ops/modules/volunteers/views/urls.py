from django.urls import path

from property_ops.modules.volunteers.views import activities, here, teams

urlpatterns = [
    path("volunteers/", activities.Activities.as_view(), name="volunteers"),
    path("volunteers/new/", activities.NewActivity.as_view(), name="volunteer_activity_new"),
    path("volunteers/here/<str:token>/", here.here, name="volunteer_here"),
    path("volunteers/teams/", teams.Teams.as_view(), name="volunteer_teams"),
    path("volunteers/teams/new/", teams.NewTeam.as_view(), name="volunteer_team_new"),
    path("volunteers/hours/<int:pk>/", teams.HoursPage.as_view(), name="volunteer_hours"),
    path("volunteers/rates/", teams.RatesList.as_view(), name="volunteer_rates"),
    path("volunteers/rates/new/", teams.NewRate.as_view(), name="volunteer_rate_new"),
    path("volunteers/rates/<int:pk>/", teams.RatePage.as_view(), name="volunteer_rate"),
    path("volunteers/<int:pk>/", activities.ActivityPage.as_view(), name="volunteer_activity"),
    path("volunteers/<int:pk>/sheet.pdf", activities.ActivitySheet.as_view(), name="volunteer_sheet"),
    path("volunteers/<int:pk>/hours/", activities.EnterHours.as_view(), name="volunteer_hours_new"),
]

from django.urls import path

from property_ops.modules.dispatch.views import crew_forms, crews, visits

urlpatterns = [
    path("dispatch/crews/", crews.Crews.as_view(), name="dispatch_crews"),
    path("dispatch/crews/new/", crew_forms.CrewFormPage.as_view(), name="dispatch_crew_new"),
    path("dispatch/crews/<int:pk>/", crews.CrewPage.as_view(), name="dispatch_crew"),
    path("dispatch/crews/<int:pk>/edit/", crew_forms.CrewFormPage.as_view(), name="dispatch_crew_edit"),
    path("dispatch/crews/<int:pk>/members/", crew_forms.MembersPage.as_view(), name="dispatch_members"),
    path("dispatch/crews/<int:pk>/leave/", crew_forms.LeavePage.as_view(), name="dispatch_leave"),
    path("dispatch/leave/<int:pk>/withdraw/", crew_forms.WithdrawLeave.as_view(), name="dispatch_leave_withdraw"),
    path("dispatch/visits/", visits.Visits.as_view(), name="dispatch_visits"),
    path("dispatch/visits/<int:pk>/", visits.VisitPage.as_view(), name="dispatch_visit"),
    path("dispatch/visits/<int:pk>/<str:move>/", visits.MoveVisit.as_view(), name="dispatch_move"),
    path("dispatch/works/<path:number>/plan/", visits.PlanPage.as_view(), name="dispatch_plan_visits"),
]

from django.urls import path

from property_ops.modules.dispatch.views import board, crew_forms, crews, places, proposals, schedule, visits, weather

urlpatterns = [
    path("dispatch/", board.BoardPage.as_view(), name="dispatch_board"),
    path("dispatch/board/data/", board.BoardData.as_view(), name="dispatch_board_data"),
    path("dispatch/board/mark/", board.BoardMark.as_view(), name="dispatch_board_mark"),
    path("dispatch/board/<str:step>/", board.BoardStep.as_view(), name="dispatch_board_step"),
    path("dispatch/plan/", proposals.ProposalPage.as_view(), name="dispatch_proposal"),
    path("dispatch/plan/progress/", proposals.ProposalProgress.as_view(), name="dispatch_proposal_progress"),
    path("dispatch/plan/start/", proposals.StartProposal.as_view(), name="dispatch_proposal_start"),
    path("dispatch/plan/<int:pk>/adopt/", proposals.AdoptProposal.as_view(), name="dispatch_proposal_adopt"),
    path("dispatch/plan/<int:pk>/drop/", proposals.DropProposal.as_view(), name="dispatch_proposal_drop"),
    path("dispatch/crews/", crews.Crews.as_view(), name="dispatch_crews"),
    path("dispatch/crews/new/", crew_forms.CrewFormPage.as_view(), name="dispatch_crew_new"),
    path("dispatch/crews/<int:pk>/", crews.CrewPage.as_view(), name="dispatch_crew"),
    path("dispatch/crews/<int:pk>/edit/", crew_forms.CrewFormPage.as_view(), name="dispatch_crew_edit"),
    path("dispatch/crews/<int:pk>/members/", crew_forms.MembersPage.as_view(), name="dispatch_members"),
    path("dispatch/crews/<int:pk>/leave/", crew_forms.LeavePage.as_view(), name="dispatch_leave"),
    path("dispatch/leave/<int:pk>/withdraw/", crew_forms.WithdrawLeave.as_view(), name="dispatch_leave_withdraw"),
    path("dispatch/visits/", visits.Visits.as_view(), name="dispatch_visits"),
    path("dispatch/visits/<int:pk>/", visits.VisitPage.as_view(), name="dispatch_visit"),
    path("dispatch/visits/<int:pk>/schedule/", schedule.SchedulePage.as_view(), name="dispatch_schedule"),
    path("dispatch/visits/<int:pk>/<str:move>/", visits.MoveVisit.as_view(), name="dispatch_move"),
    path("dispatch/weather/", weather.Weather.as_view(), name="dispatch_weather"),
    path("dispatch/weather/new/", weather.ForecastPage.as_view(), name="dispatch_forecast"),
    path("dispatch/places/", places.Places.as_view(), name="dispatch_places"),
    path("dispatch/places/close/", places.ClosePlacePage.as_view(), name="dispatch_close_place"),
    path("dispatch/places/<int:pk>/reopen/", places.ReopenPlace.as_view(), name="dispatch_reopen_place"),
    path("dispatch/travel/", places.DistancesPage.as_view(), name="dispatch_distances"),
    path("dispatch/works/<path:number>/plan/", visits.PlanPage.as_view(), name="dispatch_plan_visits"),
]

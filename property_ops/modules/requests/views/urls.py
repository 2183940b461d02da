from django.urls import path

from property_ops.modules.requests.views import clocks, course, petition, phone, register, request, surveys

urlpatterns = [
    path("requests/", register.Requests.as_view(), name="requests"),
    path("requests/new/", request.NewRequest.as_view(), name="request_new"),
    path("requests/surveys/", surveys.Surveys.as_view(), name="surveys"),
    path("requests/surveys/new/", surveys.NewSurvey.as_view(), name="survey_new"),
    path("requests/photos/<int:pk>.jpg", request.ShowRequestPhoto.as_view(), name="request_photo"),
    path("requests/kinds/", clocks.Kinds.as_view(), name="request_kinds"),
    path("requests/kinds/new/", clocks.NewKind.as_view(), name="request_kind_new"),
    path("requests/holidays/", clocks.Days.as_view(), name="request_days"),
    path("requests/holidays/new/", clocks.EnterDays.as_view(), name="request_days_new"),
    path("requests/holidays/<int:pk>/remove/", clocks.RemoveDay.as_view(), name="request_day_remove"),
    path("requests/<str:number>/pause/", petition.PauseClock.as_view(), name="request_pause"),
    path("requests/<str:number>/resume/", petition.ResumeClock.as_view(), name="request_resume"),
    path("requests/<str:number>/", request.RequestPage.as_view(), name="request"),
    path("requests/<str:number>/take/", request.Take.as_view(), name="request_take"),
    path("requests/<str:number>/answer/", request.Answer.as_view(), name="request_answer"),
    path("requests/<str:number>/close/", request.CloseRequest.as_view(), name="request_close"),
    path("requests/<str:number>/rate/", request.RateByPhone.as_view(), name="request_rate"),
    path("requests/<str:number>/reply.pdf", petition.Reply.as_view(), name="request_reply"),
    path("requests/<str:number>/subjects/", petition.AddSubject.as_view(), name="request_subject"),
    path(
        "requests/<str:number>/subjects/<int:pk>/remove/",
        petition.RemoveSubject.as_view(),
        name="request_subject_remove",
    ),
    path("requests/<str:number>/new-link/", petition.RenewLink.as_view(), name="request_link"),
    path("phone/requests/", phone.MyRequests.as_view(), name="phone_requests"),
    path("r/<str:token>/", course.course, name="request_course"),
    path("r/<str:token>/<int:pk>.jpg", course.course_photo, name="request_course_photo"),
    path("requests/<str:number>/reopen/", request.ReopenRequest.as_view(), name="request_reopen"),
    path("requests/<str:number>/withdraw/", request.Withdraw.as_view(), name="request_withdraw"),
    path("requests/<str:number>/make-work/", request.MakeWork.as_view(), name="request_make_work"),
    path("requests/<str:number>/work/", request.LinkWork.as_view(), name="request_work"),
]

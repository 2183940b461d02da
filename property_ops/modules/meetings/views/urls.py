from django.urls import path

from property_ops.modules.meetings.views import here, meetings, opinions

urlpatterns = [
    path("meetings/", meetings.Meetings.as_view(), name="meetings"),
    path("meetings/new/", meetings.NewMeeting.as_view(), name="meeting_new"),
    path("meetings/opinions/", opinions.Opinions.as_view(), name="opinions"),
    path("meetings/opinions/<int:pk>/answer/", opinions.AnswerOpinion.as_view(), name="opinion_answer"),
    path("meetings/opinions/<int:pk>/becomes/", opinions.MakeOfOpinion.as_view(), name="opinion_becomes"),
    path("meetings/here/<str:token>/", here.here, name="meeting_here"),
    path("meetings/<int:pk>/", meetings.MeetingPage.as_view(), name="meeting"),
    path("meetings/<int:pk>/notice.pdf", meetings.MeetingNotice.as_view(), name="meeting_notice"),
    path("meetings/<int:pk>/sheet.pdf", meetings.SignInSheet.as_view(), name="meeting_sheet"),
    path("meetings/<int:pk>/off/", meetings.CallOff.as_view(), name="meeting_off"),
    path("meetings/<int:pk>/minutes/", meetings.WriteMinutes.as_view(), name="meeting_minutes"),
    path("meetings/<int:pk>/minutes-<str:size>.jpg", meetings.MinutesPhoto.as_view(), name="meeting_photo"),
    path("meetings/<int:pk>/opinion/", opinions.NoteOpinion.as_view(), name="opinion_new"),
]

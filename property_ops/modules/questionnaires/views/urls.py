from django.urls import path

from property_ops.modules.questionnaires.views import online, questionnaires, sheets

urlpatterns = [
    path("questionnaires/", questionnaires.Questionnaires.as_view(), name="questionnaires"),
    path("questionnaires/new/", questionnaires.NewQuestionnaire.as_view(), name="questionnaire_new"),
    path("questionnaires/<int:pk>/", questionnaires.QuestionnairePage.as_view(), name="questionnaire"),
    path("questionnaires/<int:pk>/questions/", questionnaires.SetQuestions.as_view(), name="questionnaire_questions"),
    path("questionnaires/<int:pk>/open/", questionnaires.OpenQuestionnaire.as_view(), name="questionnaire_open"),
    path("questionnaires/<int:pk>/print/", questionnaires.PrintSheets.as_view(), name="questionnaire_print"),
    path("questionnaires/<int:pk>/publish/", questionnaires.PublishResult.as_view(), name="questionnaire_publish"),
    path("questionnaires/<int:pk>/sheets/", sheets.Sheets.as_view(), name="questionnaire_sheets"),
    path("questionnaires/<int:pk>/key/", sheets.FindSheet.as_view(), name="questionnaire_find"),
    path("phone/sheets/<str:code>/", sheets.KeySheet.as_view(), name="questionnaire_key"),
    path("q/<str:token>/", online.answer, name="questionnaire_answer"),
    path("q/result/<str:token>/", online.result, name="questionnaire_result"),
]

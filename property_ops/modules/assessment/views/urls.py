from django.urls import path

from property_ops.modules.assessment.views import assessments, corrections, settling

ONE = "assessments/<str:span>/<str:kind>/<str:key>"

urlpatterns = [
    path("assessments/", assessments.Assessments.as_view(), name="assessments"),
    path("assessments/weights/", corrections.WeightsList.as_view(), name="assessment_weights"),
    path("assessments/weights/new/", corrections.NewWeights.as_view(), name="assessment_weight_new"),
    path("assessments/weights/<int:pk>/", corrections.WeightsPage.as_view(), name="assessment_weight"),
    path("assessments/objections/", corrections.Corrections.as_view(), name="assessment_corrections"),
    path("assessments/objections/<int:pk>/", corrections.CorrectionPage.as_view(), name="assessment_correction"),
    path("assessments/settled/<int:pk>/", settling.SettledPage.as_view(), name="assessment_settled"),
    path("assessments/trainings/", settling.Trainings.as_view(), name="trainings"),
    path("assessments/trainings/new/", settling.NewTraining.as_view(), name="training_new"),
    path("assessments/trainings/<int:pk>/", settling.TrainingPage.as_view(), name="training"),
    path("assessments/<str:span>/", assessments.Assessments.as_view(), name="assessments_of"),
    path(f"{ONE}/", assessments.SheetPage.as_view(), name="assessment"),
    path(f"{ONE}/settle/", settling.SettleSheet.as_view(), name="assessment_settle"),
    path(f"{ONE}/object/", corrections.ObjectToFigure.as_view(), name="assessment_object"),
    path(f"{ONE}/sheet.pdf", assessments.SheetPdf.as_view(), name="assessment_pdf"),
    path(f"{ONE}/sheet.xlsx", assessments.SheetWorkbook.as_view(), name="assessment_xlsx"),
]

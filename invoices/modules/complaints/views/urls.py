from django.urls import path

from invoices.modules.complaints.views import complaints, deciding

urlpatterns = [
    path("complaints/", complaints.Complaints.as_view(), name="complaints"),
    path("complaints/photos/<int:pk>.jpg", complaints.ShowComplaintPhoto.as_view(), name="complaint_photo"),
    path("complaints/<str:number>/", complaints.WorkComplaints.as_view(), name="work_complaints"),
    path("complaints/<str:number>/answer/", deciding.AnswerComplaints.as_view(), name="answer_complaints"),
    path("complaints/<str:number>/release/", deciding.ReleaseWork.as_view(), name="release_work"),
]

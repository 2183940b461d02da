from django.urls import path

from invoices.modules.opening.views import entering, openings

urlpatterns = [
    path("openings/", openings.Openings.as_view(), name="openings"),
    path("openings/new/", entering.NewOpening.as_view(), name="new_opening"),
    path("openings/<int:pk>/", openings.OpeningPage.as_view(), name="opening"),
    path("openings/<int:pk>/undo/", openings.UndoOpening.as_view(), name="undo_opening"),
]

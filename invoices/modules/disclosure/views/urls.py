from django.urls import path

from invoices.modules.disclosure.views import online, staff

urlpatterns = [
    path("disclosures/", staff.Disclosures.as_view(), name="disclosures"),
    path("disclosures/new/", staff.NewDisclosure.as_view(), name="new_disclosure"),
    path("disclosures/<int:pk>/", staff.DisclosurePage.as_view(), name="disclosure"),
    path("disclosures/<int:pk>/poster.pdf", staff.PosterPdf.as_view(), name="disclosure_poster"),
    path("disclosures/<int:pk>/photos/", staff.AddPhoto.as_view(), name="add_posted_photo"),
    path("disclosures/<int:pk>/photos/<int:photo>.jpg", staff.DisclosurePhotoFile.as_view(), name="posted_photo"),
    path("gs/<str:token>", online.disclosure, name="disclosure_online"),
    path("gs/<str:token>/poster.pdf", online.poster, name="disclosure_online_poster"),
]

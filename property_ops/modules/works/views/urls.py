from django.urls import path

from property_ops.modules.works.views import photos, register, work

urlpatterns = [
    path("works/", register.Works.as_view(), name="works"),
    path("work-photos/<int:pk>/<str:size>.jpg", photos.ShowPhoto.as_view(), name="work_photo"),
    path("work-photos/<int:pk>/remove/", photos.RemovePhoto.as_view(), name="work_photo_remove"),
    path("work-photos/add/<path:number>/", photos.AddPhotos.as_view(), name="work_photos_add"),
    path("works/<path:number>/", work.WorkPage.as_view(), name="work"),
]

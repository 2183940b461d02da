from django.urls import path

from property_ops.modules.works.views import register, work

urlpatterns = [
    path("works/", register.Works.as_view(), name="works"),
    path("works/<path:number>/", work.WorkPage.as_view(), name="work"),
]

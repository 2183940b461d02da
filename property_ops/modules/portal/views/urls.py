from django.urls import path

from property_ops.modules.portal.views import acceptance, links

urlpatterns = [
    path("a/<str:token>/photos/<int:pk>/<str:size>.jpg", acceptance.acceptance_photo, name="acceptance_photo"),
    path("acceptance-links/<str:party>/give/<path:number>/", links.GiveLink.as_view(), name="acceptance_link_give"),
    path("acceptance-links/<int:pk>/revoke/", links.RevokeLink.as_view(), name="acceptance_link_revoke"),
    path("acceptance-links/<int:pk>/renew/", links.RenewLink.as_view(), name="acceptance_link_renew"),
    path("a/<str:token>", acceptance.acceptance, name="acceptance"),
]

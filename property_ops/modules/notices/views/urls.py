from django.urls import path

from property_ops.modules.notices.views import digest_page, households, messages, switches

urlpatterns = [
    path("messages/", messages.Messages.as_view(), name="messages"),
    path("messages/waiting/", messages.Notices.as_view(), name="notices"),
    path("messages/told/", switches.Switches.as_view(), name="notice_switches"),
    path("messages/told/<str:code>/", switches.EstateSwitches.as_view(), name="estate_notices"),
    path("messages/digest/", digest_page.MyDigest.as_view(), name="my_digest"),
    path("messages/<int:pk>/", messages.MessagePage.as_view(), name="message"),
    path("messages/<int:pk>/again/", messages.Again.as_view(), name="message_again"),
    path("messages/<int:pk>/aside/", messages.Aside.as_view(), name="message_aside"),
    path("messages/wish/<int:pk>/<str:channel>/", households.Wish.as_view(), name="notice_wish"),
]

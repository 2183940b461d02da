from django.urls import path

from property_ops.modules.webhooks.views import pages

urlpatterns = [
    path("webhooks/", pages.WebhookList.as_view(), name="webhooks"),
    path("webhooks/new/", pages.NewWebhook.as_view(), name="webhook_new"),
    path("webhooks/<int:pk>/", pages.WebhookPage.as_view(), name="webhook"),
    path("webhooks/<int:pk>/edit/", pages.ChangeWebhook.as_view(), name="webhook_edit"),
    path("webhooks/<int:pk>/secret/", pages.NewSecret.as_view(), name="webhook_secret"),
    path("webhooks/<int:pk>/replay/", pages.ReplayDead.as_view(), name="webhook_replay"),
    path("webhooks/deliveries/<int:pk>/replay/", pages.ReplayDelivery.as_view(), name="webhook_delivery_replay"),
]

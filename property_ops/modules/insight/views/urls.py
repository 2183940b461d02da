from django.urls import path

from property_ops.modules.insight.views import page

urlpatterns = [path("insight/", page.InsightPage.as_view(), name="insight")]

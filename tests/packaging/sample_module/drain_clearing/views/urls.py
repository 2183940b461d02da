from django.urls import path

from drain_clearing.views.calls import HouseCalls

urlpatterns = [path("house-calls/", HouseCalls.as_view(), name="house_calls")]

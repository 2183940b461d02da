from django.urls import path

from invoices.modules.residents.views import entering, household, panels

HOME = "home/<int:pk>"

urlpatterns = [
    path("home/", entering.households, name="households"),
    path("home/large/", entering.large_type, name="large_type"),
    path("home/enter/<str:token>", entering.door, name="household_door"),
    path(f"{HOME}/", household.overview, name="household"),
    path(f"{HOME}/bills/<str:number>/", household.bill, name="household_bill"),
    path(f"{HOME}/bills/<str:number>/<int:photo>-<str:size>.jpg", household.photo, name="household_photo"),
    path(f"{HOME}/receipts/", household.receipts, name="household_receipts"),
    path(f"{HOME}/receipts/<int:match>.pdf", household.receipt_paper, name="household_receipt"),
    path(f"{HOME}/account/<int:year>.pdf", household.account, name="household_account"),
    path(f"{HOME}/devices/", household.devices, name="household_devices"),
    path(f"{HOME}/devices/<int:device>/sign-out/", household.revoke, name="household_device_revoke"),
    path("household-devices/<int:pk>/revoke/", panels.RevokeDevice.as_view(), name="household_device_end"),
]

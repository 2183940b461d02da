from django.urls import path

from invoices.modules.residents.views import (
    asking,
    entering,
    household,
    panels,
    paying,
    saying,
    sections,
    telling,
    works,
)

HOME = "home/<int:pk>"

urlpatterns = [
    path("home/", entering.households, name="households"),
    path("home/enter/<str:token>", entering.door, name="household_door"),
    path(f"{HOME}/", household.overview, name="household"),
    path(f"{HOME}/bills/<str:number>/", household.bill, name="household_bill"),
    path(
        f"{HOME}/bills/<str:number>/<int:position>/<str:key>-<str:size>.jpg",
        household.picture,
        name="household_picture",
    ),
    path(f"{HOME}/bills/<str:number>/<int:position>/object/", saying.object_to, name="household_object"),
    path(f"{HOME}/receipts/", household.receipts, name="household_receipts"),
    path(f"{HOME}/receipts/<int:match>.pdf", household.receipt_paper, name="household_receipt"),
    path(f"{HOME}/account/<int:year>.pdf", household.account, name="household_account"),
    path(f"{HOME}/requests/", asking.requests, name="household_requests"),
    path(f"{HOME}/requests/<str:number>/", asking.request_page, name="household_request"),
    path(f"{HOME}/requests/<str:number>/<int:photo>.jpg", asking.request_photo, name="household_request_photo"),
    path(f"{HOME}/messages/", telling.messages, name="household_messages"),
    path(f"{HOME}/messages/wechat/", telling.messages_wechat, name="household_messages_wechat"),
    path(f"{HOME}/sections/<str:name>/<str:key>/", sections.section, name="household_section"),
    path(f"{HOME}/works/", works.works, name="household_works"),
    path(f"{HOME}/works/complaint-<int:photo>.jpg", works.own_photo, name="household_complaint_photo"),
    path(f"{HOME}/works/<str:number>/", works.work, name="household_work"),
    path(f"{HOME}/works/<str:number>/<int:photo>-<str:size>.jpg", works.photo, name="household_work_photo"),
    path(f"{HOME}/devices/", household.devices, name="household_devices"),
    path(f"{HOME}/devices/<int:device>/sign-out/", household.revoke, name="household_device_revoke"),
    path(f"{HOME}/pay/", paying.pay, name="household_pay"),
    path(f"{HOME}/pay/<str:number>/", paying.order, name="household_order"),
    path(f"{HOME}/pay/<str:number>/ask/", paying.order_ask, name="household_order_ask"),
    path(f"{HOME}/pay/<str:number>/wechat/", paying.order_wechat, name="household_order_wechat"),
    path("household-devices/<int:pk>/revoke/", panels.RevokeDevice.as_view(), name="household_device_end"),
]

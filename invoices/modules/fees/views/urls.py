from django.urls import path

from invoices.modules.fees.views import deliveries, orders

urlpatterns = [
    path("fee-orders/", orders.FeeOrders.as_view(), name="fee_orders"),
    path("fee-orders/new/<path:code>/", orders.NewFeeOrder.as_view(), name="new_fee_order"),
    path("fee-orders/<int:pk>/", orders.FeeOrderPage.as_view(), name="fee_order"),
    path("fee-orders/<int:pk>/close/", orders.CloseFeeOrder.as_view(), name="close_fee_order"),
    path("fee-orders/<int:pk>/deliver/", deliveries.NewFeeDelivery.as_view(), name="new_fee_delivery"),
    path("fee-deliveries/<int:pk>/", deliveries.FeeDeliveryPage.as_view(), name="fee_delivery"),
    path("fee-deliveries/<int:pk>/<str:size>.jpg", deliveries.SignedReceipt.as_view(), name="fee_delivery_scan"),
]

from django.urls import path

from invoices.modules.deposits.views import deposits, taking, using

urlpatterns = [
    path("deposits/", deposits.Deposits.as_view(), name="deposits"),
    path("deposits/of-provider/<str:code>/", taking.TakeProvidersDeposit.as_view(), name="take_providers_deposit"),
    path("deposits/take/<path:code>/", taking.TakeDeposit.as_view(), name="take_deposit"),
    path("deposits/<int:pk>/", deposits.DepositPage.as_view(), name="deposit"),
    path("deposits/<int:pk>/receipt.pdf", deposits.DepositReceipt.as_view(), name="deposit_pdf"),
    path("deposits/<int:pk>/undo/", taking.UndoDeposit.as_view(), name="undo_deposit"),
    path("deposits/<int:pk>/return/", using.ReturnDeposit.as_view(), name="return_deposit"),
    path("deposits/<int:pk>/set-off/", using.SetOffDeposit.as_view(), name="set_off_deposit"),
    path("deposit-uses/<int:pk>/", using.DepositUsePage.as_view(), name="deposit_use"),
]

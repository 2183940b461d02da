from django.urls import path

from invoices.modules.payments.views import (
    cash_book,
    coding,
    disbursements,
    entering,
    matching,
    papers,
    receipts,
    refunds,
)

urlpatterns = [
    path("receipts/", receipts.Receipts.as_view(), name="receipts"),
    path("receipts/new/", entering.EnterReceipt.as_view(), name="enter_receipt"),
    path("receipts/match/", matching.Matching.as_view(), name="matching"),
    path("receipts/match/<int:pk>/", matching.MatchOne.as_view(), name="match_receipt"),
    path("receipts/match/<int:pk>/defer/", matching.DeferOne.as_view(), name="defer_receipt"),
    path("receipts/match/<int:pk>/undo/", matching.UndoOne.as_view(), name="undo_last_match"),
    path("receipts/day/<str:day>.pdf", papers.PapersOfDay.as_view(), name="receipts_pdf"),
    path("receipts/<int:pk>/", receipts.ReceiptPage.as_view(), name="receipt"),
    path("receipts/<int:pk>/receipt.pdf", papers.PaperOfReceipt.as_view(), name="receipt_pdf"),
    path("receipts/<int:pk>/slip.pdf", papers.SlipOfReceipt.as_view(), name="receipt_slip"),
    path("receipts/<int:pk>/undo/", receipts.UndoMatch.as_view(), name="undo_match"),
    path("receipts/<int:pk>/reverse/", receipts.Reverse.as_view(), name="reverse_receipt"),
    path("receipts/<int:pk>/transfer/", coding.TransferIn.as_view(), name="transfer_in"),
    path("codings/<int:pk>/undo/", coding.UndoCoding.as_view(), name="undo_coding"),
    path("cash-book/", cash_book.LatestCashBook.as_view(), name="cash_book"),
    path("cash-book/<str:month>/", cash_book.CashBook.as_view(), name="cash_book_of"),
    path("payments-out/", disbursements.PaymentsOut.as_view(), name="payments_out"),
    path("payments-out/<int:pk>/", disbursements.PaymentOut.as_view(), name="payment_out"),
    path("payments-out/<int:pk>/code/", coding.CodePayment.as_view(), name="code_payment"),
    path("payments-out/<int:pk>/gives-back/", coding.ProposeRefundLink.as_view(), name="propose_refund_link"),
    path("payments-out/<int:pk>/reverse/", coding.ReversePaymentOut.as_view(), name="reverse_payment_out"),
    path("refunds/", refunds.Refunds.as_view(), name="refunds"),
    path("refunds/new/", refunds.ProposeRefund.as_view(), name="propose_refund"),
]

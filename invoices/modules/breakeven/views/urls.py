from django.urls import path

from invoices.modules.breakeven.views import charts, costs, pages, settlements, true_ups, voucher

urlpatterns = [
    path("costs/", costs.Costs.as_view(), name="costs"),
    path("costs/new/", costs.NewCost.as_view(), name="new_cost"),
    path("costs/waiting/", voucher.WaitingCosts.as_view(), name="waiting_costs"),
    path("costs/approve/", voucher.ApproveCosts.as_view(), name="approve_costs"),
    path("costs/works/<str:month>/post/", voucher.PostWorks.as_view(), name="post_work_costs"),
    path(
        "costs/settlements/<int:pk>/",
        settlements.PrepareSettlementCosts.as_view(),
        name="provider_settlement_costs",
    ),
    path("costs/<int:pk>/", voucher.VoucherPage.as_view(), name="cost"),
    path("costs/<int:pk>/reverse/", voucher.ReverseCost.as_view(), name="reverse_cost"),
    path("breakeven/", pages.Overview.as_view(), name="breakeven"),
    path("breakeven/chart/", charts.BreakEvenChart.as_view(), name="breakeven_chart"),
    path("breakeven/<str:code>/<int:year>/true-up/", true_ups.Prepare.as_view(), name="prepare_true_up"),
    path("breakeven/<str:code>/", pages.EstatePage.as_view(), name="breakeven_of"),
]

from django.urls import path

from invoices.modules.common_income.views import funds, leases

urlpatterns = [
    path("common-income/", funds.CommonFunds.as_view(), name="common_funds"),
    path("common-income/leases/", leases.CommonLeases.as_view(), name="common_leases"),
    path("common-income/leases/new/", leases.NewCommonLease.as_view(), name="new_common_lease"),
    path("common-income/leases/<int:pk>/", leases.CommonLeasePage.as_view(), name="common_lease"),
    path("common-income/leases/<int:pk>/end/", leases.EndCommonLease.as_view(), name="end_common_lease"),
    path("common-income/<str:month>/post/", funds.PostRents.as_view(), name="post_rents"),
    path("common-income/of/<str:code>/", funds.CommonFundPage.as_view(), name="common_fund"),
]

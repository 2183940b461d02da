from django.urls import path

from property_ops.modules.estates.views import company, estates, units

urlpatterns = [
    path("company/", company.CompanyPage.as_view(), name="company"),
    path("company/account/", company.BankAccountPage.as_view(), name="company_account"),
    path("company/account/change/", company.ChangeBankAccount.as_view(), name="company_change_account"),
    path("estates/", estates.Estates.as_view(), name="estates"),
    path("estates/<path:code>/", estates.EstatePage.as_view(), name="estate"),
    path("units/", units.Units.as_view(), name="units"),
    path("units/<path:code>/", units.UnitPage.as_view(), name="unit"),
]

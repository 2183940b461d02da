from django.urls import path

from property_ops.modules.estates.views import changing, company, estates, units

urlpatterns = [
    path("company/", company.CompanyPage.as_view(), name="company"),
    path("company/account/", company.BankAccountPage.as_view(), name="company_account"),
    path("company/account/change/", company.ChangeBankAccount.as_view(), name="company_change_account"),
    path("estates/", estates.Estates.as_view(), name="estates"),
    path("estates/<path:code>/change/", estates.ChangeEstate.as_view(), name="change_estate"),
    path("estates/<path:code>/", estates.EstatePage.as_view(), name="estate"),
    path("unit-changes/", changing.UnitChanges.as_view(), name="unit_changes"),
    path("unit-changes/<int:pk>/", changing.UnitChangePage.as_view(), name="unit_change"),
    path("unit-changes/new/<path:code>/", changing.NewUnitChange.as_view(), name="new_unit_change"),
    path("units/people/<int:pk>/phone/", changing.ChangePhone.as_view(), name="change_phone"),
    path("units/", units.Units.as_view(), name="units"),
    path("units/<path:code>/", units.UnitPage.as_view(), name="unit"),
]

from django.urls import path

from invoices.modules.meters.views import meters, reading, supply

urlpatterns = [
    path("meters/", meters.Meters.as_view(), name="meters"),
    path("meters/new/<path:code>/", meters.NewMeter.as_view(), name="new_meter"),
    path("meters/round/", reading.ReadingRound.as_view(), name="reading_round"),
    path("meters/round/<str:code>/<str:item>/<str:month>/hand-in/", reading.HandIn.as_view(), name="hand_in_readings"),
    path("meters/<int:pk>/", meters.MeterPage.as_view(), name="meter"),
    path("meters/<int:pk>/read/", reading.ReadMeter.as_view(), name="read_meter"),
    path("meters/<int:pk>/take-out/", meters.TakeOut.as_view(), name="take_out_meter"),
    path("meters/photos/<int:pk>/<str:size>.jpg", reading.MeterPhoto.as_view(), name="meter_photo"),
    path("meters/sheets/", reading.ReadingSheets.as_view(), name="reading_sheets"),
    path("meters/sheets/<int:pk>/", reading.ReadingSheetPage.as_view(), name="reading_sheet"),
    path("meters/terms/", supply.TermsList.as_view(), name="supply_terms_list"),
    path("meters/terms/new/", supply.NewTerms.as_view(), name="new_supply_terms"),
    path("meters/terms/<int:pk>/", supply.TermsPage.as_view(), name="supply_terms"),
    path("meters/bills/", supply.SupplierBills.as_view(), name="supplier_bills"),
    path("meters/bills/new/", supply.NewBill.as_view(), name="new_supplier_bill"),
    path("meters/bills/<int:pk>/take-back/", supply.TakeBackBill.as_view(), name="take_back_supplier_bill"),
    path("meters/bills/<int:pk>/", supply.BillPage.as_view(), name="supplier_bill"),
]

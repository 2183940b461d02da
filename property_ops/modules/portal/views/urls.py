from django.urls import path

from property_ops.modules.portal.views import (
    acceptance,
    entries,
    links,
    measuring,
    months,
    papers,
    people,
    phone,
    proof,
    settlement,
    site,
)

urlpatterns = [
    path("a/<str:token>/photos/<int:pk>/<str:size>.jpg", acceptance.acceptance_photo, name="acceptance_photo"),
    path("quantity-book/", papers.QuantityBook.as_view(), name="quantity_book"),
    path("hours-per-person/", people.HoursPerPerson.as_view(), name="hours_per_person"),
    path("work-papers/sheet/<path:number>/", papers.WorkSheet.as_view(), name="work_sheet"),
    path("work-papers/certificate/<path:number>/", papers.Certificate.as_view(), name="work_certificate"),
    path("work-papers/visits/<int:pk>/", papers.VisitSheet.as_view(), name="visit_sheet"),
    path("phone/", phone.MyDay.as_view(), name="phone"),
    path("phone/sw.js", phone.service_worker, name="phone_worker"),
    path("phone/ready/", phone.Ready.as_view(), name="phone_ready"),
    path("phone/entries/", entries.Entries.as_view(), name="phone_entries"),
    path("phone/visits/<int:pk>/", phone.VisitPage.as_view(), name="phone_visit"),
    path("phone/settlement/", settlement.MySettlement.as_view(), name="phone_settlement"),
    path("phone/photos/<int:pk>.jpg", phone.ShowPhoto.as_view(), name="phone_photo"),
    path("phone/visits/<int:visit>/photos/<int:pk>/", measuring.MeasureOnPhone.as_view(), name="phone_measure"),
    path("acceptance-links/<str:party>/give/<path:number>/", links.GiveLink.as_view(), name="acceptance_link_give"),
    path("acceptance-links/<int:pk>/revoke/", links.RevokeLink.as_view(), name="acceptance_link_revoke"),
    path("acceptance-pins/<str:party>/give/<path:number>/", links.GivePin.as_view(), name="acceptance_pin_give"),
    path("phone/visits/<int:pk>/acceptance/", site.ShowCode.as_view(), name="phone_site"),
    path("site/<str:token>/", site.site_acceptance, name="site_acceptance"),
    path("site/<str:token>/photos/<int:pk>/<str:size>.jpg", site.site_photo, name="site_photo"),
    path("acceptance-signatures/<int:pk>.jpg", site.Signature.as_view(), name="site_signature"),
    path("m/<str:token>", months.month_confirmation, name="month_confirmation"),
    path(
        "month-links/<str:month>/<str:code>/<str:party>/give/", months.GiveMonthLink.as_view(), name="month_link_give"
    ),
    path("c/<str:token>", proof.certificate_proof, name="certificate_proof"),
    path("a/<str:token>", acceptance.acceptance, name="acceptance"),
]

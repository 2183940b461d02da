from django.urls import path

from property_ops.modules.site_works.views import sheet

urlpatterns = [path("site-works/sheet/<path:number>/", sheet.SheetPage.as_view(), name="site_works_sheet")]

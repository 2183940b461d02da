{
    "name": "confirmations",
    "summary": "Service agreements and their monthly confirmation",
    "version": "0.1.0",
    "depends": ["estates"],
    "menus": [
        {
            "label": "Service confirmations",
            "section": "Works and service",
            "url": "confirmations",
            "icon": "clipboard-check",
            "permission": "confirmations.view",
            "order": 350,
        },
    ],
    "offers": {
        "confirmation_panels": {
            "takes": "`tabs.Panel` classes",
            "subject": "`confirmations.public.EstateMonth`",
            "class": "property_ops.framework.web.tabs:Panel",
        },
        "service_counts": {
            "takes": "`(estate, month) -> {id of the agreed service: kernel.delivery.DeliveredCount}`: what was "
            "done of what is promised; no more is confirmed",
            "call": "(estate, month)",
        },
    },
    "slots": {
        "approvals": ["property_ops.modules.confirmations.approvals:PAPERS"],
        "importers": ["property_ops.modules.confirmations.importers.confirmations:ConfirmationImporter"],
        "estate_tabs": ["property_ops.modules.confirmations.views.matrix:MonthsOfEstate"],
        "dashboard_panels": ["property_ops.modules.confirmations.views.panels:ConfirmationsOfMonth"],
        "latest_months": ["property_ops.modules.confirmations.selectors:latest_month"],
    },
}

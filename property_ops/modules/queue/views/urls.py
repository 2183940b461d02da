from django.urls import path

from property_ops.modules.queue.views import queue, rules

ONE = "queue/<path:code>/works/<str:number>"

urlpatterns = [
    path("queue/", queue.Queues.as_view(), name="queue"),
    path("queue/weights/", rules.WeightsList.as_view(), name="queue_weights"),
    path("queue/weights/new/", rules.NewWeights.as_view(), name="queue_weight_new"),
    path("queue/weights/<int:pk>/", rules.WeightsPage.as_view(), name="queue_weight"),
    path("queue/budgets/", rules.Budgets.as_view(), name="works_budgets"),
    path("queue/budgets/new/", rules.NewBudget.as_view(), name="works_budget_new"),
    path("queue/budgets/<int:pk>/", rules.BudgetPage.as_view(), name="works_budget"),
    path("queue/<path:code>/queue.pdf", queue.QueuePdf.as_view(), name="queue_pdf"),
    path(f"{ONE}/", queue.WhyPage.as_view(), name="queue_why"),
    path(f"{ONE}/vote/", queue.TieVote.as_view(), name="queue_vote"),
    path("queue/<path:code>/", queue.QueuePage.as_view(), name="queue_estate"),
]

from django.urls import path

from property_ops.modules.votes.views import checking, electors, papers, polls

urlpatterns = [
    path("votes/", polls.Polls.as_view(), name="polls"),
    path("votes/new/", polls.NewPoll.as_view(), name="poll_new"),
    path("votes/<int:pk>/", polls.PollPage.as_view(), name="poll"),
    path("votes/<int:pk>/close/", polls.ClosePoll.as_view(), name="poll_close"),
    path("votes/<int:pk>/recount/", polls.BeginRecount.as_view(), name="poll_recount"),
    path("votes/<int:pk>/result.pdf", papers.ResultSheet.as_view(), name="poll_result"),
    path("votes/<int:pk>/papers/", papers.PrintPapers.as_view(), name="poll_papers"),
    path("votes/<int:pk>/key/", papers.FindPaper.as_view(), name="poll_key"),
    path("votes/<int:pk>/register/", electors.Register.as_view(), name="poll_register"),
    path("votes/<int:pk>/register/answer/", electors.AnswerQuestion.as_view(), name="poll_answer"),
    path("votes/units/<int:pk>/", electors.UnitPage.as_view(), name="poll_unit"),
    path("votes/units/<int:pk>/representative/", electors.Representative.as_view(), name="poll_representative"),
    path("votes/units/<int:pk>/delivered/", electors.Deliver.as_view(), name="poll_deliver"),
    path("votes/units/<int:pk>/new-paper/", electors.NewPaper.as_view(), name="poll_new_paper"),
    path("votes/units/<int:pk>/paper/", papers.PrintPaper.as_view(), name="poll_paper"),
    path("votes/units/<int:pk>/proxy/", electors.NewProxy.as_view(), name="poll_proxy"),
    path("votes/proxies/<int:pk>/revoke/", electors.RevokeProxy.as_view(), name="poll_proxy_revoke"),
    path("votes/proxies/<int:pk>/<str:size>.jpg", electors.ProxyPhoto.as_view(), name="poll_proxy_photo"),
    path("phone/ballots/<str:code>/", papers.KeyPaper.as_view(), name="ballot_key"),
    path("phone/ballots/<str:code>/recount/<int:recount>/", papers.RecountPaper.as_view(), name="ballot_recount"),
    path("ballots/", checking.ask, name="ballot_check_ask"),
    path("ballots/<str:token>/", checking.check, name="ballot_check"),
    path("ballots/<str:token>/proof.json", checking.proof, name="ballot_proof"),
]

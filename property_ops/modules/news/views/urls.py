from django.urls import path

from property_ops.modules.news.views import numbers, online, posts

urlpatterns = [
    path("news/", posts.Posts.as_view(), name="news"),
    path("news/new/", posts.NewPost.as_view(), name="news_new"),
    path("news/handout/<str:code>.pdf", posts.Handout.as_view(), name="news_handout"),
    path("news/poster/<str:code>.pdf", posts.Poster.as_view(), name="news_poster"),
    path("news/photos/<int:pk>.jpg", posts.Photo.as_view(), name="news_photo"),
    path("news/numbers/", numbers.Numbers.as_view(), name="office_numbers"),
    path("news/numbers/new/", numbers.NumberFormPage.as_view(), name="office_number_new"),
    path("news/numbers/<int:pk>/", numbers.NumberFormPage.as_view(), name="office_number"),
    path("news/numbers/<int:pk>/remove/", numbers.RemoveNumber.as_view(), name="office_number_remove"),
    path("news/<int:pk>/", posts.PostPage.as_view(), name="news_post"),
    path("news/<int:pk>/correct/", posts.CorrectPost.as_view(), name="news_correct"),
    path("news/<int:pk>/take-away/", posts.TakeAway.as_view(), name="news_take_away"),
    path("n/<str:token>/", online.estate_page, name="estate_news"),
    path("n/<str:token>/affairs/", online.affairs, name="estate_affairs"),
    path("n/<str:token>/<int:pk>/", online.post_page, name="estate_news_post"),
    path("n/<str:token>/<int:pk>/<int:photo>.jpg", online.photo, name="estate_news_photo"),
]

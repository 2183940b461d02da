from django.urls import path

from property_ops.modules.wall_painting.views import paints, walls

urlpatterns = [
    path("wall-painting/paints/", paints.Paints.as_view(), name="wall_painting_paints"),
    path("wall-painting/paints/new/", paints.PaintPage.as_view(), name="wall_painting_new_paint"),
    path("wall-painting/paints/<int:pk>/", paints.PaintPage.as_view(), name="wall_painting_paint"),
    path("wall-painting/walls/<path:number>/", walls.WallsPage.as_view(), name="wall_painting_walls"),
]

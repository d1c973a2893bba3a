from django.urls import include, path

from tests.ui.gallery import views

handler404 = "tusoi.ui.errors.not_found"

urlpatterns = [
    path("", views.desk, name="gallery-desk"),
    path("season/", views.season, name="gallery-season"),
    path("board/", views.board, name="gallery-board"),
    path("list/", views.people, name="gallery-list"),
    path("form/", views.form, name="gallery-form"),
    path("bulk/", views.bulk, name="gallery-bulk"),
    path("progress/", views.progress, name="gallery-progress"),
    path("findings/", views.findings, name="gallery-findings"),
    path("refused/<str:kind>/", views.refused, name="gallery-refused"),
    path("record/<int:number>/", views.record, name="gallery-record"),
    path("sign-out/", views.desk, name="account_logout"),
    path("", include("tusoi.ui.urls")),
]

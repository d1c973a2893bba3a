"""Addresses of this room."""

from django.urls import path

from tusoi.statistics import views, views_files

app_name = "statistics"
urlpatterns = [
    path("statistics/", views.home, name="home"),
    path("statistics/<int:cycle_id>/", views.overview, name="overview"),
    path("statistics/<int:cycle_id>/ratings/", views.ratings, name="ratings"),
    path("statistics/<int:cycle_id>/subjects/", views.subjects, name="subjects"),
    path("statistics/<int:cycle_id>/figures.xlsx", views_files.workbook, name="workbook"),
    path("statistics/<int:cycle_id>/subjects.xlsx", views_files.roster, name="roster"),
    path("statistics/<int:cycle_id>/report.docx", views_files.word, name="word"),
    path("statistics/<int:cycle_id>/report.pdf", views_files.pdf, name="pdf"),
    path("statistics/<int:cycle_id>/freeze/", views_files.freeze, name="freeze"),
    path("statistics/documents/<int:pk>/", views_files.document, name="document"),
]

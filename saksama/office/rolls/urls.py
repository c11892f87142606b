"""Addresses of the voter lists and their findings."""

from django.urls import path

from saksama.office.rolls.views import findings, lists, reviews

urlpatterns = [
    path("", lists.lists, name="lists"),
    path("upload/", lists.upload, name="upload_list"),
    path("<int:pk>/", lists.list_version, name="list"),
    path("<int:pk>/rejects.csv", lists.rejects, name="list_rejects"),
    path("<int:pk>/findings/", findings.findings, name="findings"),
    path("<int:pk>/findings/review/", reviews.review_many, name="review_findings"),
    path("<int:pk>/findings/<int:finding>/", findings.finding, name="finding"),
    path("<int:pk>/findings/<int:finding>/review/", reviews.review_one, name="review_finding"),
]

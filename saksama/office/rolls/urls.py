"""Addresses of the voter lists and their findings."""

from django.urls import path

from saksama.office.rolls.views import findings, lists, reviews, uploading, withdrawals

urlpatterns = [
    path("", lists.lists, name="lists"),
    path("upload/", uploading.upload, name="upload_list"),
    path("uploads/", uploading.begin_upload, name="begin_upload"),
    path("uploads/<int:pk>/", uploading.upload_piece, name="upload_piece"),
    path("<int:pk>/", lists.list_version, name="list"),
    path("<int:pk>/answer/", lists.answer, name="answer_list"),
    path("<int:pk>/rejects.<str:suffix>", lists.rejects, name="list_rejects"),
    path("<int:pk>/withdraw/", withdrawals.withdraw_list, name="withdraw_list"),
    path("<int:pk>/take-back/", withdrawals.list_stands_again, name="list_stands_again"),
    path("<int:pk>/findings/", findings.findings, name="findings"),
    path("<int:pk>/findings.<str:suffix>", findings.findings_export, name="findings_export"),
    path("<int:pk>/findings/review/", reviews.review_many, name="review_findings"),
    path("<int:pk>/findings/take-back/", reviews.take_back_reviews, name="take_back_reviews"),
    path("<int:pk>/findings/<int:finding>/", findings.finding, name="finding"),
    path("<int:pk>/findings/<int:finding>/photo/<int:review>/", findings.review_photo, name="review_photo"),
    path("<int:pk>/findings/<int:finding>/review/", reviews.review_one, name="review_finding"),
]

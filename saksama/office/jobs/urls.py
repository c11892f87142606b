"""Addresses of background jobs."""

from django.urls import path

from saksama.office.jobs import views

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/state/", views.job_state, name="job_state"),
]

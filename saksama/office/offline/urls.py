"""Addresses of the work without a signal. The worker lies at the root: a browser gives it only what lies below it."""

from django.urls import path

from saksama.office.offline import views

urlpatterns = [
    path("offline/", views.offline, name="offline"),
    path("offline/prepare/", views.prepare, name="prepare_offline"),
    path("service-worker.js", views.service_worker, name="service_worker"),
]

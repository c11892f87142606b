"""Addresses of the start page."""

from django.urls import path

from saksama.office.start import views

urlpatterns = [
    path("", views.start, name="start"),
    path("seen/", views.seen, name="seen"),
]

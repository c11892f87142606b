"""Addresses of the frame itself: language switch and health."""

from django.urls import path

from saksama.office import frame_views

urlpatterns = [
    path("language/", frame_views.language, name="language"),
    path("health/", frame_views.health, name="health"),
]

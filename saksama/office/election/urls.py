"""Addresses of the stages and the regions."""

from django.urls import path

from saksama.office.election import views

urlpatterns = [
    path("duties/<int:pk>/mark/", views.mark_duty, name="mark_duty"),
    path("stages/", views.stages, name="stages"),
    path("stages/load/", views.load_stages, name="load_stages"),
    path("regions/", views.regions, name="regions"),
    path("regions/load/", views.load_regions, name="load_regions"),
    path("regions/<str:code>/", views.region, name="region"),
    path("regions/<str:code>/boundaries.json", views.boundaries, name="boundaries"),
]

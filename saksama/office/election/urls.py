"""Addresses of the stages and the regions."""

from django.urls import path

from saksama.office.election import stage_views, views

urlpatterns = [
    path("duties/<int:pk>/mark/", views.mark_duty, name="mark_duty"),
    path("stages/", stage_views.stages, name="stages"),
    path("stages/load/", stage_views.load_stages, name="load_stages"),
    path("stages/load/file/", stage_views.load_own_stages, name="load_own_stages"),
    path("stages/sample.xlsx", stage_views.stages_sample, name="stages_sample"),
    path("regions/", views.regions, name="regions"),
    path("regions/load/", views.load_regions, name="load_regions"),
    path("regions/<str:code>/", views.region, name="region"),
    path("regions/<str:code>/boundaries.json", views.boundaries, name="boundaries"),
]

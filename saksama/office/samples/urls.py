"""Addresses of the samples."""

from django.urls import path

from saksama.office.samples.views import fieldwork, samples

urlpatterns = [
    path("", samples.samples, name="samples"),
    path("new/", samples.new_sample, name="new_sample"),
    path("<int:pk>/", samples.sample, name="sample"),
    path("<int:pk>/forms/", fieldwork.sample_forms, name="sample_forms"),
    path("<int:pk>/upload/", fieldwork.upload_sample_results, name="upload_sample_results"),
    path("<int:pk>/tps/<int:station>/", fieldwork.sample_station, name="sample_station"),
]

"""Addresses of coklit."""

from django.urls import path

from saksama.office.coklit.views import counts, entering

urlpatterns = [
    path("", counts.coklit, name="coklit"),
    path("coklit.csv", counts.counts_file, name="coklit_file"),
    path("upload/", entering.upload_coklit, name="upload_coklit"),
    path("station/", entering.choose_station, name="choose_coklit_station"),
    path("<str:village>/<str:tps>/", entering.enter_coklit, name="enter_coklit"),
]

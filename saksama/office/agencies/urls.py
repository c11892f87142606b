"""Addresses of the agencies."""

from django.urls import path

from saksama.office.agencies import views

urlpatterns = [
    path("", views.agencies, name="agencies"),
    path("new/", views.new_agency, name="new_agency"),
    path("<int:pk>/", views.agency, name="agency"),
]

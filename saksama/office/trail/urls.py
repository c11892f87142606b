"""Addresses of the audit trail."""

from django.urls import path

from saksama.office.trail import views

urlpatterns = [
    path("", views.trail, name="trail"),
    path("<int:number>/", views.entry, name="trail_entry"),
    path("seal/<str:day>/", views.seal, name="trail_seal"),
]

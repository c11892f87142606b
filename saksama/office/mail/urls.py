"""Addresses of e-mail."""

from django.urls import path

from saksama.office.mail import views

urlpatterns = [
    path("profile/e-mail/", views.choice, name="mail_choice"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/test/", views.test, name="outbox_test"),
    path("outbox/again/", views.again, name="outbox_again"),
]

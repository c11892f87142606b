"""Addresses of the webhooks."""

from django.urls import path

from saksama.office.webhooks import views

urlpatterns = [
    path("", views.webhooks, name="webhooks"),
    path("new/", views.new_webhook, name="new_webhook"),
    path("<int:pk>/", views.webhook, name="webhook"),
    path("<int:pk>/change/", views.change_webhook, name="change_webhook"),
    path("<int:pk>/test/", views.test_webhook, name="test_webhook"),
    path("<int:pk>/secret/", views.new_webhook_secret, name="new_webhook_secret"),
    path("<int:pk>/again/<int:message>/", views.send_webhook_again, name="send_webhook_again"),
    path("<int:pk>/end/", views.end_webhook, name="end_webhook"),
]

"""Addresses of the import."""

from django.urls import path, re_path

from saksama.office.exchange import views

urlpatterns = [
    path("<slug:key>/", views.hand_over, name="import"),
    re_path(r"^(?P<key>[a-z_]+)/template\.(?P<kind>csv|xlsx)$", views.template, name="import_template"),
    re_path(r"^(?P<key>[a-z_]+)/rows\.(?P<kind>csv|xlsx)$", views.take_out, name="import_rows"),
    path("tables/<int:pk>/", views.table, name="table"),
    path("tables/<int:pk>/do/", views.do_table, name="do_table"),
    path("tables/<int:pk>/put-aside/", views.put_aside, name="put_aside_table"),
]

"""Addresses that all rooms share."""

from django.urls import path, re_path

from saksama.office.records.views import notices, search, shared

urlpatterns = [
    path("search/", search.search, name="search"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.all_read, name="all_notices_read"),
    path("notices/<int:pk>/", notices.open_notice, name="open_notice"),
    path("attachments/<int:pk>/", shared.attachment, name="attachment"),
    path("approvals/<int:pk>/", shared.decide, name="decide"),
    re_path(r"^records/(?P<room>[a-z_]+)/export\.(?P<kind>csv|xlsx)$", shared.export, name="export_records"),
    path("records/<slug:room>/<int:pk>/files/", shared.add_files, name="add_files"),
    path("records/<slug:room>/<int:pk>/comment/", shared.add_comment, name="add_comment"),
    path("records/<slug:room>/<int:pk>/link/", shared.add_link, name="add_link"),
    path("records/<slug:room>/<int:pk>/unlink/<int:link>/", shared.remove_link, name="remove_link"),
    path("records/<slug:room>/<int:pk>/begin/<slug:other>/", shared.begin_record, name="begin_record"),
    path("records/<slug:room>/<int:pk>/move/", shared.make_move, name="make_move"),
]

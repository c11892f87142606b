"""Addresses of neutrality."""

from django.urls import path, re_path

from saksama.office.neutrality.views import answers, awareness, handing_over, reading, statistics, writing

urlpatterns = [
    path("", reading.neutrality, name="neutrality"),
    path("new/", writing.new_case, name="new_neutrality"),
    path("<int:pk>/", reading.case, name="neutrality_case"),
    path("<int:pk>/name/", reading.case_name, name="neutrality_name"),
    path("<int:pk>/change/", writing.change_case, name="change_neutrality"),
    path("<int:pk>/evidence/", writing.add_evidence, name="add_neutrality_evidence"),
    path("<int:pk>/assess/", writing.assess, name="assess_neutrality"),
    path("<int:pk>/hand-over/", handing_over.refer, name="refer_neutrality"),
    path("<int:pk>/answer/", answers.answer, name="answer_neutrality"),
    re_path(r"^letters/(?P<pk>\d+)\.(?P<kind>pdf|docx)$", handing_over.letter, name="neutrality_letter"),
    path("letters/<int:pk>/new-link/", handing_over.new_link, name="neutrality_new_link"),
    path("answers/<str:code>/", answers.answer_by_link, name="answer_neutrality_by_link"),
    path("statistics/", statistics.statistics_page, name="neutrality_statistics"),
    re_path(r"^statistics\.(?P<kind>csv|xlsx)$", statistics.statistics_file, name="neutrality_statistics_file"),
    path("awareness/", awareness.awareness, name="awareness"),
    path("awareness/new/", awareness.new_awareness, name="new_awareness"),
    path("awareness/<int:pk>/", awareness.awareness_meeting, name="awareness_meeting"),
    path("awareness/<int:pk>/change/", awareness.change_awareness, name="change_awareness"),
]

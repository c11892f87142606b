"""Addresses of the public page. English lies under en/, so that a page needs no cookie to know its language."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from saksama.office.publicsite.views import data, news, reading, reporting

PAGES: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("", reading.home, "public_home"),
    ("stages/", reading.stages, "public_stages"),
    ("activities/", reading.activities, "public_activities"),
    ("activities/<int:pk>/", reading.activity, "public_activity"),
    ("lists/", reading.lists, "public_lists"),
    ("lists/<int:pk>/", reading.lists, "public_list"),
    ("lists/<int:pk>/<str:code>/", reading.lists, "public_list_place"),
    ("index/", reading.index, "public_index"),
    ("listed/", reading.listed, "public_listed"),
    ("about/", reading.about, "public_about"),
    ("news/", news.news, "public_news"),
    ("news/<int:pk>/", news.news_item, "public_news_item"),
    ("news/<int:pk>/rate/", news.rate, "public_rate"),
    ("news/<int:pk>/comment/", news.comment, "public_comment"),
    ("comments/<int:pk>/complain/", news.complaint, "public_complaint"),
    ("report/", reporting.report, "public_report"),
    ("follow/", reporting.follow, "public_follow"),
    ("follow/message/", reporting.message, "public_message"),
    ("data/", data.data, "public_data"),
    ("feed.xml", data.feed, "public_feed"),
)


def _in(language: str, prefix: str) -> list[URLPattern]:
    return [path(f"{prefix}{end}", view, {"language": language}, name=name) for end, view, name in PAGES]


urlpatterns = [
    *_in("en", "en/"),
    path("data/datapackage.json", data.datapackage, name="public_datapackage"),
    path("data/<slug:name>.csv", data.dataset_csv, name="public_dataset_csv"),
    path("data/<slug:name>.json", data.dataset_json, name="public_dataset_json"),
    path("activities/photos/<int:pk>.jpg", reading.activity_photo, name="public_activity_photo"),
    path("news/pictures/<int:pk>.jpg", reading.news_picture, name="public_news_picture"),
    *_in("id", ""),  # last: what is asked for without a language is Indonesian
]

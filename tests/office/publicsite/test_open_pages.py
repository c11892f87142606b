"""Public pages: no cookie, the language in the address, kept until something changes, and cheap."""

import gzip
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.publicsite.models import NewsItem, Site
from saksama.office.records.states import move
from tests.office.conftest import Cast

PAGES = ("", "stages/", "activities/", "lists/", "index/", "listed/", "about/", "news/", "data/", "feed.xml")
FORMS = ("report/", "follow/")


def test_nothing_is_public_before_the_head_has_opened_the_page(
    cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    assert [Client().get(f"/public/{page}").status_code for page in (*PAGES, *FORMS)] == [404] * 12
    given = {"title": "Bawaslu OKI", "area": "Ogan Komering Ilir", "is_open": "on"}
    assert login(cast.sari).post("/publicsite/settings/", given).status_code == 403
    login(cast.dewi).post("/publicsite/settings/", given)
    assert [Client().get(f"/public/{page}").status_code for page in (*PAGES, *FORMS)] == [200] * 12


def test_pages_need_no_cookie_and_set_none_in_either_language(site: Site, news: NewsItem) -> None:
    for page in (*PAGES, *FORMS, f"news/{news.pk}/"):
        for language, prefix in (("id", ""), ("en", "en/")):
            answer = Client().get(f"/public/{prefix}{page}")
            assert (answer.status_code, answer["Content-Language"]) == (200, language), page
            assert not answer.cookies
            assert "Cookie" not in answer.get("Vary", "")
            assert page == "feed.xml" or f'<html lang="{language}"' in answer.text


def test_the_language_of_the_address_wins_over_the_cookie_of_the_office(site: Site) -> None:
    browser = Client()
    browser.post("/language/", {"language": "en", "next": "/"})
    assert "Tahapan saat ini" in browser.get("/public/").text
    assert "Where we are" in browser.get("/public/en/").text


def test_a_page_asks_for_no_script_and_nothing_from_outside(site: Site, news: NewsItem) -> None:
    for page in (*PAGES[:-1], *FORMS, f"news/{news.pk}/"):
        text = Client().get(f"/public/{page}").text
        assert "<script" not in text
        assert "style=" not in text
        assert 'src="http' not in text


def test_a_page_that_is_shared_tells_title_text_and_picture(site: Site, news: NewsItem) -> None:
    text = Client().get(f"/public/news/{news.pk}/").text
    assert '<meta property="og:title" content="DPT ditetapkan">' in text
    assert '<meta property="og:type" content="article">' in text
    assert 'content="KPU menetapkan DPT.' in text
    assert '<meta property="og:image" content="http://testserver/static/publicsite/share.png">' in text
    assert 'hreflang="en" href="http://testserver/public/en/news/' in text


def test_a_browser_that_has_the_page_gets_a_line_until_something_changes(
    site: Site, news: NewsItem, cast: Cast
) -> None:
    from saksama.office.publicsite.room import NEWS_MOVES

    first = Client().get("/public/news/")
    assert first["Cache-Control"] == "public, max-age=60"
    again = Client().get("/public/news/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    move(news, NEWS_MOVES[1], cast.sari, "Keliru")
    later = Client().get("/public/news/", headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200
    assert "DPT ditetapkan" not in later.text
    assert Client().get(f"/public/news/{news.pk}/").status_code == 404


def test_a_page_comes_packed_to_who_can_unpack_it(site: Site) -> None:
    plain = Client().get("/public/")
    packed = Client().get("/public/", headers={"accept-encoding": "gzip, br"})
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_a_kept_page_costs_one_query_a_part_however_much_it_shows(
    site: Site, news: NewsItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for page, queries in (("", 6), ("news/", 2), (f"news/{news.pk}/", 3), ("stages/", 2), ("listed/", 1)):
        Client().get(f"/public/{page}")
        with django_assert_num_queries(queries):
            assert Client().get(f"/public/{page}").status_code == 200


def test_making_a_list_of_news_costs_no_query_an_item(
    site: Site, news: NewsItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    news.published_at = None
    for number in range(30):
        NewsItem.objects.create(
            by=news.by, region="16.02", day=news.day, title=f"Berita {number}", text="Teks", status="published",
            published_at=news.created, published_by=news.by,
        )  # fmt: skip
    with django_assert_num_queries(4):
        assert "Berita 29" in Client().get("/public/news/").text
    assert "DPT ditetapkan" in Client().get("/public/news/?page=4").text
    assert Client().get("/public/news/?page=x&evil=1").status_code == 200


@pytest.mark.parametrize(
    "path", ["/public/lists/1/", "/public/news/1/", "/public/en/activities/9/", "/public/data/x.csv"]
)
def test_what_is_not_there_is_said_in_the_public_frame(site: Site, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert 'class="masthead"' in answer.text


def test_login_and_public_page_lead_to_each_other(site: Site) -> None:
    assert 'href="/public/"' in Client().get("/login/").text
    assert 'href="/login/"' in Client().get("/public/").text

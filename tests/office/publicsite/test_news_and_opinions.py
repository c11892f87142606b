"""News needs two persons to go out; a reader's comment needs one of the office before it is shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from saksama.office.accounts.models import Account
from saksama.office.publicsite.models import NewsItem, NewsPicture, Opinion, Site
from saksama.office.records.models import Approval, attach
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.publicsite.conftest import DAY, guarded, photo

Login = Callable[[Account], Client]


def _written(login: Login, cast: Cast) -> NewsItem:
    given = {"title": "Patroli masa tenang", "text": "Pengawas berpatroli.", "day": DAY, "region": "16.02"}
    login(cast.sari).post("/publicsite/news/new/", given)
    return NewsItem.objects.latest("pk")


def test_news_goes_out_with_the_word_of_a_second_person_and_without_the_data_of_its_photos(
    site: Site, cast: Cast, login: Login
) -> None:
    item = _written(login, cast)
    attach(item, SimpleUploadedFile("patroli.jpg", photo()), cast.sari)
    login(cast.sari).post(f"/records/news/{item.pk}/move/", {"move": "publish"})
    approval = Approval.objects.get()
    assert (
        login(cast.sari).get(f"/publicsite/news/{item.pk}/change/").status_code == 403
    )  # what was read is what goes out
    login(cast.sari).post(f"/approvals/{approval.pk}/", {"word": "yes"})
    assert Client().get(f"/public/news/{item.pk}/").status_code == 404
    login(cast.dewi).post(f"/approvals/{approval.pk}/", {"word": "yes"})
    item.refresh_from_db()
    assert (item.status, item.published_by) == ("published", cast.dewi)
    picture = NewsPicture.objects.get()
    shown: Any = Client().get(f"/public/news/pictures/{picture.pk}.jpg")
    assert (shown.status_code, shown["Cache-Control"]) == (200, "public, max-age=3600")
    assert b"Telepon Rahasia" not in b"".join(shown.streaming_content)
    for close in shown._resource_closers:  # close() itself would end the connection to the database
        close()
    with Image.open(picture.path) as made:
        assert dict(made.getexif()) == {}
    assert f"/public/news/pictures/{picture.pk}.jpg" in Client().get(f"/public/news/{item.pk}/").text


def test_one_person_withdraws_it_with_a_reason(news: NewsItem, cast: Cast, login: Login) -> None:
    login(cast.sari).post(f"/records/news/{news.pk}/move/", {"move": "withdraw", "note": ""})
    assert Client().get(f"/public/news/{news.pk}/").status_code == 200
    login(cast.sari).post(f"/records/news/{news.pk}/move/", {"move": "withdraw", "note": "Angkanya keliru."})
    assert Client().get(f"/public/news/{news.pk}/").status_code == 404
    assert Entry.objects.filter(action="publicsite.news_withdrawn").count() == 1


def test_english_is_whole_or_not_there(site: Site, news: NewsItem, cast: Cast, login: Login) -> None:
    half = {"title": "A", "text": "B", "day": DAY, "region": "16.02", "title_en": "C"}
    login(cast.sari).post("/publicsite/news/new/", half)
    assert NewsItem.objects.count() == 1
    page = Client().get(f"/public/en/news/{news.pk}/").text
    assert "This item is in Indonesian only." in page
    assert '<h1 lang="id">DPT ditetapkan</h1>' in page


def test_one_touch_rates_and_a_second_corrects_it(news: NewsItem) -> None:
    reader = Client()
    answer = reader.post(f"/public/news/{news.pk}/rate/", {"rating": "useful"})
    assert answer["Location"].startswith(f"/public/news/{news.pk}/comment/?after=")
    reader.post(f"/public/news/{news.pk}/rate/", {"rating": "not"})
    Client(REMOTE_ADDR="10.0.0.2").post(f"/public/en/news/{news.pk}/rate/", {"rating": "useful"})
    assert sorted(Opinion.objects.values_list("rating", flat=True)) == ["not", "useful"]
    assert "Bermanfaat: 1 · Kurang bermanfaat: 1" in Client().get(f"/public/news/{news.pk}/").text


def test_a_comment_joins_its_rating_waits_and_is_shown_once_somebody_has_read_it(
    news: NewsItem, cast: Cast, login: Login
) -> None:
    page = f"/public/news/{news.pk}/"
    after = Client().post(f"{page}rate/", {"rating": "useful"})["Location"].partition("after=")[2]
    given = guarded("comment", comment="Terima kasih infonya.", name="Warga", after=after.replace("%3A", ":"))
    assert "sudah masuk" in Client().post(f"{page}comment/", given).text
    Client().post(f"{page}comment/", given)  # the same form twice
    opinion = Opinion.objects.get()
    assert (opinion.rating, opinion.status) == ("useful", "waiting")
    assert "Terima kasih infonya." not in Client().get(page).text
    login(cast.sari).post(f"/publicsite/opinions/{opinion.pk}/", {"word": "show"})
    assert "Terima kasih infonya." in Client().get(page).text
    assert Entry.objects.get(action="publicsite.comment_shown").object_label == str(opinion)
    login(cast.sari).post(f"/publicsite/opinions/{opinion.pk}/", {"word": "refuse"})
    assert "Terima kasih infonya." not in Client().get(page).text


@pytest.mark.parametrize(
    "comment",
    [
        "Lihat https://contoh.invalid",
        "kunjungi toko-saya.com ya",
        "tulis ke saya@contoh",
        "WA 0812-3456-7890",
        "NIK 1602054101900001",
    ],
)
def test_links_numbers_and_addresses_are_refused(news: NewsItem, comment: str) -> None:
    Client().post(f"/public/news/{news.pk}/comment/", guarded("comment", comment=comment))
    assert not Opinion.objects.exists()


def test_a_comment_that_three_readers_complain_about_waits_again(news: NewsItem, cast: Cast) -> None:
    opinion = Opinion.objects.create(item=news, comment="Kasar", status="shown", decided_by=cast.sari)
    for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2"):
        Client(REMOTE_ADDR=address).post(f"/public/comments/{opinion.pk}/complain/", guarded("complaint"))
    opinion.refresh_from_db()
    assert (opinion.complaints, opinion.status) == (2, "shown")  # the same reader counts once
    Client(REMOTE_ADDR="10.0.0.3").post(f"/public/comments/{opinion.pk}/complain/", guarded("complaint"))
    opinion.refresh_from_db()
    assert opinion.status == "waiting"

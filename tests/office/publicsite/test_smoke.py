from django.test import Client

URLS = ["", "stages/", "activities/", "lists/", "index/", "listed/", "about/", "news/", "report/", "follow/", "data/", "feed.xml"]
def test_it(site, news, report, login, cast):
    for u in URLS:
        for pre in ("", "en/"):
            r = Client().get(f"/public/{pre}{u}")
            assert r.status_code == 200, (u, r.status_code)
            assert not r.cookies and "Cookie" not in r.get("Vary", ""), (u, r.headers)
    for u in ("datapackage.json", "findings.csv", "findings.json", "index.csv", "stages.csv", "activities.json"):
        assert Client().get(f"/public/data/{u}").status_code == 200, u
    r, code = report()
    a = Client().post("/public/follow/", {"number": r.number, "code": code})
    assert r.number in a.text
    c = login(cast.sari)
    for u in ("/publicsite/", "/publicsite/news/", f"/publicsite/news/{news.pk}/", "/publicsite/opinions/", "/citizen-reports/", f"/citizen-reports/{r.pk}/", f"/citizen-reports/{r.pk}/check/", f"/citizen-reports/{r.pk}/finish/", f"/citizen-reports/{r.pk}/place/", "/publicsite/news/new/"):
        assert c.get(u).status_code == 200, u
    c = login(cast.dewi)
    for u in ("/publicsite/settings/", "/publicsite/figures/"):
        assert c.get(u).status_code == 200, u
    a = Client().post(f"/public/news/{news.pk}/rate/", {"rating": "useful"})
    assert a.status_code == 302
    assert Client().get(a["Location"]).status_code == 200
    assert Client().get(f"/public/news/{news.pk}/").status_code == 200

"""The page as people meet it: in a browser, with a mouse, a finger and a keyboard, without a network."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from saksama.rolls.engine import Engine
from saksama.rolls.report import AuditFacts, write_report

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1366, "height": 768}
LARGE_DESA = "16.02.14.2019"  # its middle is well inside it
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A page opened, with all it said and asked for."""

    def __init__(self, browser: Browser, path: Path, **context: object) -> None:
        self.context = browser.new_context(**context)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())


@pytest.fixture
def visit(browser: Browser, written: Path) -> Iterator[Visit]:
    visit = Visit(browser, written / "report.html", viewport=DESKTOP)
    yield visit
    visit.context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.page


@pytest.fixture
def phone(browser: Browser, written: Path) -> Iterator[Page]:
    visit = Visit(browser, written / "report.html", viewport=PHONE, has_touch=True, is_mobile=True)
    yield visit.page
    visit.context.close()


def middle(page: Page, at: int) -> tuple[float, float]:
    """Where on the screen the label point of a desa lies, once the map is in view."""
    x, y = page.evaluate(
        """at => {
            const svg = document.getElementById('atlas');
            document.documentElement.style.scrollBehavior = 'auto';
            svg.scrollIntoView({block: 'center'});
            const data = JSON.parse(document.getElementById('data').textContent);
            const [x, y] = data.labels[data.desa[at][0]];
            const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
            return [point.x, point.y];
        }""",
        at,
    )
    return x, y


def fills(page: Page) -> list[str]:
    return page.eval_on_selector_all("#desa path", "paths => paths.map(path => getComputedStyle(path).fill)")


def counts(page: Page, column: int) -> list[float]:
    cells = f"#places-table tbody.kecamatan tr > :nth-child({column + 1})"
    return page.eval_on_selector_all(cells, "cells => cells.map(cell => Number(cell.dataset.v))")


def test_nothing_is_fetched_and_nothing_goes_wrong(visit: Visit) -> None:
    page = visit.page
    for kind in page.eval_on_selector_all("#kind option", "options => options.map(option => option.value)"):
        page.select_option("#kind", kind)
    page.click("[data-language=en]")
    assert visit.complaints == []
    assert visit.requests == [page.url]


def test_the_policy_lets_no_other_script_or_style_run(visit: Visit) -> None:
    page = visit.page
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'document.body.dataset.intruder = 1';
        document.body.append(script);
    }""")
    assert page.evaluate("document.body.dataset.intruder") is None
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)


def test_another_kind_of_finding_gives_another_map_and_legend(page: Page) -> None:
    fill, legend = fills(page), page.inner_text("#legend")
    page.select_option("#kind", "TMS-DEAD")
    assert fills(page) != fill
    assert page.inner_text("#legend") != legend


def test_counts_and_rates_are_two_maps(page: Page) -> None:
    legend = page.inner_text(".legend")
    page.check("input[value=count]", force=True)
    assert "Jumlah temuan" in page.inner_text(".legend")
    assert page.inner_text(".legend") != legend


def test_the_legend_counts_every_desa_once(page: Page) -> None:
    for kind in ("all", "tms", "DATA-NIK-FORM"):
        page.select_option("#kind", kind)
        assert sum(map(int, re.findall(r"(\d+) desa", page.inner_text("#legend")))) == 327


def test_desa_planted_with_findings_stand_out(page: Page) -> None:
    page.select_option("#kind", "TMS-DEAD")
    assert page.locator("#out a").count() == 2
    assert page.locator("#hot path:not(.halo)").count() == 2


def test_pointing_at_a_desa_tells_its_numbers(page: Page, engine: Engine, facts: AuditFacts) -> None:
    codes = sorted(facts.places.desa)
    page.mouse.move(*middle(page, codes.index(LARGE_DESA)))
    findings = engine.value("SELECT count(*) FROM findings WHERE village = ?", [LARGE_DESA])
    assert facts.places.desa[LARGE_DESA] in page.inner_text("#tip")
    assert f"{findings} temuan" in page.inner_text("#tip")
    page.mouse.move(5, 5)
    assert page.locator("#tip").is_hidden()


def test_a_click_on_the_map_opens_the_row_of_the_desa(page: Page, facts: AuditFacts) -> None:
    at = sorted(facts.places.desa).index(LARGE_DESA)
    page.mouse.click(*middle(page, at))
    row = page.locator(f"#r{at}")
    assert row.is_visible()
    assert facts.places.desa[LARGE_DESA] in row.inner_text()
    assert page.evaluate("document.activeElement.id") == f"r{at}"


def test_a_tap_first_tells_and_then_offers_the_row(phone: Page, facts: AuditFacts) -> None:
    at = sorted(facts.places.desa).index(LARGE_DESA)
    phone.touchscreen.tap(*middle(phone, at))
    assert facts.places.desa[LARGE_DESA] in phone.inner_text("#tip")
    assert phone.locator(f"#r{at}").is_hidden()
    phone.tap("#tip a")
    assert phone.locator(f"#r{at}").is_visible()


def test_the_map_is_one_stop_for_the_keyboard_and_arrows_move_in_it(page: Page) -> None:
    page.focus("#zoom")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.id")
    assert first == "d0"
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.id")
    assert second != first
    assert page.get_attribute(f"#{second}", "aria-label") in page.inner_text("#tip").replace("\n", ". ")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == second.replace("d", "r")


def test_all_controls_are_reached_by_the_keyboard(page: Page) -> None:
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.getAttribute('class')"))
    assert {"skip", "kind", "zoom", "d0", "find", "open-all", "fold"} <= reached


def test_the_table_sorts_both_ways_and_says_so(page: Page) -> None:
    button = page.locator("#places-table thead button").nth(1)
    button.click()
    assert counts(page, 1) == sorted(counts(page, 1), reverse=True)
    assert page.get_attribute("#places-table th:nth-child(2)", "aria-sort") == "descending"
    button.click()
    assert counts(page, 1) == sorted(counts(page, 1))


def test_a_kecamatan_opens_to_its_desa(page: Page) -> None:
    fold = page.locator(".fold", has_text="Kayu Agung")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    assert fold.get_attribute("aria-expanded") == "true"
    assert page.locator("tbody.desa tr:visible").count() == 25


def test_finding_a_desa_by_name_shows_it_and_its_kecamatan(page: Page) -> None:
    page.fill("#find", "paku")
    assert "Paku" in page.inner_text("tbody.desa tr:visible")
    page.fill("#find", "")
    assert page.locator("tbody.kecamatan:visible").count() == 18


def test_the_rows_add_up_to_the_findings(page: Page, engine: Engine) -> None:
    assert sum(counts(page, 1)) == engine.value("SELECT count(*) FROM findings")
    by_desa = page.eval_on_selector_all(
        "tbody.desa td:nth-child(2)", "cells => cells.reduce((sum, cell) => sum + Number(cell.dataset.v), 0)"
    )
    assert by_desa == engine.value("SELECT count(*) FROM findings")


def test_english_replaces_indonesian_everywhere_numbers_too(page: Page) -> None:
    assert "Peta temuan" in page.inner_text("main")
    page.click("[data-language=en]")
    assert page.get_attribute("html", "lang") == "en"
    text = page.inner_text("main")
    assert "Map of findings" in text
    assert "Peta temuan" not in text
    assert "8,0" in text
    assert page.inner_text("#kind option").startswith("All findings")


@pytest.mark.parametrize("width", [320, 360, 768, 1366])
def test_the_page_never_scrolls_sideways(browser: Browser, written: Path, width: int) -> None:
    visit = Visit(browser, written / "report.html", viewport={"width": width, "height": 740})
    visit.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    visit.page.click("#open-all")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    visit.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_darker_classes_differ_in_lightness_whatever_the_eye(browser: Browser, written: Path, scheme: str) -> None:
    visit = Visit(browser, written / "report.html", color_scheme=scheme)
    shades = visit.page.evaluate("""() => ['--none', '--q1', '--q2', '--q3', '--q4', '--q5'].map(
        name => getComputedStyle(document.documentElement).getPropertyValue(name).trim())""")
    lightness = [luminance(shade) for shade in shades[1:]]
    assert lightness == sorted(lightness, reverse=scheme == "light")
    steps = [(max(a, b) + 0.05) / (min(a, b) + 0.05) for a, b in zip(lightness, lightness[1:], strict=False)]
    assert min(steps) > 1.3
    visit.context.close()


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_page_holds_no_person(engine: Engine, written: Path) -> None:
    text = (written / "report.html").read_text("utf-8")
    names = {row[0] for row in engine.rows("SELECT DISTINCT name FROM roll")}
    assert not [name for name in names if name in text]
    assert not re.search(r"1602\d{12}|1602\*", text)


def test_the_page_has_no_inline_handler_or_style_and_is_small(written: Path) -> None:
    text = (written / "report.html").read_text("utf-8")
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert len(text.encode()) < 900_000


def test_data_cannot_end_the_element_it_stands_in(written: Path) -> None:
    text = (written / "report.html").read_text("utf-8")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text)
    assert data
    assert "<" not in data[1]
    assert len(json.loads(data[1])["desa"]) == 327


def test_without_any_finding_the_page_says_so(
    browser: Browser, engine: Engine, facts: AuditFacts, tmp_path: Path
) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind, *_ in engine.rows("DESCRIBE findings"))
    voters = ", ".join(f"{name} {kind}" for name, kind, *_ in engine.rows("DESCRIBE roll"))
    with Engine() as empty:
        empty.run(f"CREATE TABLE findings ({columns})")
        empty.run(f"CREATE TABLE roll ({voters})")
        visit = Visit(browser, write_report(empty, tmp_path, facts))
    assert "Tidak ada temuan" in visit.page.inner_text("h1")
    assert visit.complaints == []
    visit.context.close()

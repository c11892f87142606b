"""The head of the page: what is wrong, where, and how sure, in plain words."""

from saksama.language import Text
from saksama.rolls.findings import Category
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.figures import CATEGORY_TITLES, Figures
from saksama.rolls.report.page.html import both, numeric, say
from saksama.rolls.report.page.states import STATES
from saksama.rolls.report.shapes import Canvas

MONTHS = (
    Text("Januari", "January"),
    Text("Februari", "February"),
    Text("Maret", "March"),
    Text("April", "April"),
    Text("Mei", "May"),
    Text("Juni", "June"),
    Text("Juli", "July"),
    Text("Agustus", "August"),
    Text("September", "September"),
    Text("Oktober", "October"),
    Text("November", "November"),
    Text("Desember", "December"),
)


def headline(figures: Figures, facts: AuditFacts, canvas: Canvas | None) -> str:
    """Title, the answer in one sentence, and its three parts."""
    summary = figures.summary
    made = facts.made_at
    kicker = say(
        "Audit {list} · {election} · {region}",
        "Audit of the {list} · {election} · {region}",
        list=str(facts.list_kind),
        election=facts.election,
        region=facts.places.name,
    )
    scope = say(
        "Diperiksa {voters} pemilih di {desa} desa dan kelurahan, {tps} TPS, pada {day} {month} {year}. Setiap temuan "
        "adalah dugaan yang harus dipastikan orang di lapangan.",
        "Checked: {voters} voters in {desa} desa and kelurahan, {tps} polling stations, on {day} {month} {year}. "
        "Every finding is a suspicion that a person has to confirm on the spot.",
        voters=summary.voters,
        desa=summary.villages,
        tps=summary.polling_stations,
        day=made.day,
        month=MONTHS[made.month - 1],
        year=str(made.year),
    )
    answers = "".join(
        f"<article><h2>{both(title)}</h2>{body}</article>"
        for title, body in (
            (Text("Apa yang salah", "What is wrong"), _what(figures)),
            (Text("Di mana", "Where"), _where(figures, facts)),
            (Text("Seberapa yakin", "How sure"), _how_sure(figures, facts)),
        )
    )
    return (
        f'<section id="headline" aria-labelledby="title"><div class="opening"><div><p class="kicker">{kicker}</p>'
        f'<h1 id="title">{_sentence(figures, facts)}</h1><p class="scope">{scope}</p></div>{_glimpse(canvas)}</div>'
        f'<div class="answers">{answers}</div></section>'
    )


def _glimpse(canvas: Canvas | None) -> str:
    """The map below, small: a picture of the answer. Inert, for the one to be used is the large one."""
    if canvas is None:
        return ""
    box = f"0 0 {canvas.width} {canvas.height}"
    return f'<svg class="glimpse" viewBox="{box}" aria-hidden="true" inert><use href="#desa"/><use href="#hot"/></svg>'


def _sentence(figures: Figures, facts: AuditFacts) -> str:
    listed = figures.summary.people_by_category[Category.TMS]
    missing = figures.summary.people_by_category[Category.MISSING]
    if not figures.summary.findings:
        return say("Tidak ada temuan dalam {list} ini.", "Nothing was found in this {list}.", list=str(facts.list_kind))
    if not missing:
        return say(
            "{listed} dari {voters} pemilih dalam {list} diduga tidak memenuhi syarat.",
            "{listed} of {voters} voters in the {list} are probably not eligible.",
            listed=listed,
            voters=figures.summary.voters,
            list=str(facts.list_kind),
        )
    return say(
        "{listed} pemilih dalam {list} diduga tidak memenuhi syarat; {missing} yang berhak diduga belum terdaftar.",
        "{listed} voters in the {list} are probably not eligible; {missing} who are eligible are probably not listed.",
        listed=listed,
        missing=missing,
        list=str(facts.list_kind),
    )


def _what(figures: Figures) -> str:
    items = "".join(
        f"<div><dt>{both(title)}</dt><dd{numeric(figures.summary.by_category[category])}</dd></div>"
        for category, title in CATEGORY_TITLES.items()
    )
    total = say("Jumlah temuan", "Findings in all")
    return f"<dl>{items}<div><dt>{total}</dt><dd{numeric(figures.summary.findings)}</dd></div></dl>"


def _where(figures: Figures, facts: AuditFacts) -> str:
    summary = figures.summary
    rates = {code: 1000 * found / of for code, (found, of) in summary.by_district.items() if of}
    if not rates or not summary.findings:
        return f"<p>{say('Tidak ada tempat yang menonjol.', 'No place stands out.')}</p>"
    worst = max(rates, key=lambda code: rates[code])
    best = min(rates, key=lambda code: rates[code])
    names = facts.places.kecamatan
    text = say(
        "Terpadat di Kecamatan {worst}: {high} temuan per 1.000 pemilih; paling jarang di {best}: {low}. "
        "Seluruh daftar: {all}.",
        "Densest in Kecamatan {worst}: {high} findings per 1,000 voters; sparsest in {best}: {low}. "
        "The whole list: {all}.",
        worst=names.get(worst, worst),
        best=names.get(best, best),
        high=rates[worst],
        low=rates[best],
        all=1000 * summary.findings / max(summary.voters, 1),
    )
    hot = int(figures.kinds[0].spots.hot.sum())
    spots = say(
        "{hot} dari {desa} desa jauh di atas yang dapat dijelaskan oleh kebetulan.",
        "{hot} of {desa} desa are far above what chance explains.",
        hot=hot,
        desa=len(figures.desa),
    )
    if facts.places.desa_boundaries:
        more = f'<a href="#map">{say("Lihat di peta", "See the map")}</a>'
    else:
        more = f'<a href="#hotspots">{say("Lihat daftarnya", "See their list")}</a>'
    return f"<p>{text}</p><p><b>{spots}</b></p><p>{more}</p>"


def _how_sure(figures: Figures, facts: AuditFacts) -> str:
    summary = figures.summary
    read = say(
        "{read} temuan terbaca langsung dari daftar.",
        "{read} findings are read directly from the lists.",
        read=summary.findings - summary.estimated,
    )
    estimated = say(
        "{estimated} lainnya perkiraan dengan peluang; bila peluang itu tepat, sekitar {true} di antaranya benar.",
        "Another {estimated} are estimates with a probability; if those are right, about {true} of them are true.",
        estimated=summary.estimated,
        true=round(summary.expected_true),
    )
    state = STATES[facts.state]
    more = say("Cara kerja dan batasnya", "Method and its limits")
    certainty = f"<p>{estimated}</p>" if summary.estimated else ""
    return f'<p>{read}</p>{certainty}<p>{both(state.title)}. <a href="#method">{more}</a></p>'

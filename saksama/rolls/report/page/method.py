"""How the findings were made, and what they cannot say."""

from html import escape

from saksama.language import Text
from saksama.rolls.columns import ListKind
from saksama.rolls.findings import Severity
from saksama.rolls.report.facts import LEFT_OUT, AuditFacts
from saksama.rolls.report.figures import Figures
from saksama.rolls.report.page.html import both, cell, say, section, table
from saksama.rolls.report.page.states import STATES

SEVERITIES = {
    Severity.HIGH: Text("tinggi", "high"),
    Severity.MEDIUM: Text("sedang", "medium"),
    Severity.LOW: Text("rendah", "low"),
}
SHORTEST_STEP = 0.1  # seconds; shorter ones are not listed
LIST_TITLES = {
    ListKind.DEATHS: Text("daftar kematian", "list of deaths"),
    ListKind.POLICE_ARMY: Text("daftar TNI dan Polri", "list of soldiers and police"),
    ListKind.DPK: Text("DPK pemilu terakhir", "DPK of the last election"),
    ListKind.CLAIMED: Text("daftar yang menurut KPU sudah dimasukkan", "the people KPU says it added"),
    ListKind.REPORTED: Text("orang yang dilaporkan belum terdaftar", "people reported as missing"),
}
LIMITS = (
    Text(
        "Mesin tidak menyebut siapa pun ganda, meninggal, atau tidak berhak. Mesin menunjuk baris yang patut "
        "diperiksa; "
        "orang yang memastikan, dengan bukti yang diminta tiap aturan.",
        "The machine calls nobody a duplicate, dead or not eligible. It points at rows worth checking; a person "
        "confirms, with the proof that each rule asks for.",
    ),
    Text(
        "Peluang adalah perkiraan dari bobot yang dipelajari pada daftar ini sendiri (Fellegi & Sunter 1969). Peluang "
        "0,8 berarti kira-kira delapan dari sepuluh pasangan serupa memang orang yang sama, bukan bahwa orang ini "
        "80 persen bersalah.",
        "A probability is an estimate from weights learnt on this list itself (Fellegi & Sunter 1969). 0.8 means that "
        "about eight of ten such pairs are the same person, not that this person is 80 per cent guilty.",
    ),
    Text(
        "Tidak ada temuan tidak berarti tidak ada kesalahan: aturan yang dilewati tidak memeriksa apa pun, dan "
        "yang tidak "
        "tercatat di mana pun tidak dapat dilihat dari daftar.",
        "No finding does not mean no error: a rule that was skipped checked nothing, and what is recorded "
        "nowhere cannot "
        "be seen from lists.",
    ),
    Text(
        "Satu pemilih dapat muncul dalam beberapa temuan; jumlah temuan bukan jumlah orang.",
        "One voter may appear in several findings; the number of findings is not a number of people.",
    ),
    Text(
        "Titik panas dihitung dengan uji binomial eksak (Przyborowski & Wilenski 1940) dan koreksi Benjamini & "
        "Hochberg "
        "(1995), untuk tiap jenis tersendiri. Temuan yang datang berombongan, misalnya satu keluarga pindah, "
        "membuat uji "
        "ini terlalu cepat menunjuk.",
        "Hot spots come from an exact binomial test (Przyborowski & Wilenski 1940) corrected after Benjamini & "
        "Hochberg "
        "(1995), each kind by itself. Findings that come in bundles, such as a family that moved, make this test point "
        "too readily.",
    ),
    Text(
        "Batas wilayah pada peta disederhanakan dan bukan batas resmi. Halaman ini hanya memuat jumlah; nama dan nomor "
        "ada dalam lembar lapangan, yang harus disimpan sebagai data pribadi (UU 27/2022).",
        "Boundaries on the map are simplified and not official. This page holds counts only; names and numbers "
        "are in the "
        "field sheets, to be kept as personal data (Law 27/2022).",
    ),
)


def method_section(figures: Figures, facts: AuditFacts) -> str:
    """State of the data, rules that ran and that did not, limits, and how long it took."""
    state = STATES[facts.state]
    limits = "".join(f"<li>{both(limit)}</li>" for limit in LIMITS)
    body = (
        f'<div class="prose"><div><h3>{say("Keadaan data", "State of the data")}</h3>'
        f"<p><b>{both(state.title)}.</b> {both(state.meaning)}</p>"
        f"{_rejected(facts)}{_left_out(facts)}{_second_lists(facts)}</div>"
        f"<div><h3>{say('Batas yang perlu diketahui', 'Limits to know')}</h3><ul>{limits}</ul></div></div>"
        f"{_skipped(facts)}{_ran(figures, facts)}{_timings(facts)}"
    )
    explanation = say(
        "Apa yang diperiksa, apa yang tidak dapat diperiksa, dan bagaimana membaca peluangnya.",
        "What was checked, what could not be, and how to read the probabilities.",
    )
    return section("method", Text("Cara kerja dan batasnya", "Method and its limits"), explanation, body)


def _rejected(facts: AuditFacts) -> str:
    if facts.rows_rejected is None:
        return ""
    text = say(
        "{rows} baris berkas tidak dapat dibaca sebagai pemilih; semuanya tersimpan beserta alasannya.",
        "{rows} rows of the files could not be read as voters; all are kept with their reasons.",
        rows=facts.rows_rejected,
    )
    return f"<p>{text}</p>"


def _left_out(facts: AuditFacts) -> str:
    if not facts.records_left_out:
        return ""
    return f"<p>{say(LEFT_OUT.id, LEFT_OUT.en, rows=facts.records_left_out)}</p>"


def _second_lists(facts: AuditFacts) -> str:
    if not facts.second_lists:
        alone = say("Daftar diperiksa tanpa daftar pembanding.", "The list was checked without any second list.")
        return f"<p>{alone}</p>"
    titles = [LIST_TITLES.get(kind, Text(kind, kind)) for kind in facts.second_lists]
    lists = Text(", ".join(title.id for title in titles), ", ".join(title.en for title in titles))
    return f"<p>{say('Daftar pembanding: {lists}.', 'Second lists: {lists}.', lists=lists)}</p>"


def _skipped(facts: AuditFacts) -> str:
    if not facts.rules_skipped:
        return ""
    rows = [
        f'<tr><th scope="row">{both(skipped.rule.title)}</th><td>{escape(skipped.rule.code)}</td>'
        f'<td class="words">{both(skipped.reason)}</td></tr>'
        for skipped in facts.rules_skipped
    ]
    headings = [say("Aturan", "Rule"), say("Kode", "Code"), say("Alasan", "Reason")]
    title = say("{count} aturan tidak dijalankan", "{count} rules did not run", count=len(rows))
    return f"<h3>{title}</h3>{table(headings, rows, Text('Aturan yang dilewati', 'Rules skipped'), words=3)}"


def _ran(figures: Figures, facts: AuditFacts) -> str:
    counts = figures.summary.by_rule
    rows = [
        f'<tr><th scope="row">{both(rule.title)}</th><td>{escape(rule.code)}</td>'
        f'<td>{both(SEVERITIES[rule.severity])}</td><td class="words">{escape(rule.law)}</td>'
        f'<td class="words">{both(rule.proof)}</td>{cell(counts.get(rule.code, 0))}</tr>'
        for rule in facts.rules_ran
    ]
    headings = [
        say("Aturan", "Rule"),
        say("Kode", "Code"),
        say("Bobot", "Severity"),
        say("Dasar hukum", "Legal basis"),
        say("Bukti yang diminta", "Proof asked for"),
        say("Temuan", "Findings"),
    ]
    title = say("{count} aturan dijalankan", "{count} rules ran", count=len(rows))
    listed = table(headings, rows, Text("Aturan yang dijalankan", "Rules that ran"), words=5)
    return f"<details><summary>{title}</summary>{listed}</details>"


def _timings(facts: AuditFacts) -> str:
    shown = {step: seconds for step, seconds in facts.timings.items() if seconds >= SHORTEST_STEP}
    if not shown:
        return ""
    rows = [f'<tr><th scope="row">{escape(step)}</th>{cell(float(seconds))}</tr>' for step, seconds in shown.items()]
    title = say("Waktu pengerjaan", "Time taken")
    headings = [say("Langkah", "Step"), say("Detik", "Seconds")]
    # No total: a step may be part of another one in the list.
    listed = table(headings, rows, Text("Waktu menurut langkah", "Time by step"))
    return f"<details><summary>{title}</summary>{listed}</details>"

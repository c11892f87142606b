"""One person's name has one key however it is written; another person's has another."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.rolls.engine import Engine
from saksama.rolls.link.names import NAME_COLUMNS, make_names

WORDS = [
    *("MUHAMMAD", "AHMAD", "ABDUL", "SITI", "SALEH", "AMINAH", "NURHAYATI", "JOKO", "SUKARNO", "SYAMSUL", "YUSUF"),
    *("RINA", "RINI", "ZAINAL", "FAJRI", "CANDRA", "WULAN", "KURNIAWAN", "RAHMAN", "BAHARUDDIN", "HASAN", "USMAN"),
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
titles = st.lists(st.sampled_from(["H.", "HJ. ", "H ", "DRS. ", "KH. ", "ALM. ", "USTADZ ", "DR. "]), max_size=2)
degrees = st.lists(st.sampled_from([", S.H.", ", SE", " S.PD", " S.Pd.I", " M.SI", " S.AG.", " S.KOM"]), max_size=2)
# Ways in which one word is written by another hand, the second form for the first.
SPELLINGS = [("U", "OE"), ("J", "DJ"), ("C", "TJ"), ("SY", "SJ"), ("F", "V"), ("F", "P"), ("Z", "J"), ("SY", "SH")]
spelling = st.sampled_from(SPELLINGS)
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def standardise(engine: Engine, *written: str) -> list[dict[str, object]]:
    """NAME_COLUMNS of each name, all of one roll."""
    engine.run("CREATE OR REPLACE TABLE named_people (name VARCHAR)")
    engine.connection.executemany("INSERT INTO named_people VALUES (?)", [[name] for name in written])
    make_names(engine, "named_people", "made_names")
    found = {row[0]: row[1:] for row in engine.rows(f"SELECT name, {', '.join(NAME_COLUMNS)} FROM made_names")}
    return [dict(zip(NAME_COLUMNS, found[name], strict=True)) for name in written]


def keys(engine: Engine, *written: str) -> list[object]:
    return [name["name_key"] for name in standardise(engine, *written)]


@pytest.mark.parametrize(
    "forms",
    [
        ("MUHAMMAD SALEH", "MUH. SALEH", "MOH SALEH", "M.SALEH", "MOCHAMAD SALEH", "MHD SALEH", "muhammad saleh"),
        ("AHMAD YANI", "ACHMAD YANI", "AKHMAD YANI", "A. YANI"),
        ("SITI AMINAH", "ST. AMINAH", "SITTI AMINA", "Siti 'Aminah"),
        ("ABDUL RAHMAN", "ABD. RAHMAN", "ABDOEL RACHMAN"),
        ("JOKO SUKARNO", "DJOKO SOEKARNO", "SUKARNO JOKO"),
        ("SYAMSUL", "SJAMSUL", "SHAMSUL", "SAMSUL"),
        ("ZAINAL FAJRI", "JAENAL PAJRI", "ZAENAL VAJRI"),
        ("NURHAYATI", "NUR'HAYATI", "NURHAYYATI"),
        ("SALEH", "H. SALEH", "HAJI SALEH", "H.SALEH", "SALEH, S.Pd.", "DRS. H. SALEH, M.SI"),
    ],
)
def test_spellings_of_one_name_share_a_key(engine, forms):
    assert len(set(keys(engine, *forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("RINA", "RINI"), ("SITI AMINAH", "SITI FATIMAH"), ("AHMAD YANI", "MUHAMMAD YANI"), ("ALI", "ADI")],
)
def test_different_names_have_different_keys(engine, one, other):
    assert len(set(keys(engine, one, other))) == 2


@quick
@given(st.lists(st.tuples(names, titles, degrees), min_size=1, max_size=20))
def test_titles_before_and_degrees_after_a_name_say_nothing(engine, people):
    bare = [" ".join(words) for words, _, _ in people]
    adorned = ["".join(before) + name + "".join(after) for name, (_, before, after) in zip(bare, people, strict=True)]
    several = [i for i, (words, _, _) in enumerate(people) if len(words) > 1]
    found = standardise(engine, *bare, *adorned)
    for i in several:
        assert found[i]["name_standard"] == found[len(people) + i]["name_standard"], adorned[i]


@quick
@given(st.lists(st.tuples(names, titles, degrees), min_size=1, max_size=20))
def test_the_standard_form_of_a_standard_form_is_itself(engine, people):
    written = ["".join(before) + " ".join(words) + "".join(after) for words, before, after in people]
    standard = [str(name["name_standard"]) for name in standardise(engine, *written)]
    assert [name["name_standard"] for name in standardise(engine, *standard)] == standard


@quick
@given(st.lists(st.tuples(names, spelling), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_old_spelling_and_the_order_of_the_words_do_not_change_the_key(engine, people, chance):
    written, respelt = [], []
    for words, (new, old) in people:
        other = [word.replace(new, old) for word in words]
        chance.shuffle(other)
        written.append(" ".join(words))
        respelt.append(" ".join(other))
    found = keys(engine, *written, *respelt)
    assert found[: len(people)] == found[len(people) :]


@quick
@given(st.lists(st.text(max_size=60), min_size=1, max_size=20))
def test_any_text_at_all_gets_an_answer(engine, written):
    for name in standardise(engine, *written):
        assert name["name_standard"] is not None
        assert name["name_key"] is None or name["name_key"]
        assert name["word_count"] >= 1
        assert name["rarest_word"] >= 1


def test_a_name_of_ten_thousand_letters_gets_an_answer(engine):
    (found,) = standardise(engine, "SITI " + "A" * 10_000)
    assert found["first_key"] == "SITI"


@pytest.mark.parametrize("nothing", ["", "   ", "...", "-", "'"])
def test_what_has_no_letter_has_no_key(engine, nothing):
    assert keys(engine, nothing) == [None]


def test_a_name_of_nothing_but_titles_keeps_its_words(engine):
    assert keys(engine, "BINTI") != [None]


def test_the_rarest_word_is_counted_over_all_bearers(engine):
    found = standardise(engine, "SITI AMINAH", "SITI RINA", "AMINAH")
    assert [name["rarest_word"] for name in found] == [2, 1, 2]

"""The tables of ontology/lexicon: sorted, one spelling, every key points somewhere, every example met by its rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, SKOS, Graph

from kg import lexicon, numerals, places
from kg.errors import LexiconError
from kg.extract import deadlines
from kg.extract.targets import targets
from kg.model import Level, Relation, Role
from kg.read import noise
from kg.read.source import decode
from kg.read.view import fold, look
from kg.resources import LEXICON, ONTOLOGY

KIND = "https://w3id.org/responsibility-graph/concept/kind/"
TABLES = sorted(LEXICON.glob("*.csv"))
VALUES = {  # of the second column
    "acts": {"lead", "support", "shared", "joint", "duty"},
    "heads": {
        "number", "section", "task", "national-item", "key-task", "measures", "goal", "deadline", "person", "note",
        *Role,
    },
    "organs": {"any", "formed", "function"},
    "openings": {"subject", "other"},
    "parts": {"goals", "background"},
    "roles": set(Role),
    "schools": {"kind", "last", "both"},
    "verbs": set(Relation),
}  # fmt: skip


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table under whatever head it has."""
    head = (LEXICON / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    return lexicon.rows(name, *head.split(","))


# What is not right yet, by the case's own name; a case that is made right has to be taken out here.
def case(value: Any, name: str) -> Any:
    return pytest.param(value, id=name)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_is_sorted_by_bytes_without_duplicates(path: Path) -> None:
    _, *lines = path.read_bytes().splitlines()
    assert lines == sorted(set(lines))
    keys = [row[:1] + row[2:] if path.stem == "heads" else row[:1] for row in rows(path.stem)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_is_what_its_loader_expects(path: Path) -> None:
    """A table is read by the function of its name, which checks head and rows."""
    assert getattr(lexicon, path.stem)()


@pytest.mark.parametrize("path", [case(path, path.stem) for path in TABLES])
def test_cells_are_spelt_as_the_folded_text_is(path: Path) -> None:
    """A full-width bracket or a blank in a cell could never be met."""
    cells = [cell for row in rows(path.stem) for cell in row]
    assert cells
    assert [cell for cell in cells if cell != fold(cell) or re.search(r"\s", cell)] == []


@pytest.mark.parametrize("name", sorted(VALUES))
def test_values_are_of_the_table_s_own(name: str) -> None:
    assert [row for row in rows(name) if row[1] not in VALUES[name]] == []


def test_every_kind_is_a_concept() -> None:
    path = ONTOLOGY / "concepts.ttl"
    if not path.is_file():
        pytest.skip("ontology/concepts.ttl is absent, so kinds cannot be looked up")
    concepts = {str(s).removeprefix(KIND) for s in Graph().parse(path).subjects(RDF.type, SKOS.Concept)}
    used = {*(kind for kind, _ in lexicon.functions().values()), *(kind for kind, _ in lexicon.names().values())}
    assert sorted(used - concepts) == []


def test_a_word_has_one_meaning() -> None:
    """No role label is a person's too; no generic phrase is a unit's name."""
    assert not lexicon.roles().keys() & lexicon.people()
    assert not lexicon.names().keys() & lexicon.generic()


def test_loaders_give_what_the_tables_say() -> None:
    assert lexicon.functions()["教育"] == ("education", "")
    assert lexicon.names()["编办"][0] == "party-staffing"
    assert lexicon.roles()["牵头单位"] is Role.LEAD
    assert lexicon.roles()["责任单位"] is Role.RESPONSIBLE
    assert lexicon.verbs()["落实"] is Relation.IMPLEMENTS
    assert lexicon.parts()["指导思想"] == "background"
    assert "有关部门" in lexicon.generic()
    assert "责任领导" in lexicon.people()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("wort,role\n牵头,lead\n", "head is wort,role"),
        ("label,role\n牵头\n", ":2: '牵头'"),
        ("label,role\n牵头,lead\n,lead\n", ":3: ',lead'"),
        ("label,role\n牵头,lead,x\n", ":2: '牵头,lead,x'"),
    ],
)
def test_a_broken_table_is_named_with_its_line(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "roles.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "LEXICON", tmp_path)
    with pytest.raises(LexiconError) as caught:
        lexicon.rows("roles", "label", "role")
    assert reason in str(caught.value)
    assert "roles.csv" in str(caught.value)


def test_a_broken_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text("[[deadline]\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "LEXICON", tmp_path)
    with pytest.raises(LexiconError, match=r"broken\.toml"):
        lexicon.toml("broken")


# ---- noise.toml: a span is searched for, a line must match whole, an advert is found in its sentence


def noise_rows(group: str) -> list[Any]:
    return [case(row, row["name"]) for row in lexicon.toml("noise")[group]]


@pytest.mark.parametrize("row", noise_rows("span"))
def test_span_noise(row: dict[str, Any]) -> None:
    pattern = re.compile(row["pattern"])
    assert row["finds"], "an example shows what a rule is for"
    assert row["leaves"], "a counter-example shows where it stops"
    assert [text for text in row["finds"] if not pattern.search(fold(text))] == []
    assert [text for text in row["leaves"] if pattern.search(fold(text))] == []


@pytest.mark.parametrize("row", noise_rows("line"))
def test_line_noise(row: dict[str, Any]) -> None:
    pattern = re.compile(row["pattern"])
    assert row["finds"], "an example shows what a rule is for"
    assert row["leaves"], "a counter-example shows where it stops"
    assert [text for text in row["finds"] if not pattern.fullmatch(fold(text))] == []
    assert [text for text in row["leaves"] if pattern.fullmatch(fold(text))] == []


def test_advert() -> None:
    """`finds` gives a sentence → the advert in it."""
    advert = lexicon.toml("noise")["advert"]
    for example in advert["finds"]:
        sentence, wanted = example.split(" → ")
        assert [sentence[n.span.start : n.span.end] for n in noise.find(fold(sentence))] == [wanted]
    assert [text for text in advert["leaves"] if noise.find(fold(text))] == []


def test_noise_names_are_its_own() -> None:
    names = [row["name"] for group in ("span", "line") for row in lexicon.toml("noise")[group]]
    assert len(names) == len(set(names))


# ---- deadlines.toml: `finds` gives a cell → its value ("" for none)


@pytest.mark.parametrize("row", [case(row, row["name"]) for row in lexicon.toml("deadlines")["deadline"]])
def test_deadline(row: dict[str, Any]) -> None:
    pattern = re.compile(row["pattern"])
    assert row["finds"], "an example shows what a rule is for"
    assert row["leaves"], "a counter-example shows where it stops"
    for text, value in row["finds"].items():
        match = pattern.fullmatch(fold(text))
        assert match, text
        assert (deadlines.value(match) or "") == value, text
    assert [text for text in row["leaves"] if pattern.fullmatch(fold(text))] == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (text, row["kind"], value)
        for row in lexicon.toml("deadlines")["deadline"]
        for text, value in row["finds"].items()
    ],
)
def test_deadline_is_found_by_the_first_rule_that_fits(text: str, kind: str, value: str) -> None:
    """No earlier rule takes what a later one is meant for."""
    reading = look(decode(text.encode(), "cell.txt"))
    found = deadlines.of_cell(reading, 0, len(text))
    assert found is not None
    assert (found.kind, found.value or "") == (kind, value)


@pytest.mark.parametrize("text", [case(text, text) for text in ("2024年13月", "2024年6月31日前", "2024年0月")])
def test_no_such_month_or_day(text: str) -> None:
    """A value is ISO or it is the year alone; a day that no month has is none."""
    reading = look(decode(text.encode(), "cell.txt"))
    found = deadlines.of_cell(reading, 0, len(text))
    assert found is None or found.value in {"2024", "2024-06", None}


# ---- targets.toml


@pytest.mark.parametrize("row", [case(row, row["text"]) for row in lexicon.toml("targets")["example"]])
def test_target(row: dict[str, Any]) -> None:
    reading = look(decode(row["text"].encode(), "sentence.txt"))
    found = [(float(t.value), t.unit or "", t.comparator) for t in targets(reading, 0, len(row["text"]))]
    assert found == [(row["value"], row["unit"], row["comparator"])]


@pytest.mark.parametrize("text", lexicon.toml("targets")["leaves"])
def test_no_target(text: str) -> None:
    assert targets(look(decode(text.encode(), "sentence.txt")), 0, len(text)) == ()


# ---- numerals and places


@pytest.mark.parametrize(
    ("text", "number"),
    [("二十四", 24), ("２", 2), ("③", 3), ("十", 10), ("一百零三", 103), ("12", 12), ("两", 2), (" 7 ", 7), ("〇", 0)],
)
def test_numerals(text: str, number: int) -> None:
    assert numerals.integer(text) == number


@pytest.mark.parametrize("text", ["", "市", "1.5", "-3", "一市", "１:２", "½", "第三"])
def test_no_numerals(text: str) -> None:
    assert numerals.integer(text) is None


@pytest.mark.parametrize(
    ("name", "level", "province"),
    [
        ("磐石市", Level.COUNTY, "吉林省"),
        ("常德市", Level.PREFECTURE, "湖南省"),
        ("楚雄州", Level.PREFECTURE, "云南省"),
        ("楚雄彝族自治州", Level.PREFECTURE, "云南省"),
        ("云南省", Level.PROVINCIAL, None),
    ],
)
def test_places(name: str, level: Level, province: str | None) -> None:
    place = places.lookup(name)
    assert place is not None
    assert (place.level, place.province) == (level, province)


def test_a_place_by_its_last_word() -> None:
    assert places.guess_level("丁家县") is Level.COUNTY
    assert places.guess_level("丁家镇") is Level.TOWNSHIP
    assert places.guess_level("丁城市") is None  # 市 may be a prefecture or a county
    assert places.lookup("丁城市") is None
    assert places.everyday("楚雄彝族自治州") == "楚雄州"
    assert places.everyday("磐石市") == "磐石市"

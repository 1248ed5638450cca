"""What stands beside a document in a sidecar, and where the two differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from inputs_fixture import PLAN, write

from kg.build import build
from kg.graph.ask import select
from kg.graph.store import open_store
from kg.inputs import sidecars
from kg.inputs.document import of_file
from kg.read.limits import Limits
from kg.source import Stated

pytestmark = pytest.mark.usefixtures("bare")


def test_a_sidecar_states_what_the_text_does_not(tmp_path: Path) -> None:
    bare = PLAN.replace("丁城市", "")
    write(
        tmp_path, plan__txt=bare, plan__toml='place = "丁城市"\ndate = 2021-04-13\naddress = "https://a.example/1.html"'
    )
    out = build([tmp_path / "plan.txt"], tmp_path / "out").out
    rows = select(
        open_store(out),
        "SELECT ?place ?date ?address ?file WHERE { ?plan a resp:Plan ; resp:place/skos:prefLabel ?place ;"
        " eli:date_document ?date . ?text a resp:Text ; dcterms:source ?address ."
        " ?said a resp:Statement ; rdf:object ?date ; resp:fileName ?file }",
    ).rows
    assert [tuple(map(str, row)) for row in rows] == [("丁城市", "2021-04-13", "https://a.example/1.html", "plan.toml")]


def test_where_sidecar_and_text_differ_there_is_a_doubt(tmp_path: Path) -> None:
    (path, _) = write(tmp_path, plan__txt=PLAN, plan__toml='title = "丁城市养老工作要点"')
    plan = of_file(path).plan(Limits())
    assert plan.title is not None and plan.title.text == "丁城市养老工作要点"
    assert [d.reason for d in plan.doubts if "another" in d.reason] == [
        "plan.toml states another title: 丁城市养老工作要点"
    ]


@pytest.mark.parametrize(("place", "differs"), [("戊城市", True), ("丁城市", False), ("丙省丁城市", False)])
def test_another_place_is_a_doubt_where_the_text_says_it(place: str, differs: bool, tmp_path: Path) -> None:
    (path, _) = write(tmp_path, plan__txt=PLAN, plan__toml=f'place = "{place}"')
    found = [d for d in of_file(path).plan(Limits()).doubts if "another" in d.reason]
    assert [(d.reason, d.evidence.quote) for d in found] == [
        ("plan.toml states another place: 戊城市", "丁城市托育工作要点")
    ] * differs


def test_a_changed_sidecar_is_a_changed_document(tmp_path: Path) -> None:
    path, sidecar = write(tmp_path, plan__txt=PLAN, plan__toml='place = "丁城市"')
    build([path], tmp_path / "out")
    assert build([path], tmp_path / "out").read == 0
    sidecar.write_text('place = "戊城市"', encoding="utf-8")
    assert build([path], tmp_path / "out").read == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "expected TOML"),
        ('tilte = "x"', "unknown key 'tilte'; expected title, issuer, place, date, address"),
        ("title = 3", "title is 3; expected a text"),
        ('date = "May"', "date is 'May'; expected one such as 2021-04-13"),
        ('address = "file:///etc/passwd"', "expected one such as https://"),
        ('address = "https://a.b/> <x"', "expected one such as https://"),
        ('address = "https://a.b/?type[]=1"', "expected one such as https://"),
        ('address = "https://a.b/100%"', "expected one such as https://"),
        ('address = "https://a.b/a#b#c"', "expected one such as https://"),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_named(text: str, message: str, tmp_path: Path) -> None:
    path, _, good = write(tmp_path, plan__txt=PLAN, plan__toml=text, other__txt=PLAN)
    report = build([path, good], tmp_path / "out")
    assert report.plans == 1
    assert ["plan.toml beside it" in one.message and message in one.message for one in report.failures] == [True]


def test_the_nearer_sidecar_goes_first(tmp_path: Path) -> None:
    write(tmp_path, plan__toml='title = "a"', plan__txt__toml='title = "b"', plan__txt="")
    found = sidecars.beside(tmp_path / "plan.txt")
    assert found is not None and sidecars.read(found) == Stated("plan.txt.toml", title="b")
    assert sidecars.beside(tmp_path / "other.txt") is None

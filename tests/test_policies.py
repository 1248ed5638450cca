"""The national policies of ontology/policies: whole, at one with each other, and met under the titles that plans print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD
from rdflib.term import Node
from terms import CONCEPT, ELI, LEVEL, ORG, RESP

from kg.graph.identifiers import Identifiers
from kg.graph.policies import known
from kg.graph.vocabulary import DEFAULT_BASE
from kg.numerals import integer
from kg.resources import ONTOLOGY, POLICIES

FILES = {path.stem: Graph().parse(path) for path in sorted(POLICIES.glob("*.ttl"))}
ALL = Graph()
for one in FILES.values():
    ALL += one
WORKS = sorted(URIRef(str(work)) for work in ALL.subjects(RDF.type, RESP.Document))
ITEMS = sorted(URIRef(str(item)) for item in ALL.subjects(RDF.type, RESP.Item))
UNITS = sorted(URIRef(str(unit)) for unit in ALL.subjects(RDF.type, RESP.Unit))
KINDS = set(Graph().parse(ONTOLOGY / "concepts.ttl").subjects(SKOS.inScheme, CONCEPT.kind))
NUMBER = re.compile(r"[一-龥]{2,5}〔(?P<year>(?:19|20)\d\d)〕[1-9]\d*号|[一-龥]{3,16}令第[1-9]\d*号")


def tail(iri: Node) -> str:
    return unquote(str(iri).rsplit("/", 1)[1])


def only(subject: Node, predicate: URIRef) -> Literal:
    """The one value of the predicate, a literal."""
    (value,) = ALL.objects(subject, predicate)
    assert isinstance(value, Literal)
    return value


def names(subject: Node) -> Iterator[str]:
    """Every name of a work or unit, as names are compared: without blanks, brackets and punctuation."""
    found = (*ALL.objects(subject, SKOS.prefLabel), *ALL.objects(subject, SKOS.altLabel))
    yield from {re.sub(r"[\W_]", "", str(name)) for name in found}


def each(iris: list[URIRef]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("iri", iris, ids=lambda iri: unquote(iri.removeprefix(DEFAULT_BASE)))


# ---- files


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_says_what_it_holds_in_english_and_chinese(name: str) -> None:
    english, chinese, blank = (POLICIES / f"{name}.ttl").read_text(encoding="utf-8").splitlines()[:3]
    assert re.fullmatch(r"# [A-Z][ -~]+\.", english)
    assert re.fullmatch(r"# [^a-z]*[一-龥].*。", chinese)
    assert blank == ""


@pytest.mark.parametrize("name", sorted(set(FILES) - {"issuers"}))
def test_a_file_is_named_after_the_year_of_its_policies(name: str) -> None:
    works = list(FILES[name].subjects(RDF.type, RESP.Document))
    years = {str(date)[:4] for work in works for date in ALL.objects(work, ELI.date_document)}
    years |= {found["year"] for work in works for found in map(NUMBER.match, numbers(work)) if found and found["year"]}
    assert works
    assert years == {name[:4]}


def numbers(work: Node) -> list[str]:
    return [str(number) for number in ALL.objects(work, ELI.id_local)]


# ---- works


@each(WORKS)
def test_a_work_has_a_title_a_level_and_issuers_that_are_described(iri: URIRef) -> None:
    title = only(iri, DCTERMS.title)
    assert title.language == "zh"
    assert only(iri, SKOS.prefLabel) == title
    assert {name.language for name in ALL.objects(iri, SKOS.altLabel) if isinstance(name, Literal)} <= {"zh"}
    assert title not in set(ALL.objects(iri, SKOS.altLabel))
    assert list(ALL.objects(iri, RESP.level)) == [LEVEL.national]
    issuers = set(ALL.objects(iri, ELI.passed_by))
    assert issuers
    assert issuers <= set(UNITS)


@each(WORKS)
def test_a_number_and_a_date_are_well_formed_where_they_are_known(iri: URIRef) -> None:
    assert [number for number in numbers(iri) if not NUMBER.fullmatch(number)] == []
    assert len(numbers(iri)) <= 1
    for date in ALL.objects(iri, ELI.date_document):
        assert isinstance(date, Literal)
        assert date == only(iri, ELI.date_document)
        assert date.datatype == XSD.date
        assert date.value is not None  # a day of the calendar
    assert (iri, ELI.id_local, None) in ALL or (iri, ELI.date_document, None) in ALL


@pytest.mark.parametrize(
    "number", ["国办发[2020]34号", "国办发〔2020〕034号", "〔2020〕34号", "国办发〔2020〕34", "教育部第49号"]
)
def test_a_number_in_another_form_is_not_well_formed(number: str) -> None:
    assert NUMBER.fullmatch("国办发〔2020〕34号")
    assert not NUMBER.fullmatch(number)


def test_no_two_works_share_a_name_nor_a_number() -> None:
    shared = Counter(name for work in WORKS for name in names(work))
    assert len(shared) >= len(WORKS) > 0
    assert [name for name, times in shared.items() if times > 1] == []
    assert [number for number, times in Counter(n for w in WORKS for n in numbers(w)).items() if times > 1] == []


# ---- parts and items


@each(ITEMS)
def test_a_part_or_item_has_a_title_and_a_number_and_reaches_its_work(iri: URIRef) -> None:
    work, kind, number = re.fullmatch(r"(.+)/(part|item)/([^/]+)", iri).groups()  # type: ignore[union-attr]
    assert only(iri, SKOS.prefLabel).language == "zh"
    assert not str(only(iri, SKOS.prefLabel)).endswith("。")
    assert str(only(iri, DCTERMS.identifier)) == number
    assert URIRef(work) in set(ALL.transitive_objects(iri, DCTERMS.isPartOf))
    assert list(ALL.objects(iri, RESP.derivesFrom)) == ([URIRef(work)] if kind == "item" else [])
    assert kind == "part" or (None, DCTERMS.isPartOf, iri) not in ALL


def last_number(iri: Node) -> int | None:
    """7 of 7, 二-7, 3.7 and 七."""
    return integer(re.split(r"[-.]", tail(iri))[-1])


@each(sorted({URIRef(str(whole)) for whole in ALL.objects(None, DCTERMS.isPartOf)}))
def test_the_parts_of_a_whole_follow_each_other_without_a_gap(iri: URIRef) -> None:
    found = sorted(last_number(part) or 0 for part in ALL.subjects(DCTERMS.isPartOf, iri))
    assert found == list(range(found[0], found[0] + len(found)))
    assert iri not in WORKS or found[0] == 1


# ---- issuers


@each(UNITS)
def test_an_issuer_is_described_once_with_a_kind_and_issues_something(iri: URIRef) -> None:
    assert [name for name, graph in FILES.items() if (iri, RDF.type, RESP.Unit) in graph] == ["issuers"]
    assert only(iri, SKOS.prefLabel) == Literal(tail(iri), "zh")
    assert list(ALL.objects(iri, RESP.level)) == [LEVEL.national]
    (kind,) = ALL.objects(iri, ORG.classification)
    assert kind in KINDS
    assert (None, ELI.passed_by, iri) in ALL


def test_no_two_issuers_share_a_name() -> None:
    shared = Counter(name for unit in UNITS for name in names(unit))
    assert len(shared) >= len(UNITS) > 0
    assert [name for name, times in shared.items() if times > 1] == []


# ---- as works that plans cite


def test_every_work_is_read_under_its_published_iri_with_its_names_and_items() -> None:
    ids = Identifiers("https://example.org/")
    works = list({work.key: work for work in known().works.values()}.values())
    assert [work.known for work in works] == [True] * len(WORKS)
    for work in works:
        iri = URIRef(f"{DEFAULT_BASE}work/{work.title}")
        assert iri in WORKS
        assert set(map(str, ALL.objects(iri, SKOS.altLabel))) == set(work.aliases)
        items = {f"{iri}/item/{item.key}": item.label for item in work.items}
        assert items == {str(item): str(only(item, SKOS.prefLabel)) for item in ALL.subjects(RESP.derivesFrom, iri)}
        assert unquote(ids.work(work.key, known=True)) == str(iri)


CITED = {
    "中小学德育工作指南": "中小学德育工作指南",
    "义务教育学校校长专业标准": "义务教育学校校长专业标准",
    "教师法": "中华人民共和国教师法",
    "中小学教师职业道德规范": "中小学教师职业道德规范",
    "中小学教育惩戒规则(试行)": "中小学教育惩戒规则（试行）",
    "中小学数字校园建设规范(试行)": "中小学数字校园建设规范（试行）",
    "党支部工作条例": "中国共产党支部工作条例（试行）",
    "廉政准则": "中国共产党党员领导干部廉洁从政若干准则",
    "网络信息内容生态治理规定": "网络信息内容生态治理规定",
    "新时代公民道德建设实施纲要": "新时代公民道德建设实施纲要",
    "新时代爱国主义教育实施纲要": "新时代爱国主义教育实施纲要",
    "深化新时代教育评价改革总体方案": "深化新时代教育评价改革总体方案",
    "关于全面加强和改进新时代学校体育工作的意见": "关于全面加强和改进新时代学校体育工作的意见",
    "关于全面加强和改进新时代学校美育工作的意见": "关于全面加强和改进新时代学校美育工作的意见",
    "教育部等八部门关于进一步激发中小学办学活力的若干意见": "关于进一步激发中小学办学活力的若干意见",
    "教育部等九部门关于印发中小学生减负措施的通知": "中小学生减负措施",
    "教育部关于数字教育资源公共服务体系建设与应用的指导意见": "关于数字教育资源公共服务体系建设与应用的指导意见",
    "中共中央、国务院关于深化教育教学改革全面提高义务教育质量的意见": "关于深化教育教学改革全面提高义务教育质量的意见",
    # Others that look alike: of a province, of another year, of another body, and one that says too little
    "关于全面深化新时代教师队伍建设改革的实施意见": None,
    "中小学生减负措施实施方案": None,
    "湖南省关于深化新时代教育督导体制机制改革的实施意见": None,
    "国务院办公厅关于全面加强和改进学校美育工作的意见": None,
    "中国共产党党员领导干部廉洁从政若干准则（试行）": None,
    "普通高中校长专业标准": None,
    "支部工作条例": None,
    "指南": None,
}


@pytest.mark.parametrize(("cited", "meant"), CITED.items())
def test_a_title_as_plans_print_it_names_one_policy_or_none(cited: str, meant: str | None) -> None:
    plain = re.sub(r"[\W_]", "", cited)
    assert [tail(work) for work in WORKS if plain in set(names(work))] == ([meant] if meant else [])


def test_what_is_said_twice_is_one_item(tmp_path: Path) -> None:
    said = """@prefix resp: <https://w3id.org/responsibility-graph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:opinion> a resp:Document ; dcterms:title "关于修桥的意见"@zh .
<urn:item> a resp:Item ; resp:derivesFrom <urn:opinion> ; dcterms:identifier "1" ; skos:prefLabel "修桥"@zh ."""
    (tmp_path / "one.ttl").write_text(said, encoding="utf-8")
    (tmp_path / "two.ttl").write_text(said, encoding="utf-8")
    assert {work.title: [item.label for item in work.items] for work in known(tmp_path).works.values()} == {
        "关于修桥的意见": ["修桥"]
    }

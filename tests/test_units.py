"""Names of units taken apart: whose it is, what it is, its kind, what tells it from others."""

from __future__ import annotations

import pytest

from kg.extract.units import UnitName, is_generic, parse, parse_open

NAMES = [
    # name, scope, core, kind
    ("教育局", "", "教育局", "education"),
    ("市教育局", "市", "教育局", "education"),
    ("磐石市教育局", "磐石市", "教育局", "education"),
    pytest.param("吉林省磐石市教育局", "吉林省磐石市", "教育局", "education"),
    pytest.param("长沙市岳麓区教育局", "长沙市岳麓区", "教育局", "education"),
    ("州教育体育局", "州", "教育体育局", "education"),
    ("楚雄州教育体育局", "楚雄州", "教育体育局", "education"),
    ("省教育厅", "省", "教育厅", "education"),
    ("教育部", "", "教育部", "education"),
    ("教育部门", "", "教育部门", "education"),
    ("县市教育部门", "县市", "教育部门", "education"),
    ("教育行政部门", "", "教育行政部门", "education"),
    ("市委编办", "市委", "编办", "party-staffing"),
    ("编办", "", "编办", "party-staffing"),
    ("市人力资源和社会保障局", "市", "人力资源和社会保障局", "human-resources"),
    ("市人力资源社会保障局", "市", "人力资源社会保障局", "human-resources"),
    ("人社局", "", "人社局", "human-resources"),
    ("市住房城乡建设局", "市", "住房城乡建设局", "housing-construction"),
    ("住建局", "", "住建局", "housing-construction"),
    ("市文化广播电视和旅游局", "市", "文化广播电视和旅游局", None),
    ("文广旅局", "", "文广旅局", None),
    ("人民政府办公室", "", "人民政府办公室", "government-office"),
    ("各县(市、区)教育局", "各县(市、区)", "教育局", "education"),
    pytest.param("县市区教育局", "县市区", "教育局", "education"),
    pytest.param("各县市教育局", "各县市", "教育局", "education"),
    ("永州市生态环境局祁阳分局", "永州市", "生态环境局祁阳分局", "ecology-environment"),
    ("县公安局交警大队", "县", "公安局交警大队", "public-security"),
]


@pytest.mark.parametrize(("name", "scope", "core", "kind"), NAMES)
def test_parts_of_a_name(name: str, scope: str, core: str, kind: str | None) -> None:
    unit = parse(name)
    assert unit is not None
    assert (unit.text, unit.scope, unit.core) == (name, scope, core)
    assert unit.kind == kind if kind else unit.kind


@pytest.mark.parametrize(
    "forms",
    [
        ("教育局", "市教育局", "磐石市教育局", "教育部门", "教育行政部门"),
        ("编办", "市委编办", "市编办", "市委机构编制委员会办公室"),
        ("人社局", "市人力资源和社会保障局", "市人力资源社会保障局", "人力资源和社会保障部门"),
        ("发改局", "市发展改革局", "市发展和改革局", "市发改委", "市发展和改革委员会"),
        ("文广旅局", "市文化广播电视和旅游局"),
        ("市场监管局", "市市场监管局", "市市场监督管理局", "市场监督管理局"),
        ("网信办", "市委网信办", "市网信办"),
        ("妇联", "市妇联", "市妇女联合会"),
        ("政法委", "市委政法委"),
        ("宣传部", "市委宣传部"),
        ("住建局", "市住房城乡建设局", "市住房和城乡建设局", "住房城乡建设部门"),
        ("团市委", "共青团磐石市委", "共青团磐石市委员会"),
        ("卫健局", "市卫生健康局", "市卫生健康委", "市卫生健康委员会"),
    ],
    ids=lambda forms: forms[0],
)
def test_forms_of_one_unit_have_one_identity(forms: tuple[str, ...]) -> None:
    identities = {name: unit.identity if (unit := parse(name)) else None for name in forms}
    assert len(set(identities.values())) == 1, identities
    assert None not in identities.values()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市教育局", "市财政局"),
        ("市教育局", "市公安局"),
        ("市委宣传部", "市委组织部"),
        ("市总工会", "市妇联"),
        ("市人民法院", "市人民检察院"),
        ("市人民政府", "市人民政府办公室"),
        ("县委督查室", "县政府督查室"),
        ("县委研究室", "县政府研究室"),
        ("永州市生态环境局祁阳分局", "永州市生态环境局"),
        ("市委", "市委办公室"),
        ("市交通运输局", "市公安局交警支队"),
    ],
)
def test_different_units_differ(one: str, other: str) -> None:
    first, second = parse(one) or parse_open(one), parse(other) or parse_open(other)
    assert first is not None
    assert second is not None
    assert first.identity != second.identity


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市委", "party-committee"),
        ("磐石市委", "party-committee"),
        ("团市委", "youth-league"),
        ("共青团磐石市委", "youth-league"),
        ("各县(市、区)人民政府", "government"),
        ("各乡镇人民政府", "government"),
        ("县市区人民政府", "government"),
        ("各区、县级市", "government"),
        ("各有关区、县级市", "government"),
        ("各县(市)、区人民政府", "government"),
        ("各区县(自治县)人民政府", "government"),
        ("各省辖市人民政府", "government"),
        ("各市(地)人民政府", "government"),
        ("各盟行政公署", "government"),
        ("各省、自治区、直辖市人民政府", "government"),
    ],
)
def test_units_named_by_their_place(name: str, kind: str) -> None:
    unit = parse(name)
    assert unit is not None
    assert unit.kind == kind


@pytest.mark.parametrize(
    "name",
    [
        "",
        "市",
        "局",
        "教育",
        "王小明",
        "副市长王小明",
        "李局长",
        "有关部门",
        "各有关部门",
        "市直有关部门",
        "各县区相关单位",
        "各单位",
        "社会各界",
        "学生",
        "教师队伍建设",
        "布局",
        "市场监管局团市委",
        "教育局财政局",
        "各地区",
        "各场所",
        "全部",
        "干部",
        "内部",
        "办法",
        "格局",
        "加强教育部门",
        "负责教育局",
    ],
)
def test_no_unit(name: str) -> None:
    assert parse(name) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("广东海事局", "transport"),
        ("北京证监局", "finance-regulation"),
        ("海口海关", "customs"),
        ("吉林银保监局", "finance-regulation"),
    ],
)
def test_a_branch_of_the_state_in_a_province_or_prefecture_is_none_of_its_bureaus(name: str, kind: str) -> None:
    assert parse(name) == UnitName(name, "", name, kind, name)


@pytest.mark.parametrize("name", ["杭州市", "越秀区", "楚雄州", "来安县"])
def test_in_a_list_of_units_a_place_is_its_government(name: str) -> None:
    unit = parse_open(name)
    assert parse(name) is None
    assert unit is not None
    assert (unit.scope, unit.kind, unit.identity) == (name, "government", "政府")


@pytest.mark.parametrize(
    ("name", "scope", "core"),
    [
        ("市蚕桑产业发展中心", "市", "蚕桑产业发展中心"),
        ("东湖景区管理委员会", "", "东湖景区管理委员会"),
        ("市城市运营集团", "市", "城市运营集团"),
        ("省联社", "省", "联社"),
        ("市场发展中心", "", "市场发展中心"),
        ("区域协作办", "", "区域协作办"),
    ],
)
def test_by_shape_alone(name: str, scope: str, core: str) -> None:
    """In a labelled list an organ's word is enough; the kind stays unknown."""
    unit = parse_open(name)
    assert unit is not None
    assert (unit.scope, unit.core, unit.kind, unit.identity) == (scope, core, None, core)


@pytest.mark.parametrize(
    "name",
    ["", "市局", "王小明", "有关部门", "待定", "加强学校管理办", "做好了的工作局", "《方案》办公室", "工作任务中心"],
)
def test_no_unit_by_shape_either(name: str) -> None:
    assert parse_open(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "有关部门",
        "各有关部门",
        "市直各有关单位",
        "县直相关部门",
        "各相关责任单位",
        "其他有关单位",
        "区政府有关部门",
        "市政府各有关部门",
        "市委有关部门",
    ],
)
def test_generic(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["市教育局", "教育部门", "机关事务局", "各县(市、区)人民政府", "单位"])
def test_not_generic(name: str) -> None:
    assert not is_generic(name)

"""Which numbers set nothing to reach: who is meant, what is listed, where it stands, what it is called or costs, what a
reward is paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import lexicon

_LOOK_BACK = 16  # characters before a number that tell of an ordinal or a list
_GIVING = "给予|奖励|奖补|补助|补贴|资助|扶持|支持|安排|按"
_MAKING = "形成|构建|建成|建设|打造|培育|创建|组建|新增|新建"
_WORKED = rf"{_MAKING}|完成|改造|实施|达到|扩大|整治|增加|提供|培训|到20\d\d年|力争"
_ABOUT = "不少于|不低于|至少|超过|突破|达到|约"
_THINGS = "个家项条所处座套门场"  # they are counted, so they are what is made
_MEASURES = f"[^%{_THINGS}]$"  # 人, 元 and 平方米 measure what follows
_WHO = r"\s*及?以[上下内]的(?!(?:比例|标准|目标))"
_BECOMES = r"以上的[^,;。]{1,25}(?:达到|达标|具备|实现|建成)"


class _Sign:
    """What stands round a number that sets nothing: patterns, each of which matches where it is given."""

    def __init__(self, before: str = "", number: str = "", behind: str = "", unless: str = "(?!)") -> None:
        """`before` ends right before the number, `number` is within it and its unit, `behind` begins right behind them;
        `unless` is nowhere among the characters before it."""
        self._before, self._number = re.compile(rf"(?:{before})$"), re.compile(number)
        self._behind, self._unless = re.compile(behind), re.compile(unless)

    def stands(self, before: str, number: re.Match[str], end: int) -> bool:
        """Return whether it stands round a number, given with the characters before it and the end of its sentence."""
        return bool(
            self._number.search(number[0])
            and self._behind.match(number.string, number.end(), end)
            and self._before.search(before)
            and not self._unless.search(before)
        )


_SIGNS = (
    # 第3名 · 附件2所列 · 连续5年 · 距退休5年: an ordinal, a list's count, a condition
    _Sign(
        r"(?:第|附[件表图]|见[表图]|连续|这|该|每|上述|五年|[A-Za-z“\"(+×x.\d]|距[^,。]{0,12}|早于|晚于|\(含)[\s\ufffc]*"
    ),
    # 改革后50%的学校
    _Sign("[后前]", "%$"),
    # 排在前30名的学校, but 年底前30名教师到岗
    _Sign(r"(?<![底年月日])前\s{0,4}", "名$"),
    # 3-12个月的见习: how long it lasts; “4个100%”: what they are called
    _Sign(number="个$", behind=r"月|季度|学期|\d"),
    # 打造百亿级集群: what kind it is
    _Sign(number="级$", unless=rf"(?:{_ABOUT})$"),
    # 由85%提高到95%: where it stood
    _Sign(
        "[由从]",
        behind=r"\s*(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|压缩|缩短|精简|整合|合并|调整|降|减|增|升|提|改)(?:到|至|为|成)",
    ),
    # 每认定1家机构,奖励平台…: what a reward is paid for
    _Sign(
        "每新?(?:认定|引进|培育|孵化|招引|新增|建成|创建|获得|通过)",
        r"^1(?![\d.万千百亿])",
        rf"[^;。]{{0,40}}?(?:{_GIVING})",
    ),
    # 对全县126所学校进行排查: who is looked at; but 对不少于20所学校进行检查, 对15个村进行改造
    _Sign(
        "对(?:全[国省市州县区镇乡]|辖区内?|所有)?的?",
        "[^%]$",
        r"[^,;。\d]{1,16}(?:开展|进行|实施|组织)[^,;。\d]{0,12}"
        r"(?:排查|检查|巡查|抽查|督查|督导|视导|评价|评估|考核|考评|调研|审计|验收|监测)",
    ),
    # 15分钟生活圈 · 百人计划: part of a name
    _Sign(number="分钟$|^[千百][名人所]$", behind="[一-龥]{0,6}圈|(?:计划|工程)"),
    # 落实“上门10项服务”; but “新建10所学校”工程
    _Sign(rf"“(?:(?!{_WORKED})[^“”。\n])*", behind="[^“”。\n]{0,30}”"),
    # 目前日处理300吨: where it stands; but 在现有基础上新增20处, 现有公园改造5座, 目前未达标的12个断面全部整治到位
    _Sign(
        rf"(?:目前|现有)(?!的?(?:基础|水平))(?:(?!{_WORKED})[^,;。\d])*",
        behind="(?![^,;。]{1,12}(?:全部|全面|均|到位))",
    ),
    # 已累计完成4180亩 · 平均每天近200吨; but 年均近20万株
    _Sign(
        r"(?:(?:现已|已经?(?:累计|划定|建成|完成|建立|有|达到?|设立|开通))[^,;。\d]*"
        r"|(?:平均每[天日月]|[日月]均|据统计)[^,;。\d]*(?<![接靠附邻])近)",
        behind="(?![^,;。]{1,12}(?:全部|全面|均|到位))",
    ),
    # 死亡3人以上9人以下的火灾: which fires; but 死亡10人以下
    _Sign("亡|[受重轻]伤", behind="[^,;。]{0,16}?的?(?:火灾|事故|灾害|事件|险情)"),
    # 共需经费约400万元; but 安排所需资金300万元
    _Sign("(?<!所)需(?:要|安排)?(?:总)?(?:经费|资金|费用|投资)(?:总计|共计|合计|共)?(?:约|为|约为)?"),
    # 区域面积约8.6平方公里: how large a place is; but 新增占地面积约8平方公里, 到2025年总面积为15公顷
    _Sign("(?:区域|辖区|占地|规划|用地|园区|总)面积(?:约为?|为)?", unless=_WORKED),
    # 面积在500平方米以下且不改用途的,可不申请
    _Sign(
        behind=r"\s{0,4}(?:\(含\))?以[上下内](?:\([^()]{0,30}\))?[^,;。]{0,30}的[^,;。]{0,12},?\s{0,2}(?:可不|不需|无需|免于|可免)"
    ),
    # 每户以10万元计
    _Sign("[以按][^,;。]{0,8}", behind="计"),
    # 文明、卫生等4个: how many were listed
    _Sign("等", "个$"),
    # 作业、睡眠、体质5项管理; but 甲、乙两片30项左右, for how many listed things there are is known exactly
    _Sign("等|、[一-龥]{1,6}", "[项支]$", r"(?!\s{0,4}(?:左右|以上|以内))", rf"(?:{_ABOUT})$"),
    # 股权占比50%以上的食堂: who is meant; but 全市60%以上的食堂达到标准, a share of all and what becomes of it
    _Sign(number="%$", behind=rf"(?!{_BECOMES}){_WHO}"),
    _Sign(number="%$", behind=_WHO, unless="(?:^|[,;:、。]|[全各][国省市县区州]|力争|确保|推动|有)$"),
    # 200人以下的村小 · 30年以上的教师; but 形成40个以上的样板
    _Sign(number=_MEASURES, behind=_WHO),
    _Sign(number=f"[{_THINGS}]$", behind=_WHO, unless=f"(?:{_MAKING})$"),
    # 建成1000亩以上林地5个: how large each is
    _Sign(
        number=_MEASURES,
        behind=rf"\s{{0,4}}以上的?(?:(?!{_WORKED})[一-龥]){{2,12}}\d{{1,5}}\s{{0,4}}[个处座所条家项台套辆]",
    ),
)

# 围绕12条产业链和5个集群,支持…: what the work is about
_GROUND = _Sign("(?:围绕|针对|依托|聚焦)(?:全[国省市县区州])?")
_AND_GROUND = re.compile(r"[一-龥]{1,12}[和与及、]")
# 300万元(含)以上的
_BOUND = r"\s{0,4}(?:\(含[^()]{0,12}\)|及?以[上下内])?\s{0,4}(?:\(含[^()]{0,12}\)|及?以[上下内])?"
# 年收入达到300万元的,给予… · 满3年且考核合格的,可… · 职工达到30人的机构,可申请…
_WHOSE_SUM = re.compile(
    rf"{_BOUND}(?:,?(?:且|并)[^,;。\d]{{1,20}})?的\s{{0,4}}(?:[,;]|(?!(?:比例|标准|目标|额度|[一-龥]{{0,8}}[奖补资金]))[一-龥]{{1,10}},(?:可|给予|予以|享受))"
)
# 对年收入不超过300万元的机构 · 对年收入达到300万元、连续增长的机构: the 的 that closes who is meant
_OF_WHOM = re.compile(
    rf"{_BOUND}的(?!(?:比例|标准|目标|额度|[一-龥]{{0,4}}(?:奖|补|资助|扶持)))"
    rf"|{_BOUND}(?:、|且|并)[^,;。\d]{{0,20}}的(?:企业|机构|单位|个人|项目)\s{{0,4}},"
)
# 200万元、300万元 · 200万元以上或年纳税30万元 · 50万元(含50万元),且不超过200万元
_OR_WHOSE = re.compile(rf"{_BOUND}(?:\(含|(?:、|或者?|和|,?且)[^,;。]{{0,20}})")
# 对…: who is meant stands behind it, unless something is given before the number
_FOR = re.compile(r"(?:^|[,;:。)\s]|\d[.、])对于?(?=[一-龥])(?![照标接])")
_GIVES = re.compile(_GIVING)
_FOR_WHOM_BEFORE = 80  # characters between 对 and a number


def reached(view: str, start: int, end: int, matches: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield those of a sentence's numbers, given in text order, that set something to reach."""
    whose = _whose(view, start, end, matches)
    ground: re.Match[str] | None = None
    for match in matches:
        before = view[max(start, match.start() - _LOOK_BACK) : match.start()]
        if _GROUND.stands(before, match, end) or (ground and _AND_GROUND.fullmatch(view, ground.end(), match.start())):
            ground = match
        elif (
            match not in whose and not _is_idiom(match) and not any(sign.stands(before, match, end) for sign in _SIGNS)
        ):
            yield match


def _is_idiom(match: re.Match[str]) -> bool:
    return "".join(match[0].split()) in lexicon.toml("targets")["idioms"]


def _whose(view: str, start: int, end: int, matches: Sequence[re.Match[str]]) -> set[re.Match[str]]:
    """The numbers that say whom something is for; from the last to the first, for 的 closes all that it is joined to."""
    found: set[re.Match[str]] = set()
    behind: re.Match[str] | None = None
    for match in reversed(matches):
        before = view[max(start, match.start() - _FOR_WHOM_BEFORE) : match.start()]
        if before.endswith("(含"):
            continue  # says again what stands before it
        closed = _OF_WHOM.match(view, match.end(), end) and _for_whom(before)
        joined = behind in found and behind and _OR_WHOSE.fullmatch(view, match.end(), behind.start())
        if closed or joined or _WHOSE_SUM.match(view, match.end(), end):
            found.add(match)
        behind = match
    return found


def _for_whom(before: str) -> bool:
    opened = [m.end() for m in _FOR.finditer(before)]
    return bool(opened) and not _GIVES.search(before, opened[-1])

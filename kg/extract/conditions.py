"""Which numbers set nothing to reach: who is meant, what is listed, where it stands, what it is called or costs, what a
reward is paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import lexicon

_LOOK_BACK = 16  # characters before a number that tell of an ordinal or a list
_LOOK_AHEAD = 40  # characters behind a number in which its clause says what for
_GIVING = "给予|奖励|奖补|补助|补贴|资助|扶持|支持|安排|按"
_MAKING = "形成|构建|建成|建设|打造|培育|创建|组建|新增|新建"
# The words before a number that make it an ordinal, a list's count or a condition
_NOT_AFTER = re.compile(r"(?:第|连续|这|该|每|上述|五年|[A-Za-z“\"(+×x.\d]|距[^,。]{0,12}|早于|晚于|\(含)[\s\ufffc]*$")
# 排在前30名的学校, but 年底前30名教师到岗
_RANK = re.compile(r"(?<![底年月日])前\s{0,4}$")
# 3-12个月的见习: how long it lasts
_SPAN = re.compile(r"(?:月|季度|学期)")
# 由85%提高到95%: behind where it stood
_ROSE = re.compile(
    r"\s*(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|压缩|缩短|精简|整合|合并|调整|降)(?:到|至|为|成)"
)
# 作业、睡眠、体质5项管理: how many were listed
_LISTED = re.compile(r"等$|、[一-龥]{1,6}$")
# 甲、乙两片30项左右: how many listed things there are is known exactly
_ABOUT_BEHIND = re.compile(r"\s{0,4}(?:左右|以上|以内)")
_ABOUT_BEFORE = re.compile(r"(?:不少于|不低于|至少|超过|突破|达到|约)$")
# 200人以下的村小 · 30年以上的教师: who is meant, not how much
_WHO = re.compile(r"\s*(?:以上|以下|以内|及以上|及以下)的(?!(?:比例|标准|目标))")
# 形成40个以上的样板: things are counted, so they are what is made; 人, 元 and 平方米 measure what follows
_MADE = re.compile(rf"(?:{_MAKING})$")
_THINGS = frozenset({"个", "家", "项", "条", "所", "处", "座", "套", "门", "场"})
# 全市60%以上的食堂达到标准: a share of all, and what becomes of it
_SHARE_OF_ALL = re.compile(r"(?:^|[,;:、。]|[全各][国省市县区州]|力争|确保|推动|有)$")
_BECOMES = re.compile(r"以上的[^,;。]{1,25}(?:达到|达标|具备|实现|建成)")
# 对全县126所学校进行排查: who is looked at; but 对不少于20所学校进行检查, 对15个村进行改造
_LOOKED_AT = re.compile(r"对(?:全[国省市州县区镇乡]|辖区内?|所有)?的?$")
_LOOKS = re.compile(
    r"[^,;。\d]{1,16}(?:开展|进行|实施|组织)[^,;。\d]{0,12}"
    r"(?:排查|检查|巡查|抽查|督查|督导|视导|评价|评估|考核|考评|调研|审计|验收|监测)"
)
# 围绕12条产业链和5个集群,支持…: what the work is about
_GROUND = re.compile(r"(?:围绕|针对|依托|聚焦)(?:全[国省市县区州])?$")
_AND_GROUND = re.compile(r"[一-龥]{1,12}[和与及、]")
# 每认定1家机构,奖励平台…: what a reward is paid for
_RATE = re.compile(r"每新?(?:认定|引进|培育|孵化|招引|新增|建成|创建|获得|通过)$")
_REWARD = re.compile(rf"[^;。]{{0,{_LOOK_AHEAD}}}?(?:{_GIVING})")
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
# 目前日处理300吨 · 已累计完成4180亩 · 平均每天近200吨: where it stands; but 在现有基础上新增20处, 现有公园改造5座, 年均近20万株
_STANDS = re.compile(
    r"(?:(?:目前|现有)(?!的?(?:基础|水平))(?P<of>[^,;。\d]{0,16})"
    r"|(?:现已|已经?(?:累计|划定|建成|完成|建立|有|达到?|设立|开通))[^,;。\d]{0,16}"
    r"|(?:平均每[天日月]|[日月]均|据统计)[^,;。\d]{0,16}(?<![接靠附邻])近)$"
)
# 目前未达标的12个断面全部整治到位: what is done about them is to be reached
_ALL_OF = re.compile(r"[^,;。]{1,12}(?:全部|全面|均|到位)")
# 区域面积约8.6平方公里: how large a place is; but 新增占地面积约8平方公里, 到2025年总面积为15公顷
_SIZE = re.compile(r"(?:区域|辖区|占地|规划|用地|园区|总)面积(?:约为?|为)?$")
_WORKED = re.compile(rf"{_MAKING}|完成|改造|实施|达到|扩大|整治|增加|提供|培训|到20\d\d年|力争")
# 建成1000亩以上林地5个: how large each is
_EACH = re.compile(r"\s{0,4}以上的?(?P<thing>[一-龥]{2,12})\d{1,5}\s{0,4}[个处座所条家项台套辆]")
# 死亡3人以上9人以下的火灾: which fires; but 死亡10人以下
_HARMED = re.compile(r"亡$|[受重轻]伤$")
_HARMS = re.compile(r"[^,;。]{0,16}?的?(?:火灾|事故|灾害|事件|险情)")
# 面积在500平方米以下且不改用途的,可不申请
_EXEMPT = re.compile(
    r"\s{0,4}(?:\(含\))?以[上下内](?:\([^()]{0,30}\))?[^,;。]{0,30}的[^,;。]{0,12},?\s{0,2}(?:可不|不需|无需|免于|可免)"
)
# 每户以10万元计
_RECKONED = re.compile(r"(?:以|按)[^,;。]{0,8}$")
# 共需经费约400万元; but 安排所需资金300万元
_COSTS = re.compile(r"(?<!所)需(?:要|安排)?(?:总)?(?:经费|资金|费用|投资)(?:总计|共计|合计|共)?(?:约|为|约为)?$")
# 15分钟生活圈 · 百人计划: part of a name
_NAMED = re.compile(r"[一-龥]{0,6}圈|(?:计划|工程)")
_QUOTED = re.compile(r"“[^“”。\n]{0,30}$")
_QUOTE_ENDS = re.compile(r"[^“”。\n]{0,30}”")
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
        if _GROUND.search(before) or (ground and _AND_GROUND.fullmatch(view, ground.end(), match.start())):
            ground = match
        elif match not in whose and not _set_aside(view, end, match, before):
            yield match


def _set_aside(view: str, end: int, match: re.Match[str], before: str) -> bool:
    if "".join(match[0].split()) in lexicon.toml("targets")["idioms"] or _NOT_AFTER.search(before):
        return True
    if match[0].endswith("%") and before.endswith(("后", "前")):
        return True
    if match[0].endswith("名") and _RANK.search(before):
        return True
    if match[0].endswith("个") and _SPAN.match(view, match.end()):
        return True
    if match[0].endswith("个") and view[match.end() : match.end() + 1].isdigit():
        return True  # “4个100%”: what they are called
    if match[0].endswith("级") and not _ABOUT_BEFORE.search(before):
        return True  # 百亿级集群: what kind it is
    if before.endswith(("由", "从")) and _ROSE.match(view, match.end(), end):
        return True
    if _RATE.search(before) and match.groupdict().get("value") == "1" and _REWARD.match(view, match.end(), end):
        return True
    if _LOOKED_AT.search(before) and not match[0].endswith("%") and _LOOKS.match(view, match.end(), end):
        return True
    if _is_name(view, match, before) or _is_so(view, end, match, before):
        return True
    return _counts_list(view, match, before) or _says_who(view, end, match, before)


def _is_name(view: str, match: re.Match[str], before: str) -> bool:
    """Whether a number is part of a name: 15分钟生活圈, “上门10项服务”, 百人计划."""
    if match[0].endswith("分钟") or match.groupdict().get("round"):
        named = _NAMED.match(view, match.end())
        if named:
            return True
    quoted = _QUOTED.search(before)
    return bool(quoted and not _WORKED.search(quoted[0]) and _QUOTE_ENDS.match(view, match.end()))


def _is_so(view: str, end: int, match: re.Match[str], before: str) -> bool:
    """Whether a number says how things are, how large each is, what they cost or what they are excepted by."""
    clause = re.split("[,;。]", before)[-1]
    stands = _STANDS.search(clause)
    if stands and not _WORKED.search(stands["of"] or "") and not _ALL_OF.match(view, match.end(), end):
        return True
    if (_HARMED.search(before) and _HARMS.match(view, match.end(), end)) or _COSTS.search(before):
        return True
    if _SIZE.search(clause) and not _WORKED.search(before):
        return True
    if _EXEMPT.match(view, match.end(), end) or (view.startswith("计", match.end()) and _RECKONED.search(before)):
        return True
    each = _EACH.match(view, match.end(), end)
    counted = match.groupdict().get("unit") in _THINGS
    return bool(each and not counted and not any(word in each["thing"] for word in lexicon.works()))


def _counts_list(view: str, match: re.Match[str], before: str) -> bool:
    if match[0].endswith("个"):
        return before.endswith("等")
    about = _ABOUT_BEHIND.match(view, match.end()) or _ABOUT_BEFORE.search(before)
    return match[0].endswith("项") and bool(_LISTED.search(before)) and not about


def _says_who(view: str, end: int, match: re.Match[str], before: str) -> bool:
    if not _WHO.match(view, match.end()):
        return False
    if match[0].endswith("%"):
        return not (_SHARE_OF_ALL.search(before) and _BECOMES.match(view, match.end(), end))
    return not (_MADE.search(before) and match.groupdict().get("unit") in _THINGS)


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

"""Texts that no office writes and a reader must survive: one shape each, of any length."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.generate import SEED, units

_ITEM = "实施方案\n一、加强领导\n1.推进工作。"

# One item of nothing but this, over and over
_REPEATED = {
    "brackets": "()",
    "brackets of units": "(市教育局牵头)",
    "unclosed (": "(",
    "unclosed 《": "《意见",
    "titles": "《意见》",
    "titles that it carries out": "按《意见》精神",
    "titles joined": "落实《意见》和",
    "one line of prose": "完善校舍改造和课后服务,",
    "one line without marks": "完善校舍改造和课后服务",
    "commas": ",",
    "blanks": " ",
    "empty lines": " \n",
    "一、": "一、",
    "(一)": "(一)",
    "一、 a line": "一、推进\n",
    "1. a line": "1.推进工作。\n",
    "digits": "1",
    "digits and hyphens": "1-",
    "ratios": "1:",
    "letters": "a",
    "letters and underscores": "a_",
    "tags": "<a>",
    "tags unclosed": "<a",
    "role words": "牵头",
    "label words": "落实",
    "labels": "牵头单位:市教育局;",
    "units told to act": "市教育局要",
    "units with 由": "由市教育局",
    "units that lead": "由市教育局牵头",
    "duties in brackets": "(县教育局负责物资,",
    "enumerations": "要点:1.推进;",
    "numbers far apart": "\n9.推进(教育",
    "names of annexes": "\n附件:1.名单",
    "titles with a verb behind": "《方案》编制",
    "targets in one sentence": "达到98%",
    "targets": "到2025年达到98%以上。",
    "years": "2025年",
    "sentences for all tasks": "以上任务由市教育局负责。",
    "heads of a column": "\n序号",
    "heads of a table": "\n序号\n工作任务\n牵头单位",
    "small tables": "\n序号\n工作任务\n牵头单位\n1\n推进\n市教育局",
    "bars": "|",
    "rows of bars": "\na|b",
    "rows of tabs": "\na\tb",
    "small tables with bars": "\n序号|工作任务|牵头单位\n1|推进|市教育局\n\n一段很长的文字",
    "numbers with digits behind": "\n1.5G网络",
    "numbers of one character": "\n⒈推进",
    "titled paragraphs": "\n建设平台。推进建设。(市教育局负责)",
    "items with who does them": "\n1.推进(市教育局负责)。",
    "items with brackets in brackets": "(市教育局(县教育局)负责",
    "names of forms": "\n图书项目申报书",
    "places of one's own": "我市",
    "imprints": "\n市教育局2019年3月15日印发",
    "each year": "每年举办",
    "conditions": "对10万元以上的企业",
    "what is given at most": "最高50万元、",
    "groups that are to advance": "市推进读书",
    "seats of banks": "人民银行济南分行",
    "traditional characters": "推進學習教師,",
    "pronunciations": "發(fā)",
    "pronunciations behind one another": "(fā)",
    "lost blanks": "\n? ?",
    "titles again": "市教育局工作要点",
    "signatures": " 市教育局 2019年3月15日",
    "lines with labels": "\n推进建设\n责任单位:市教育局",
    "numbered units": "\n(一)县教育局:打通",
    "goals by their years": "\n到2025年,达到98%",
}
# A list of nothing but this, what joins it in front
_LISTED = {
    "a list of one unit": "、市教育局",
    "a list of functions": "、财政",
    "a list joined by 和": "和市教育局",
    "a list joined by blanks": " 市教育局",
    "a list joined by nothing": "市教育局",
    "a list with marks": "*",
    "a list of cities": "、济南",
    "a list of functions with a head": "、市人社",
    "a list parted by ;": ";市教育局",
    "a list of classes of places": "、各县市区旗盟州省",
    "a list without joints": "各",
}


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Yield the name of each shape and a text of about `size` characters that has it."""
    for name, piece in _REPEATED.items():
        yield name, _ITEM + piece * (size // len(piece))
    for name, piece in _LISTED.items():
        yield name, f"{_ITEM}(责任单位:{(piece * (size // len(piece)))[1:]})"
    yield "a list of different units", f"{_ITEM}(责任单位:{'、'.join(units(Random(SEED), size // 8))})"
    yield "an unclosed list", f"{_ITEM}(责任单位:{'、'.join(['市教育局'] * (size // 5))}"
    for name, piece in (("digits", "1" * 100), ("a title", "落实《意见》"), ("an annex", "\n附件")):
        yield f"{name} before blanks", _ITEM + piece + " " * size
    yield "brackets in brackets", _ITEM + "(" * (size // 2) + ")" * (size // 2)
    yield "plans in one text", "实施方案\n一、推进甲\n二、推进乙\n三、推进丙(市教育局牵头)\n" * (size // 34)
    yield "notices over the plan", "关于印发方案的通知\n" * (size // 10) + _ITEM
    yield "prose over the plan", "为贯彻落实" * (size // 5) + "\n" + _ITEM
    yield (
        "paragraphs without numbers",
        "改造老旧校舍。先修屋顶再换门窗,每修完一处都请家长到现场看一看再签字。\n" * (size // 37),
    )

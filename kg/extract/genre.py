"""What kind of document a text is, by its own signs: the line it is headed with, whom it speaks to, what it calls itself."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.model import Named
from kg.read.lines import Line, lines
from kg.read.view import Reading

_HEADLINE = (9, 60)  # characters of a line that may head a text; a shorter one is a page's menu, but on the first line
_MORE = 3  # characters that a headline must have before the word that tells
# 首页 > 政策解读 · 当前位置:… · 相关解读:… · 附件2:…名单 · 2.…名单, below 附件:1.…方案
_MENU = re.compile(r"[>|»]|位置|^(?:相关|附件|原文|下一篇|上一篇|链接|来源|\d{1,2}[.、](?!\d))")
# …工作总结范文 · …发言稿(共3篇)
_TRAILING = re.compile(r"[(（][^()（）]*[)）]$|(?:范文|模板|全文|[\d一二三四五六七八九十]*篇)$|[!?。\"”]$")
# 公开征求《…办法》意见 · 2022年工作总结和2023年工作打算 · 解读《…方案》 · X召开…工作部署 · X对…进行安排
_ABOUT = re.compile(
    r"(?:召开|传达|听取|[作做]出|进行)[^的]*(?:部署|安排|思路|举措)$|征求.*意见|(?:总结|回顾|情况)(?:和|与|及|以及|暨)|读懂|图解|解读[:《\"“]"
)


@cache
def title_words(sets: str) -> str:
    """Return an alternation of the words of titles.csv that end the title of a text that sets `sets`, longest first."""
    return lexicon.alternation(word for word, what in lexicon.titles().items() if what == sets)


def _told_by(title: str) -> tuple[str | None, int]:
    """What a title says that its text sets (work, rules, nothing), None if it does not say, and how many characters it has
    before the word that does."""
    bare = title
    while (shorter := _TRAILING.sub("", bare)) != bare:
        bare = shorter
    if _ABOUT.search(bare):
        return "nothing", len(bare)
    if bare.endswith("的通知") or bare.startswith("《"):  # 印发《…方案》的通知; not 市政府出台《…方案》, which is news
        bare = bare.removesuffix("的通知").removesuffix("》")
    words = (word for word, sets in lexicon.titles().items() if sets != "any" and bare.endswith(word))
    word = max(words, key=len, default="")
    return (lexicon.titles()[word], len(bare) - len(word)) if word else (None, 0)


# 第一条 为规范…: the articles of standing rules
_ARTICLE = re.compile(r"^[^\w\n]*+第[一二三四五六七八九十百]{1,5}条(?=\s)", re.MULTILINE)
_ARTICLES = 3  # at least, for a text in articles
# 同志们: · 尊敬的各位来宾: · 王晓明委员:
_ADDRESS = re.compile(
    r"^[ \t]*+(?:同志们|尊敬的[^\n:]{1,20}|[^\n:]{0,12}(?:朋友们|来宾|同学们|委员|代表|先生|女士))\s*[:,!]",
    re.MULTILINE,
)
# 2.问:随迁子女如何申请入学?
_ASKED = re.compile(r"^[^\w\n]*+\d{0,2}\W{0,2}(?:问|答|记者|主持人)\s*\d{0,2}\s*[:、]", re.MULTILINE)
# 甲方:清河市教育局
_PARTIES = re.compile(r"^[ \t]*+[甲乙]方\s*[:(]", re.MULTILINE)
# | 事项名称 | 事项类型 | 责任主体 | 法定时限 |: a register of permits
_REGISTER = re.compile(r"(?:事项|权力|职权)(?:类型|类别)|(?:法定|承诺|公开)(?:办结)?时限|(?:设定|实施|公开|法律)依据")
# 本报讯 · (记者 陈凯)
_REPORTED = re.compile(r"(?:本报|本网|本台|新闻网|日报|晚报)讯|[(\[](?:全媒体|见习|本报)*(?:记者|通讯员)")
# 《方案》提出,… · 《实施意见》要求: what another document says
_QUOTED = re.compile(
    r"(?:^|(?<=[。;!?\n]))[ \t]*+《[^《》]{2,6}》\s*(?:还|首次|进一步)?(?:提出|明确|要求|指出|规定|强调|共|分为|主要(?!工作|目标|任务))"
)


def kind(reading: Reading, body: int, title: Named | None) -> str | None:
    """Return what a text sets: "work", standing "rules", "nothing"; "notice" for one that may set any, "told" for one
    that speaks of work as talks do, "news" for a reporter's; None where no sign tells.

    `body` is the offset of its first item. The first headline above it that tells decides, else how the text speaks of
    another document, a plan's title that it was found to have, and whom it speaks to.
    """
    for i, line in enumerate(lines(reading, 0, body)):
        found, before = _told_by(line.name) if _heads(reading, line, first=i == 0) else (None, 0)
        if found and before >= _MORE:
            return found
    if len(_QUOTED.findall(reading.view)) > 1:
        return "told"
    if title and _told_by(title.text)[0] == "work":
        return "work"
    return _by_manner(reading.view) or ("notice" if title and title.text.endswith("通知") else None)


def _heads(reading: Reading, line: Line, *, first: bool) -> bool:
    """Whether a line may head a document: no sentence, no menu (three words with blanks between them are one)."""
    least, most = _HEADLINE
    menu = _MENU.search(line.name) or len(reading.view[line.start : line.end].split()) > 2
    return (first or len(line.name) >= least) and len(line.name) <= most and "。" not in line.name and not menu


def _by_manner(view: str) -> str | None:
    if len(_ARTICLE.findall(view)) >= _ARTICLES or re.search(rf"制定本(?:{title_words('rules')})", view):
        return "rules"
    listed = len(_ASKED.findall(view)) > 1 or len(set(_REGISTER.findall(view))) > 1
    if listed or _PARTIES.search(view) or _ADDRESS.search(view):
        return "told"
    return "news" if _REPORTED.search(view) else None

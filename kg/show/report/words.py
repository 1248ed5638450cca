"""Every label of the report, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analyse.findings import SUPPORTERS, Fault, Orphan
from kg.analyse.workload import MOST
from kg.show.report.content import Words

TITLE = Words("责任分工报告", "Responsibility report")
SCOPE = Words(
    "只看以下范围，未见于此范围的不等于没有", "Only this part of the graph; what is not found in it may stand outside"
)

TALLY = (Words("方案", "plans"), Words("任务", "tasks"), Words("单位", "units"), Words("分工", "assignments"))

ROLES: Mapping[str, Words] = {
    "lead": Words("牵头", "lead"),
    "support": Words("配合", "support"),
    "responsible": Words("责任", "responsible"),
}

SECTIONS: Mapping[str, Words] = {
    "findings": Words("发现的问题", "Findings"),
    "plans": Words("读取的方案", "Plans read"),
    "units": Words("核心单位", "Most central units"),
    "workload": Words("工作量", "Workload"),
    "matrix": Words("责任矩阵", "Who does what"),
    "kinds": Words("各类部门牵头情况", "Who leads, by kind of department"),
    "deadlines": Words("完成时限", "Deadlines"),
    "coverage": Words("国家意见落实情况", "Coverage of national opinions"),
    "doubts": Words("未能理解的内容", "What was not understood"),
}

FINDINGS: Mapping[str, tuple[Words, Words]] = {
    Orphan.NO_UNIT: (
        Words("无责任单位", "nobody named"),
        Words("未写明任何单位的任务，自然也无人牵头", "Tasks that name no unit in any role, and so no lead either"),
    ),
    Orphan.NO_LEAD: (
        Words("无牵头单位", "nobody leads"),
        Words("写明了单位、但没有单位在前牵头的任务", "Tasks that name units, and none of them in front"),
    ),
    Fault.LEADS: (
        Words("多个牵头单位", "more than one lead"),
        Words("有两个或以上牵头单位的任务", "Tasks that two units or more lead"),
    ),
    Fault.DISCREPANCY: (
        Words("前后不一致", "body and annex disagree"),
        Words("同一任务在文件两处说法不同", "Two parts of a document say different things about one task"),
    ),
    Orphan.NO_TASK: (
        Words("国家意见条目无任务落实", "national item without a task"),
        Words("所落实的国家意见中没有任务对应的条目", "Items of the national opinions taken up that no task carries out"),
    ),
    Orphan.NO_ORIGIN: (
        Words("未写明来源", "no origin named"),
        Words("自身文字未写明落实上级哪一条的任务", "Tasks whose own text names nothing above that they carry out"),
    ),
    Fault.SUPPORTERS: (
        Words("配合单位过多", "too many supporters"),
        Words(f"配合单位达到 {SUPPORTERS} 个的任务", f"Tasks with {SUPPORTERS} supporting units or more"),
    ),
    Fault.OVERLOAD: (
        Words("牵头过多", "overload"),
        Words(f"在一个方案中牵头超过 {MOST} 项任务的单位", f"Units that lead more than {MOST} tasks of one plan"),
    ),
    Orphan.IDLE: (
        Words("无任务单位", "unit without a task"),
        Words("方案提到而未分配任务的单位", "Units that a plan names and gives no task"),
    ),
    "doubts": (
        Words("存疑", "doubts"),
        Words("读到而未采信的内容，以及类别不明的单位", "What was read and not taken for a fact, and units of unknown kind"),
    ),
}  # fmt: skip

HEADS: Mapping[str, Words] = {
    "no": Words("序", "no."),
    "plan": Words("方案", "plan"),
    "number": Words("文号", "number"),
    "date": Words("日期", "date"),
    "place": Words("地区", "place"),
    "tasks": Words("任务", "tasks"),
    "units": Words("单位", "units"),
    "led": Words("有牵头", "led"),
    "rank": Words("排名", "rank"),
    "unit": Words("单位", "unit"),
    "kind": Words("类别", "kind"),
    "lead": Words("牵头", "leads"),
    "support": Words("配合", "supports"),
    "responsible": Words("责任", "responsible"),
    "degree": Words("点度", "degree"),
    "betweenness": Words("中介", "betweenness"),
    "pagerank": Words("PageRank", "share of a walk"),
    "task": Words("任务", "task"),
    "deadline": Words("时限", "deadline"),
    "printed": Words("原文", "as printed"),
    "document": Words("文件", "document"),
    "item": Words("条目", "item"),
    "items": Words("条目", "items"),
    "carried": Words("已落实", "carried out"),
    "without": Words("无任务落实", "without a task"),
    "by": Words("落实任务与牵头部门", "tasks and who leads them"),
    "score": Words("相近度", "cosine"),
    "overdue": Words("逾期", "overdue"),
    "file": Words("文件", "file"),
    "reason": Words("原因", "reason"),
    "count": Words("数量", "number"),
    "plans": Words("方案", "plans"),
}

DEADLINES: Mapping[str, Words] = {
    "by": Words("限期完成", "by a date"),
    "during": Words("时段内", "during a time"),
    "annual": Words("每年", "every year"),
    "long-term": Words("长期坚持", "long-term"),
    "undated": Words("未写明时限", "no deadline"),
}

OVERDUE = Words("期限已过", "past its last day")
CARRIED, NOT_CARRIED = Words("有任务落实", "carried out"), Words("无任务落实", "not carried out")


AS_TABLE = Words("同样内容的表格", "the same as a table")
CLOSE = Words(
    "文字相近的条目（程序建议，方案未写明）", "Items that tasks are close to by their words: proposed, no plan says so"
)
LOAD = Words("各单位任务数", "Tasks of each unit")
REASONS = Words("存疑原因", "Doubts by reason")
REFUSED = Words("未部署任务的文件", "Files that set no tasks")
BY_KIND = Words("时限类型", "Kinds of deadline")
DATED = Words("有具体日期的时限", "Deadlines with a date")

CENTRAL = Words(
    "点度是共同承担任务的其他单位所占比例，名单越长的任务使其越高，须与任务数对照。",
    "Degree is the share of the other units with which a unit shares a task: long lists raise it, so read it beside the counts.",
)
BARS = Words(
    "每行一个单位，按牵头、责任、配合分段。", "A bar for each unit, in parts for lead, responsible and support."
)
MATRIX = Words("行为任务，列为单位。", "Tasks are rows, units are columns.")
TIMELINE = Words(
    "点为期限的最后一天，右侧为任务数。", "A dot is the last day of a deadline; on the right the number of tasks."
)
GRID = Words("行为意见条目，列为方案，数字为落实该条目的任务数。", "Items are rows, plans are columns; the number counts the tasks that carry the item out.")  # fmt: skip

NO_RANKING = Words("任务太多，未计算中心度。", "Too many tasks to rank the units of here: kg centrality does.")
NO_TASK = Words("没有任务。", "There are no tasks.")
NO_UNIT = Words("没有任务写明单位。", "No task names a unit.")
NO_LEAD = Words("没有任务写明牵头单位。", "No task names a lead.")
NO_OPINION = Words("没有方案落实所知的国家意见。", "No plan carries out a national opinion that is known here.")
NO_DOUBT = Words("没有存疑。", "Nothing was left open.")


def both(words: Words) -> str:
    """Return a label in both languages as one text."""
    return f"{words.zh} {words.en}".strip()


def cut(shown: int, total: int, rest: str) -> Words | None:
    """Return what is said below a table of which only the first rows are shown: how many, and where all are."""
    if shown >= total:
        return None
    return Words(f"共 {total} 项，此处显示 {shown} 项，全部见 {rest}。", f"{shown} of {total} shown; for all: {rest}.")

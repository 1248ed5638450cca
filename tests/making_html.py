"""Web pages made by code: a small plan as the content systems of government sites dress it up."""

from __future__ import annotations

import base64

TITLE = "丁城市校园安全工作任务分工方案"
NUMBER = "丁政办发〔2022〕7号"
LINES = (
    TITLE,
    NUMBER,
    "各镇人民政府，市政府各部门：",
    "现将方案印发给你们，请认真落实。",
    "丁城市人民政府办公室",
    "2022年5月6日",
    "为落实《关于加强校园安全工作的意见》，制定本方案。",
    "一、加强防范",
    "（一）看好校门。上学放学时段有人值守。（牵头单位：市教育局，配合单位：市公安局、市交通运输局）",
    "（二）查清隐患。每学期排查一遍，2022年底前整改到位。（牵头单位：市应急管理局）",
    "二、加强教育",
    "（三）开好安全课。每周一节。（责任单位：市教育局、市卫生健康局）",
)
ROWS = (
    ("序号", "工作任务", "工作措施", "牵头单位", "配合单位"),
    ("1", "看好校门", "上学放学时段有人值守。", "市教育局", "市公安局"),
    ("2", "查清隐患", "每学期排查一遍。", "市应急管理局", "市教育局"),
    ("3", "修好围墙", "年内修完。", "", "市财政局"),
)
TABLE = (
    "<table border=1><caption>任务分工表</caption>"
    + "".join("<tr>" + "".join(f"<td><p>{text}</p></td>" for text in row) + "</tr>" for row in ROWS[:2])
    + f"<tr><td>2</td><td>查清隐患</td><td>每学期排查<br>一遍。</td><td rowspan=2>{ROWS[2][3]}</td><td>市教育局</td></tr>"
    + "<tr><td>3</td><td>修好围墙</td><td>年内修完。</td><td>市财政局</td></tr></table>"
)


def paragraphs() -> str:
    """The plan in <p>, indented as editors do."""
    return "".join(f"<p style='text-indent: 2em'>\u3000\u3000{line}</p>\n" for line in LINES)


def breaks() -> str:
    """The plan as lines that end in <br>, indented by blanks that do not collapse, a sentence broken in the file."""
    text = "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in LINES)
    return text.replace("请认真", "请\n    认真").replace("市教育局，", "市<b>教育</b>局，")


def lists() -> str:
    """The items as a list that the browser numbers."""
    return f"<h1>{TITLE}</h1><ol><li>看好校门。市教育局牵头。</li><li>查清隐患。市应急管理局牵头。</li></ol>"


def site(article: str, *, box: str = 'div class="TRS_Editor"', charset: str = "utf-8", head: str = "") -> str:
    """A page of a site round an article: menus, sharing bar, related links, foot, hidden text, scripts."""
    links = "".join(f'<li><a href="/{i}">栏目{i}：工作动态</a></li>' for i in range(8))
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{TITLE}_丁城市人民政府网</title>{head}'
        "<style>p {color: red}</style><script>var 牵头 = '市水利局';</script></head><body>"
        f'<div class="nav"><ul>{links}</ul></div><div class="crumbs">当前位置：首页 &gt; 政务公开</div>'
        f"<div class=main><{box}>{article}</{box.split(maxsplit=1)[0]}>"
        '<div style="display: none">一、本段不显示（牵头单位：市水利局）</div><!-- （牵头单位：市林业局） -->'
        '<div class="bdsharebuttonbox">分享到：微信 微博</div></div>'
        f"<div class=side><h3>相关链接</h3><ul>{links}</ul></div><footer>版权所有：丁城市人民政府</footer></body></html>"
    )


def archive(page: str, charset: str = "gb2312") -> bytes:
    """A web archive of a page, as a browser saves it."""
    head = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?B?5pa55qGI?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
    )
    frame = "------B\r\nContent-Type: text/html\r\n\r\n<p>advert</p>\r\n"
    body = base64.encodebytes(page.encode("gb18030")).decode()
    part = (
        f"------B\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"
    )
    return f"{head}{frame}{part}------B--\r\n".encode()

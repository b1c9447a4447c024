"""What the helper of the isolation does once, so that every child finds words, patterns and engines ready in its memory.

A child is forked from the helper: whatever is loaded on first use would be loaded again for each document. The few lines
below are the product's own and nobody's document.
"""

from __future__ import annotations

from importlib import import_module

from gongkai.parse.pipeline import parse
from gongkai.parse.reading import MODULES
from gongkai.settings import Limits

# The name by which the helper finds `warm` below.
WARM = "gongkai.parse.warming:warm"
WARM_EYES = "gongkai.parse.warming:warm_eyes"

PAGE = """<html><body>
<p>某县某局2024年部门预算公开</p><p>第一部分 部门概况</p><p>一、主要职能</p><p>（一）负责有关工作。</p>
<p>二、机构设置及人员情况</p><p>下设1个处室，分别是：办公室。编制数3，实有人数2人，其中：在职2人，退休0人，离休0人。</p>
<p>表1</p><p>部门支出总体情况表</p><p>单位：万元</p>
<table><tr><td colspan="3">功能分类科目编码</td><td rowspan="2">功能分类科目名称</td><td rowspan="2">合计</td><td rowspan="2">基本支出</td>
<td rowspan="2">项目支出</td></tr><tr><td>类</td><td>款</td><td>项</td></tr>
<tr><td>201</td><td></td><td></td><td>一般公共服务支出</td><td>2.00</td><td>1.00</td><td>1.00</td></tr>
<tr><td></td><td></td><td></td><td>合计</td><td>2.00</td><td>1.00</td><td>1.00</td></tr></table>
<p>第三部分 部门预算情况说明</p><p>一、关于某县某局2024年支出预算情况说明</p>
<p>基本支出1.00万元，占50%，比上年预算增加0.10万元，增长11.11%，主要原因是：人员增加。</p>
<p>二、项目支出情况说明</p><p>（一）项目名称：某项目</p><p>设立的政策依据：某财社〔2023〕1号、《某法》</p><p>预算安排规模：1.00万元</p>
<p>三、“三公”经费预算情况说明</p><p>“三公”经费0.00万元，其中：公务接待费0.00万元。</p>
<p>四、政府采购情况</p><p>政府采购预算0.00万元，其中：政府采购货物预算0.00万元。</p>
<p>项目支出绩效目标表</p><table><tr><td>项目名称</td><td colspan="3">某项目</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>数量</td><td>≥1个</td></tr></table>
<p>第四部分 名词解释</p><p>一、财政拨款：指财政拨款。</p></body></html>"""

_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 142>>stream
BT /F 12 Tf 30 150 Td (Total 1.00) Tj ET
20 100 m 280 100 l S 20 60 m 280 60 l S 20 100 m 20 60 l S 150 100 m 150 60 l S 280 100 m 280 60 l S
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


def warm() -> None:
    """Import every reader, parse a few lines of the product's own, and forget the result."""
    for name in MODULES:
        import_module(f"gongkai.parse.readers.{name}")
    for data, name in ((PAGE.encode(), "warm.html"), (_PDF, "warm.pdf")):
        parse(data, name, Limits())


def warm_eyes() -> None:
    """The same, and the library that runs the networks; these are opened by each child, as their threads do not outlive a fork."""
    warm()
    import_module("gongkai.parse.scans.looking")

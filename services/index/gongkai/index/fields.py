"""Everything that can be searched, filtered, counted, sorted and shown. 可以检索、筛选、统计、排序和显示的一切。

The columns of the engine, the parameters of the API, the options of the page and docs/fields.md all come from this list.
"""

from __future__ import annotations

from gongkai.domain import policy
from gongkai.index import codes
from gongkai.index import vocabulary as names
from gongkai.ports.index import Field

# One field, two lines: what it is, and what it means to people.
# fmt: off
FIELDS: tuple[Field, ...] = (
    Field("kind", "keyword", facet=True, filter=True, zh="类型", en="Kind", values=names.KINDS,
          about_zh="检索结果是什么：文件、项目、绩效指标……", about_en="What a result is: a disclosure, a project, an indicator …"),
    Field("name", "text", weight=3, zh="名称", en="Name",
          about_zh="项目、指标、科目、文号或文件的名称", about_en="The name of the project, indicator, budget line, reference or document"),
    Field("project", "text", weight=2, zh="所属项目", en="Project",
          about_zh="明细或指标所属的项目", about_en="The project that a line or an indicator belongs to"),
    Field("text", "text", weight=1, zh="正文", en="Text",
          about_zh="其余全部文字；手机号、身份证号、银行账号已遮盖", about_en="All other text; mobile, identity and bank account numbers are masked"),
    Field("title", "text", weight=0.25, zh="文件标题", en="Title",
          about_zh="所在文件的标题", about_en="The title of the document"),
    Field("unit", "keyword", facet=True, filter=True, sort=True, zh="单位", en="Unit",
          about_zh="公开单位", about_en="The unit that publishes"),
    Field("region", "keyword", facet=True, filter=True, zh="地区", en="Region",
          about_zh="由单位名称得出的地区", about_en="The region as the unit's name tells it"),
    Field("year", "integer", facet=True, filter=True, sort=True, zh="年度", en="Year",
          about_zh="预算或决算年度", about_en="The year of the budget or of the accounts"),
    Field("doc_kind", "keyword", facet=True, filter=True, zh="预算或决算", en="Budget or accounts", values=names.DOCUMENT_KINDS,
          about_zh="预算公开或决算公开", about_en="Whether a budget or final accounts were published"),
    Field("scope", "keyword", filter=True, zh="部门或单位", en="Department or unit", values=names.SCOPES,
          about_zh="部门预算或单位预算", about_en="Whether of a whole department or of one unit"),
    Field("table", "keyword", facet=True, filter=True, zh="表格", en="Table", values=names.TABLES,
          about_zh="表的种类", about_en="The kind of table"),
    Field("table_number", "integer", filter=True, zh="表号", en="Table number",
          about_zh="印出的表号", about_en="The number as printed"),
    Field("class", "keyword", facet=True, filter=True, zh="科目类", en="Class", values=names.CLASSES,
          about_zh="功能分类或经济分类的类（前三位）", about_en="The class of the function or economic code (first three digits)"),
    Field("code", "keyword", many=True, filter=True, zh="科目编码", en="Code", normalise=codes.normal,
          about_zh="科目编码及其上级；2080705、208-07-05 均可", about_en="The code and those above it; 2080705 and 208-07-05 are the same"),
    Field("policy", "keyword", many=True, facet=True, filter=True, zh="政策依据", en="Policy reference", normalise=policy.normal,
          about_zh="文号，括号写法不限", about_en="The reference (文号) in any bracket style"),
    Field("issuer", "keyword", many=True, facet=True, filter=True, zh="发文机关代字", en="Issuer",
          about_zh="文号中的发文机关代字", about_en="The issuer's part of the reference"),
    Field("severity", "keyword", facet=True, filter=True, zh="严重程度", en="Severity", values=names.SEVERITIES,
          about_zh="校验发现的严重程度", about_en="How serious a finding is"),
    Field("rule", "keyword", facet=True, filter=True, zh="规则", en="Rule",
          about_zh="校验规则", about_en="The rule that found it"),
    Field("level1", "keyword", facet=True, filter=True, zh="一级指标", en="Indicator level 1",
          about_zh="绩效指标的一级", about_en="The first level of an indicator"),
    Field("level2", "keyword", filter=True, zh="二级指标", en="Indicator level 2",
          about_zh="绩效指标的二级", about_en="The second level of an indicator"),
    Field("band", "keyword", facet=True, filter=True, zh="金额区间", en="Amount range", values=names.BANDS,
          about_zh="金额所在的区间", about_en="The range that the amount lies in"),
    Field("amount", "amount", sort=True, zh="金额（元）", en="Amount (CNY)",
          about_zh="换算成元的金额，精确；单位未印出的不换算", about_en="The exact amount in yuan; without a printed unit there is none"),
    Field("document", "keyword", filter=True, zh="文件编号", en="Document",
          about_zh="文件的 SHA-256", about_en="The SHA-256 of the document"),
    Field("page", "integer", sort=True, zh="页", en="Page",
          about_zh="所在页", about_en="The page it is on"),
    Field("printed", "stored", zh="印出的金额", en="Printed amount",
          about_zh="文件中印出的金额", about_en="The amount as the document prints it"),
    Field("currency", "stored", zh="金额单位", en="Unit of amount",
          about_zh="印出的金额单位", about_en="The printed unit of the amount"),
    Field("amounts", "stored", zh="各列金额", en="All amounts",
          about_zh="该行各列印出的金额", about_en="The amounts of all columns of the line"),
    Field("target", "stored", zh="指标值", en="Target",
          about_zh="绩效指标的目标值", about_en="The target of the indicator"),
    Field("line_code", "stored", zh="印出的编码", en="Printed code",
          about_zh="该行的科目编码", about_en="The code of the line"),
    Field("table_title", "stored", zh="表名", en="Table title",
          about_zh="所在表的标题", about_en="The title of the table"),
    Field("where", "stored", zh="位置", en="Where",
          about_zh="表和行、章节或工作表", about_en="Table and line, section or sheet"),
    Field("file", "stored", zh="文件名", en="File name",
          about_zh="上传时的文件名", about_en="The name under which it was uploaded"),
)
# fmt: on

BY_NAME = {field.name: field for field in FIELDS}
FACETS = tuple(field.name for field in FIELDS if field.facet)
FILTERS = tuple(field.name for field in FIELDS if field.filter)
SORTS = tuple(field.name for field in FIELDS if field.sort)


def label(field: str, value: str, lang: str = "zh") -> str:
    """What people read for a value; the value itself when it has no other name."""
    names_of = BY_NAME[field].values.get(value)
    if names_of is None:
        return value
    named = names_of[0 if lang == "zh" else 1]
    return f"{value} {named}" if field == "class" else named

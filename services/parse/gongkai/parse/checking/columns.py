"""What the value keys of the tables are called in a sentence, and which of them add up."""

from gongkai.domain.disclosure import Table

NAMES = {
    "amount": "金额",
    "total": "合计",
    "basic": "基本支出",
    "project": "项目支出",
    "personnel": "人员经费",
    "operating": "公用经费",
    "appropriation": "财政拨款小计",
    "general": "一般公共预算",
    "general_transfer": "上级一般公共预算转移支付",
    "fund": "政府性基金预算",
    "fund_transfer": "上级政府性基金转移支付",
    "capital": "国有资本经营预算",
    "special_account": "财政专户",
    "unit_funds": "单位资金",
    "business": "经营收支",
    "other": "其他",
    "fund_balance_use": "用事业基金弥补收支差额",
    "carry_over": "上年结余",
    "appropriation_carry_over": "财政拨款结转",
    "other_carry_over": "非财政拨款结余",
    "upper_subsidy": "上级补助收入",
    "affiliated": "附属单位上缴收入",
    "remit_upper": "上缴上级支出",
    "subsidy_affiliated": "对附属单位补助支出",
    "budget": "预算数",
    "opening": "年初结转和结余",
    "income": "本年收入",
    "closing": "年末结转和结余",
    "fiscal": "财政拨款",
    "fiscal_personnel": "财政拨款人员经费",
    "fiscal_operating": "财政拨款公用经费",
    "fiscal_project": "财政拨款项目",
    "other_total": "非财政拨款",
    "other_personnel": "非财政拨款人员经费",
    "other_operating": "非财政拨款公用经费",
    "other_project": "非财政拨款项目",
    "e301": "工资福利支出",
    "e302": "商品和服务支出",
    "e303": "对个人和家庭的补助",
    "e307": "债务利息及费用支出",
    "e309": "资本性支出（基本建设）",
    "e310": "资本性支出",
    "e311": "对企业补助（基本建设）",
    "e312": "对企业补助",
    "e313": "对社会保障基金补助",
    "e399": "其他支出",
    "last_year": "上年数",
    "change": "增减额",
    "change_pct": "增减率",
}
"""Value key to its name in Chinese."""


_OTHERWISE = {
    ("income", "operating"): "事业收入",
    ("income", "business"): "经营收入",
    ("expenditure", "business"): "经营支出",
}
_RATES = frozenset({"change_pct"})


def summed(table: Table) -> list[str]:
    """The columns whose figures add up from line to line: no rates, and none of unknown meaning, which may be anything."""
    return [key for key in table.columns if key in NAMES and key not in _RATES]


def column(key: str, table: str = "") -> str:
    """The name of a value key in a kind of table; the key itself for a column of no known kind."""
    return _OTHERWISE.get((table, key)) or NAMES.get(key, key)

"""The names of coded values in both languages, as facets, filters and results show them."""

from __future__ import annotations

Names = dict[str, tuple[str, str]]

KINDS: Names = {
    "disclosure": ("文件", "Disclosure"),
    "project": ("项目", "Project"),
    "indicator": ("绩效指标", "Indicator"),
    "policy_ref": ("政策依据", "Policy reference"),
    "budget_line": ("预算明细", "Budget line"),
    "carry_over": ("结转结余", "Carry-over"),
    "objective": ("绩效目标", "Objective"),
    "finding": ("校验发现", "Finding"),
    "section": ("正文", "Section"),
    "table": ("表格", "Table"),
}

DOCUMENT_KINDS: Names = {"budget": ("预算", "Budget"), "final_accounts": ("决算", "Final accounts")}

SCOPES: Names = {"department": ("部门", "Department"), "unit": ("单位", "Unit")}

SEVERITIES: Names = {"error": ("错误", "Error"), "warning": ("警告", "Warning"), "info": ("提示", "Note")}

TABLES: Names = {
    "balance": ("收支总体情况表", "Overall balance"),
    "income": ("收入总体情况表", "Income"),
    "expenditure": ("支出总体情况表", "Expenditure"),
    "appropriation_balance": ("财政拨款收支总体情况表", "Appropriation balance"),
    "general_expenditure": ("一般公共预算支出情况表", "General public budget expenditure"),
    "basic_expenditure": ("一般公共预算基本支出情况表", "Basic expenditure"),
    "project_expenditure": ("项目支出情况表", "Project expenditure"),
    "fund_expenditure": ("政府性基金预算支出情况表", "Government fund expenditure"),
    "capital_expenditure": ("国有资本经营预算支出情况表", "State capital expenditure"),
    "three_public": ("“三公”经费支出情况表", "Three public expenses"),
    "carry_over": ("上年结转结余情况明细表", "Carry-over details"),
    "other": ("其他表格", "Other tables"),
}

BANDS: Names = {
    "none": ("零或负数", "Zero or less"),
    "1e4": ("不足1万元", "Below CNY 10,000"),
    "1e5": ("1万–10万元", "CNY 10,000 - 100,000"),
    "1e6": ("10万–100万元", "CNY 100,000 - 1 million"),
    "1e7": ("100万–1000万元", "CNY 1 - 10 million"),
    "1e8": ("1000万–1亿元", "CNY 10 - 100 million"),
    "more": ("1亿元及以上", "CNY 100 million and more"),
}

# 政府收支分类科目: 支出功能分类的类、支出经济分类（部门预算）的类。
CLASSES: Names = {
    "201": ("一般公共服务支出", "General public services"),
    "202": ("外交支出", "Foreign affairs"),
    "203": ("国防支出", "National defence"),
    "204": ("公共安全支出", "Public security"),
    "205": ("教育支出", "Education"),
    "206": ("科学技术支出", "Science and technology"),
    "207": ("文化旅游体育与传媒支出", "Culture, tourism, sport and media"),
    "208": ("社会保障和就业支出", "Social security and employment"),
    "209": ("社会保险基金支出", "Social insurance funds"),
    "210": ("卫生健康支出", "Health"),
    "211": ("节能环保支出", "Energy saving and environment"),
    "212": ("城乡社区支出", "Urban and rural communities"),
    "213": ("农林水支出", "Agriculture, forestry and water"),
    "214": ("交通运输支出", "Transport"),
    "215": ("资源勘探工业信息等支出", "Resources, industry and information"),
    "216": ("商业服务业等支出", "Commerce and services"),
    "217": ("金融支出", "Finance"),
    "219": ("援助其他地区支出", "Aid to other regions"),
    "220": ("自然资源海洋气象等支出", "Natural resources, ocean and weather"),
    "221": ("住房保障支出", "Housing"),
    "222": ("粮油物资储备支出", "Grain, oil and reserves"),
    "223": ("国有资本经营预算支出", "State capital operations"),
    "224": ("灾害防治及应急管理支出", "Disaster prevention and emergencies"),
    "227": ("预备费", "Reserve"),
    "229": ("其他支出", "Other expenditure"),
    "230": ("转移性支出", "Transfers"),
    "231": ("债务还本支出", "Debt repayment"),
    "232": ("债务付息支出", "Debt interest"),
    "233": ("债务发行费用支出", "Debt issuance"),
    "234": ("抗疫特别国债安排的支出", "Special anti-epidemic bonds"),
    "301": ("工资福利支出", "Wages and welfare"),
    "302": ("商品和服务支出", "Goods and services"),
    "303": ("对个人和家庭的补助", "Aid to individuals and families"),
    "307": ("债务利息及费用支出", "Debt interest and fees"),
    "309": ("资本性支出（基本建设）", "Capital expenditure (construction)"),
    "310": ("资本性支出", "Capital expenditure"),
    "311": ("对企业补助（基本建设）", "Aid to enterprises (construction)"),
    "312": ("对企业补助", "Aid to enterprises"),
    "313": ("对社会保障基金补助", "Aid to social security funds"),
    "399": ("其他支出", "Other expenditure"),
}

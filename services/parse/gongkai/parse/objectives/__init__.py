"""Performance objectives: the forms and lists of 绩效目标 in all their layouts, read into one shape."""

from gongkai.parse.objectives.finding import find, is_objective, with_year
from gongkai.parse.objectives.told import are_told, told
from gongkai.parse.objectives.unread import unread

__all__ = ["are_told", "find", "is_objective", "told", "unread", "with_year"]

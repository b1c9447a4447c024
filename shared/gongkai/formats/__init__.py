"""Which format a file has, how its text is encoded, and how an archive is opened without harm."""

from gongkai.formats.kinds import FORMATS, Format, by_extension
from gongkai.formats.sniffing import recognise, recognise_file, sniff
from gongkai.formats.zips import Member, members

__all__ = ["FORMATS", "Format", "Member", "by_extension", "members", "recognise", "recognise_file", "sniff"]

"""Grids as a person sees them: captions and notes freed from the drawing, tables continued over pages made one."""

from gongkai.parse.joining.continuing import join

__all__ = ["join"]

"""Responsibility graph: who is responsible for what, on whose word."""

__version__ = "0.4.0"

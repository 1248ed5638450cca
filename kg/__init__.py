"""Responsibility graph: who is responsible for what, on whose word."""

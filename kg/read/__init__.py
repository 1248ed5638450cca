"""Bytes to text with fixed offsets, noise marked, outline found."""

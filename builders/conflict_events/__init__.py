"""Structured, validated, cited event records from news articles, Arabic first."""

__version__ = "0.1.0"

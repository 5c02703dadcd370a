"""Sentences of health: code to (English, Danish)."""

HEALTH_SENTENCES: dict[str, tuple[str, str]] = {}

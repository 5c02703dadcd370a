"""Sentences of plans: code to (English, Danish)."""

PLAN_SENTENCES: dict[str, tuple[str, str]] = {}

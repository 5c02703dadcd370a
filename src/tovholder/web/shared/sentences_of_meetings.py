"""Sentences of meetings: code to (English, Danish)."""

MEETING_SENTENCES: dict[str, tuple[str, str]] = {}

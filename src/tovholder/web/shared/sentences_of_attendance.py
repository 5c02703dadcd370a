"""Sentences of attendance: code to (English, Danish)."""

ATTENDANCE_SENTENCES: dict[str, tuple[str, str]] = {}

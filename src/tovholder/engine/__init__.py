"""What would be best: pure functions over arrays. No Django, no database, no clock inside."""

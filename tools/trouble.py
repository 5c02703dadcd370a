"""What went wrong, in one line that says what to do."""


class Trouble(Exception):
    """Stops the command; its message is the one line a person reads."""

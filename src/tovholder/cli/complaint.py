"""A fault that is told to the user in one line, and ends the command with exit code 1."""


class Complaint(Exception):
    """The message says what is wrong and what to do about it."""

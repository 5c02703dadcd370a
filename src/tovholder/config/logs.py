"""Lines of the log without keys: the token of a personal link stands in the address, and a fault logs the address."""

import logging
import re

# A step of an address as long as a key: 43 letters of a personal link, 39 of an invitation or a forgotten password.
_KEY = re.compile(r"(?<=/)[A-Za-z0-9_-]{32,}(?=[/\s?\"']|$)")


class WithoutKeys(logging.Formatter):
    """The whole line, what went wrong included: whoever reads the log must not be able to answer for somebody."""

    def format(self, record: logging.LogRecord) -> str:
        return _KEY.sub("***", super().format(record))

"""Whether a number can be rung in this country. Rings nobody."""

import re

import phonenumbers
from phonenumbers import shortnumberinfo


def can_be_rung(number: str) -> bool:
    """True for a whole number of the United Kingdom, a short one such as 116 123, or +44 and the rest."""
    if not re.fullmatch(r"\+?[\d ]{3,20}", number, re.ASCII):
        return False
    try:
        read = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return False
    short = shortnumberinfo.is_possible_short_number_for_region(read, "GB")
    return phonenumbers.is_valid_number(read) or short

"""Numbers of contact cards: digits only, so that they can be typed, spoken and scanned.

A number is the running number of the township, filled with zeros to nine digits, and one
check digit of ISO 7064 MOD 11,10. That system finds every single wrong digit and nearly
every swap of neighbours, and its check character is always a digit. Ten digits (an even
count) pack densely in set C of Code 128.
"""

SERIAL_DIGITS = 9
SHORTEST, LONGEST = 9, 12


def check_digit(digits: str) -> str:
    """Return the ISO 7064 MOD 11,10 check digit of a string of digits.

    Raises:
        ValueError: When the text is empty or not made of the digits 0 to 9.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("digits only")
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def card_number(township_serial: int) -> str:
    """Return the card number for a running number of the township.

    Args:
        township_serial: 1 or more; at most eleven digits.

    Raises:
        ValueError: When the running number is out of range.
    """
    if not 1 <= township_serial < 10 ** (LONGEST - 1):
        raise ValueError("running number of a card out of range")
    digits = f"{township_serial:0{SERIAL_DIGITS}d}"
    return digits + check_digit(digits)


def is_card_number(text: str) -> bool:
    """Tell whether a typed or scanned text is a card number with a right check digit.

    Blanks and hyphens between the groups are allowed.
    """
    digits = text.replace(" ", "").replace("-", "").strip()
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
        return False
    return check_digit(digits[:-1]) == digits[-1]


def spoken(number: str) -> str:
    """Return a number in groups of four, as it is printed and read out: ``0000 1234 56``."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))

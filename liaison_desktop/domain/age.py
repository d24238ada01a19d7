"""Ages: who counts as an elder on a day."""

from datetime import date

ELDER_AGE = 60  # old readers get the larger card (domain.md 3.2)


def elders_born_by(day: date) -> date:
    """Return the latest day of birth of those who are elders on a day."""
    try:
        return day.replace(year=day.year - ELDER_AGE)
    except ValueError:  # 29 February, and their year had none
        return day.replace(year=day.year - ELDER_AGE, day=28)

"""Who counts as an elder."""

from datetime import date

from liaison_desktop.domain.age import elders_born_by


def test_sixty_is_counted_to_the_day() -> None:
    assert elders_born_by(date(2023, 6, 30)) == date(1963, 6, 30)
    assert elders_born_by(date(2024, 2, 29)) == date(1964, 2, 29)
    assert elders_born_by(date(2160, 2, 29)) == date(2100, 2, 28)

"""Days and moments in words, in the learner's zone and language."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, format_timedelta

from quizapp.services.values import Preferences
from quizapp.web.language import current_language, msgid, say

LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN"}
DAY_NAMES = {"en": "EEEE, d MMMM", "zh": "M月d日 EEEE"}
TODAY = msgid("today")
YESTERDAY = msgid("yesterday")
WEEK = 7
FORTNIGHT = 14
SMALLEST = 0.005


def locale() -> str:
    """Return the locale that words dates on this page."""
    return LOCALES[current_language()]


def learner_day(moment: datetime, preferences: Preferences) -> date:
    """Return the learner's day that a moment belongs to."""
    local = moment.astimezone(ZoneInfo(preferences.zone))
    return (local - timedelta(hours=preferences.rollover_hour)).date()


def day_words(day: date, today: date) -> str:
    """Name a past day as one does in talking: today, yesterday, on Tuesday, on 3 March."""
    ago = (today - day).days
    if ago in (0, 1):
        return say((TODAY, YESTERDAY)[ago])
    if 0 < ago < WEEK:
        return say(msgid("on %(day)s"), {"day": format_date(day, "EEEE", locale())})
    shown = format_skeleton("MMMd" if day.year == today.year else "yMMMd", day, locale=locale())
    return say(msgid("on %(day)s"), {"day": shown})


def return_words(due: datetime, now: datetime, preferences: Preferences) -> str:
    """Say when a card returns: in 10 minutes, today at 18:30, tomorrow, in 3 days (Friday)."""
    if due <= now + timedelta(minutes=1):
        return say(msgid("in a moment"))
    days = (learner_day(due, preferences) - learner_day(now, preferences)).days
    if days == 0:
        return _today_words(due, now, preferences)
    if days == 1:
        return say(msgid("tomorrow"))
    return say(
        msgid("in %(days)s, on %(day)s"),
        {
            "days": _spaced(
                format_timedelta(
                    timedelta(days=days), granularity="day", threshold=30, locale=locale()
                )
            ),
            "day": _coming_day(learner_day(due, preferences), days),
        },
    )


def span_words(days: float) -> str:
    """Say how long something lasts: 10 minutes, 5 hours, 3 weeks."""
    span = timedelta(days=days)
    return _spaced(format_timedelta(span, granularity="minute", locale=locale()))


def _spaced(words: str) -> str:
    """Part a number from the Chinese word after it, as everywhere on the pages."""
    return re.sub(r"(?<=\d)(?=[\u4e00-\u9fff])", " ", words)


def _today_words(due: datetime, now: datetime, preferences: Preferences) -> str:
    if due - now < timedelta(hours=1):
        return _spaced(
            format_timedelta(
                due - now, granularity="minute", add_direction=True, locale=locale()
            )
        )
    clock = format_time(due, "short", tzinfo=ZoneInfo(preferences.zone), locale=locale())
    return say(msgid("today at %(time)s"), {"time": clock})


def _coming_day(day: date, days: int) -> str:
    if days < WEEK:
        return format_date(day, "EEEE", locale())
    return format_skeleton("MMMEd" if days < FORTNIGHT else "yMMMd", day, locale=locale())


def today_words(now: datetime, preferences: Preferences) -> str:
    """Name the learner's day: Thursday, 12 March."""
    pattern = DAY_NAMES[current_language()]
    return format_date(learner_day(now, preferences), pattern, locale())


def long_day(day: date) -> str:
    """Print a day in full: 12 December 2026."""
    return format_date(day, "long", locale())


def percent(share: float | None) -> str:
    """Print a probability; a dash for what is not known, and no false certainty."""
    if share is None:
        return "–"
    if 0 < share < SMALLEST:
        return "<1%"
    return ">99%" if 1 - SMALLEST < share < 1 else f"{share:.0%}"

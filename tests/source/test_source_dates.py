import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.source.dates import Period, read_date, read_period, settles_day_first


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "fiscal"),
    [
        ("2019", "2019-01-01", "2019-12-31", False),
        ("FY2019", "2019-01-01", "2019-12-31", True),
        ("FY19", "2019-01-01", "2019-12-31", True),
        ("Fiscal Year 2018", "2018-01-01", "2018-12-31", True),
        ("2018/19", "2019-01-01", "2019-12-31", True),
        ("Year Ended December 31, 2019", "2019-01-01", "2019-12-31", False),
        ("For the years ended September 30, 2019", "2018-10-01", "2019-09-30", False),
        ("Fiscal year ended February 29, 2020", "2019-03-01", "2020-02-29", False),
        ("For the year ended December 31: 2019", "2019-01-01", "2019-12-31", False),
        ("Six Months Ended December 31, 2023", "2023-07-01", "2023-12-31", False),
        ("Quarter ended March 31, 2026", "2026-01-01", "2026-03-31", False),
        ("52 weeks ended 30 Mar 2019", "2018-04-01", "2019-03-30", False),
        ("Q3 2019", "2019-07-01", "2019-09-30", False),
        ("2019 Q3", "2019-07-01", "2019-09-30", False),
        ("Q3 FY19", "2019-07-01", "2019-09-30", True),
        ("First Quarter 2018", "2018-01-01", "2018-03-31", False),
        ("fourth quarter of fiscal 2020", "2020-10-01", "2020-12-31", True),
        ("second half of 2019", "2019-07-01", "2019-12-31", False),
        ("March 2026", "2026-03-01", "2026-03-31", False),
        ("September 30, 2019", "2019-09-30", "2019-09-30", False),
        ("As of December 31, 2019", "2019-12-31", "2019-12-31", False),
        ("31/12/2019", "2019-12-31", "2019-12-31", False),
        ("2020 – 2024", "2020-01-01", "2024-12-31", False),
    ],
)
def test_a_label_means_its_days(text, first, last, fiscal):
    assert read_period(text) == Period(day(first), day(last), fiscal)


@pytest.mark.parametrize("text", ["", "Total", "5 items", "Q5 2019", "third half 2019", "03/04/2026", "2019/2025", "12/09",
                                  "Year Ended", "1899", "year ended December 31, 0001", "May"])  # fmt: skip
def test_what_is_no_period_is_none(text):
    assert read_period(text) is None


FORMS = [
    "%Y-%m-%d",
    "%Y%m%d",
    "%d %B %Y",
    "%B %d, %Y",
    "%d-%b-%Y",
    "%d.%m.%Y",
    "%b %d %Y",
    "%A, %d %B %Y",
    "%Y-%m-%dT%H:%M:%SZ",
]


@given(st.datetimes(min_value=dt.datetime(1000, 1, 1)), st.sampled_from(FORMS))  # noqa: DTZ001
def test_any_day_in_any_form_is_read_back(moment, form):
    assert read_date(moment.strftime(form)) == moment.date()


@given(st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2069, 12, 31)), st.booleans())
def test_a_numeric_day_is_read_back_when_its_order_is_told(date, first):
    text = date.strftime("%d/%m/%y" if first else "%m/%d/%y")
    assert read_date(text, first) == date
    assert read_date(text) in (date, None)
    assert settles_day_first(text) in (first, None)


@given(st.text())
def test_any_text_is_a_date_or_none(text):
    read_date(text)
    read_period(text)


@given(st.dates(min_value=dt.date(1900, 1, 1)), st.integers(1, 53))
def test_weeks_ended_are_that_many_days(date, weeks):
    period = read_period(f"{weeks} weeks ended {date:%d %B %Y}")
    assert (period.end - period.start).days + 1 == 7 * weeks
    assert period.covers(date)

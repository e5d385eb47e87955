"""Personal details with a pattern are taken out of what someone wrote, and the rest is left as it was."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.adapters.redaction import redact


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Mail sam@example.org please", "Mail [e-mail] please"),
        ("SAM.LEE+x@MAIL.EXAMPLE.CO.UK.", "[e-mail]."),
        ("Write to sam.o'neil@example.org or sam.o’neil@example.org", "Write to [e-mail] or [e-mail]"),
        ("(zoë_1@example-school.sch.uk)", "([e-mail])"),
        ("See https://example.org/sam?x=1#y now", "See [link] now"),
        ("HTTP://EXAMPLE.ORG", "[link]"),
        ("www.example.org/sam", "[link]"),
        ("I’m at social.example.com/sam_lee", "I’m at [link]"),
        ("Find me @sam_lee on there", "Find me [name online] on there"),
        ("@sam.lee99", "[name online]"),
        ("Ring 07700 900123", "Ring [phone number]"),
        ("Ring 07700900123.", "Ring [phone number]."),
        ("Ring 07700-900-123 or 07700 900 124", "Ring [phone number] or [phone number]"),
        ("Ring 07700.900.123", "Ring [phone number]"),
        ("Ring 077 00 90 01 23", "Ring [phone number]"),
        ("Ring (01632) 960 001", "Ring [phone number]"),
        ("Ring 01632 960001", "Ring [phone number]"),
        ("Ring 020 7946 0958", "Ring [phone number]"),
        ("Ring +44 7700 900123", "Ring [phone number]"),
        ("Ring +44 (0)7700 900123", "Ring [phone number]"),
        ("Ring 0044 7700 900 123", "Ring [phone number]"),
        ("Ring ٠٧٧٠٠٩٠٠١٢٣", "Ring [phone number]"),
        ("I live at CW1 2AB", "I live at [postcode]"),
        ("cw12ab, M1 1AE, SW1A 1AA and EC1A1BB", "[postcode], [postcode], [postcode] and [postcode]"),
        ("(CW11  2AB)", "([postcode])"),
        ("My number is 12345678", "My number is [number]"),
        ("ref-1234 5678", "ref-[number]"),
        ("sort code 12-34-56 12345678", "sort code [number]"),
        ("2019 2020 1234", "[number]"),
    ],
)
def test_details_that_could_find_someone_are_taken_out(words, left):
    assert redact(words) == left


@pytest.mark.parametrize("detail", ["9434765919", "943 476 5919", "123456789", "AB 12345678"])
def test_no_long_number_is_left_whatever_it_is_called(detail):
    assert not [c for c in redact(f"It is {detail}.") if c.isdigit()]


@pytest.mark.parametrize(
    "words",
    [
        "I am 17 and my brother is 9",
        "ages 14 15 16",
        "between 2019 and 2024",
        "in 2019-2020, 2019/20 and 2019-20",
        "2020 2021 2022",
        "24/7",
        "Year 11",
        "years 10 and 11",
        "KS3",
        "£12.50",
        "£1,200 a month, not £1,234,567",
        "12/03/2024",
        "12.03.2024",
        "2024-03-12",
        "12 March 2024",
        "from 1/9/2023 - 31/8/2024",
        "at 10:30, 10.30am or 9am-5pm",
        "7 out of 10, which is 70%",
        "3 or 4 times in 5 years",
        "call 999, 111 or 116 123",
        "flat 12, room 101",
        "bus 38A, B12 vitamins, Section 20",
        "A* at GCSE: 5 6 7 7 8",
        "me @ home, 2 @ 5 pounds",
        "and/or, e.g./i.e., yes/no",
        "www is the web",
        "",
        "Say it in simple words.",
        "Łódź 🙂 مرحبا\n\nنعم",
    ],
)
def test_what_finds_nobody_stays_as_it_was_written(words):
    assert redact(words) == words


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_words_of_any_kind_come_out_the_same_the_second_time(words):
    once = redact(words)
    assert redact(once) == once


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a-", "1", "1-", "1 ", "@a", "a@a.", "www.", "(1)", "1a", "(", "+"]
)
def test_the_longest_comment_is_redacted_without_keeping_its_writer_waiting(piece):
    redact("07700 900123")  # the first one loads what is known of numbers
    begun = perf_counter()
    redact((piece * 5000)[:5000])
    assert perf_counter() - begun < 5

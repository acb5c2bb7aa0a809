"""The forms that an English word takes: pay, pays, paid, paying; tax, taxes; company, companies."""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_SHORTEST = 3
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_DOUBLING = re.compile(rf".*[^{_VOWELS}][{_VOWELS}][^{_VOWELS}wxy]\Z")

# Each entry: the plain word, then the forms that follow no rule.
_IRREGULAR = """
be am is are was were been being, have has had having, do does did done doing, go goes went gone going,
arise arose arisen, bear bore borne, beat beaten, become became, begin began begun, bet, bid bade bidden, bind bound,
break broke broken, bring brought, build built, burst, buy bought, cast, catch caught, choose chose chosen, come came,
cost, cut, deal dealt, draw drew drawn, drive drove driven, eat ate eaten, fall fell fallen, feel felt, fight fought,
find found, fly flew flown, forbid forbade forbidden, forecast, foresee foresaw foreseen, forget forgot forgotten,
get got gotten, give gave given, grow grew grown, hear heard, hide hid hidden, hit, hold held, hurt, keep kept,
know knew known, lay laid, lead led, learn learnt, leave left, lend lent, let, lie lay lain, lose lost, make made,
mean meant, meet met, mislead misled, overcome overcame, overpay overpaid, override overrode overridden,
oversee oversaw overseen, owe, pay paid, put, quit, read, repay repaid, ride rode ridden, ring rang rung,
rise rose risen, run ran, say said, see saw seen, seek sought, sell sold, send sent, set, shake shook shaken,
show shown, shrink shrank shrunk, shut, sink sank sunk, sit sat, sleep slept, speak spoke spoken, spend spent,
split, spread, stand stood, steal stole stolen, stick stuck, strike struck, swear swore sworn, take took taken,
teach taught, tell told, think thought, throw threw thrown, undergo underwent undergone, understand understood,
undertake undertook undertaken, underpay underpaid, undo undid undone, uphold upheld, wear wore worn, win won,
withdraw withdrew withdrawn, withhold withheld, write wrote written,
man men, woman women, child children, person people persons, foot feet, half halves, loaf loaves, life lives,
self selves, shelf shelves, thief thieves, knife knives, wife wives, leaf leaves, calf calves,
analysis analyses, basis bases, crisis crises, thesis theses, criterion criteria, datum data, index indices
"""
_FORMS = {words[0]: tuple(words[1:]) for entry in _IRREGULAR.split(",") if (words := entry.split())}


def forms(word: str) -> tuple[str, ...]:
    """A word in small letters with its plural, third person, past and -ing forms, each once; the plain one first.

    A form too many does no harm, as nobody writes "payed"; one too few would be missed. Words that are no plain
    letters, or shorter than three and not in the list, have the one form.
    """
    if not word.isalpha() or (len(word) < _SHORTEST and word not in _FORMS):
        return (word,)
    return tuple(dict.fromkeys([word, *_FORMS.get(word, ()), *_regular(word)]))


def _regular(word: str) -> tuple[str, ...]:
    stem, last = word[:-1], word[-1]
    if word.endswith("ie"):
        return word + "s", word + "d", word[:-2] + "ying"
    if last == "e":
        return word + "s", word + "d", stem + "ing", word + "ing"
    if last == "y" and word[-2] not in _VOWELS:
        return stem + "ies", stem + "ied", word + "ing"
    doubled = (word + last + "ed", word + last + "ing") if _DOUBLING.match(word) else ()
    plural = (word + "es", word + "s") if word.endswith(_HISSING) else (word + "s",)
    return (*plural, word + "ed", word + "ing", *doubled)

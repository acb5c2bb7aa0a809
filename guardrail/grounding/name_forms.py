"""What of a name tells: its words without what card networks, web sites and company law put around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from .name_words import keys
from .vocabulary import vocabulary

LEGAL = vocabulary(
    """ltd limited plc llc llp lp inc incorporated corp corporation company gmbh ag kg sa sas sarl srl spa bv nv oy
    ab aps pty pte pvt kk holdings"""
)
"""Company forms. They may be dropped from a name, or added to it."""

GENERIC = LEGAL | vocabulary(
    """the a an of and for uk usa us eu gb ie co group store stores shop shops shopping superstore supermarket
    supermarkets market markets restaurant restaurants hotel hotels cafe bar pub inn takeaway service services serv
    station garage
    supplies supply supplier suppliers products product solutions systems centre center office offices house hall
    online direct retail wholesale trading trade international global national royal city town county council
    north south east west central new old great greater british english american european england britain london
    birmingham manchester liverpool leeds york paris berlin dublin chicago boston dallas texas california midlands
    midland street road lane avenue square park garden gardens green hill bridge express premier first one best big
    little super world home school college university church hospital society association club agency bureau
    partners partnership associates consulting consultants management media digital tech technology technologies
    training travel tours sports sport fitness food foods catering bakery kitchen coffee pizza print printing design
    books book music news toys gifts cards card furniture flowers florist pharmacy dental health medical care
    building construction plumbing electrical engineering hire rental cars car taxi taxis motors auto transport
    parking logistics delivery courier post mail bank insurance finance financial accounting payroll legal
    studio studios team labs works industries enterprises ventures capital energy power water fuel petrol fuels
    website web site shopuk sons bros brothers brother llp payment payments subscription"""
)
"""Words that many names have, so that one alone does not tell who is meant."""

ADDED = LEGAL | vocabulary("uk group store stores shop online website the co com subscription")
"""Words that people add to a name, and that make it no other."""

_NETWORKS = vocabulary("paypal pp sq sqc tst sumup izettle iz zettle stripe sp square gpay googlepay klarna ppl")
_WEB = vocabulary("www http https")
_WEB_TAILS = vocabulary("com co c uk u org o net gov g ac eu info biz io ie de fr")
_CUT_LEGAL = vocabulary("limite limit limi lim lt l incorporat incorpora corporat corporati")
ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    dict(
        pair.split("=")
        for pair in """amzn=amazon mktp=marketplace mkt=market mktplace=marketplace wm=william bham=birmingham
        stn=station sstn=station svs=services svcs=services svc=service serv=services ctr=centre ctre=centre cen=centre
        center=centre intl=international natl=national assoc=association assn=association dept=department
        govt=government
        univ=university uni=university coll=college hosp=hospital rest=restaurant rd=road st=street ave=avenue
        bros=brothers mfg=manufacturing mgmt=management mgt=management facebk=facebook msft=microsoft goog=google
        whs=whsmith bk=book supp=supplies eng=engineering elec=electrical bldg=building tech=technology
        co=company corp=corporation dr=doctor pharm=pharmacy equip=equipment""".split()
    )
)
_ARTICLE = frozenset({"the"})
_NONE: frozenset[str] = frozenset()
_DIGIT = re.compile(r"\d")
SHORTEST_CUT = 16
"""Card networks cut names at 18 to 25 characters: one of at least so many may have been."""


class Form(NamedTuple):
    """A name as it is compared.

    `words` are those that tell and `joined` the same without spaces; `cut` says that the last may lack its end, `site`
    that it is a web site's name, and `numbers` are what it holds of stores' numbers and codes.
    """

    words: tuple[str, ...]
    joined: str
    cut: bool
    site: bool
    numbers: frozenset[str]


def form(name: str) -> Form:
    """What of a name is compared: "SQ *THE BLUE DOOR 0412 LONDON" is blue, door; "www.cottonprint.co.u" cottonprint."""
    long = len(name) >= SHORTEST_CUT
    words = keys(_without_network(name))
    if not words:
        return Form((), "", long, False, _NONE)  # noqa: FBT003 - no site
    site = words[0] in _WEB or ("." in name and words[-1] in _WEB_TAILS)
    start = 1 if len(words) > 1 and words[0] in (_WEB if site else _ARTICLE) else 0
    numbered = _DIGIT.search(name) is not None
    end = _end(words, start, numbered=numbered, long=long, site=site)
    kept = words[start:end]
    if "and" in kept:
        kept = [word for word in kept if word != "and"] or words
    numbers = frozenset(filter(_DIGIT.search, words[end:])) if numbered else _NONE
    return Form(tuple(kept), "".join(kept), long and end == len(words), site, numbers)


def _without_network(name: str) -> str:
    """The merchant in "PAYPAL *SPOTIFY" and "AMZN Mktp UK*2K4LR": what stands behind a payment service, else before."""
    before, star, after = name.partition("*")
    if not star:
        head, gap, tail = name.partition("  ")
        return tail if gap and head.lower() in _NETWORKS else name
    first = keys(before)[:1]
    return after if not first or (first[0] in _NETWORKS and any(map(str.isalpha, after))) else before


def _end(words: Sequence[str], start: int, *, numbered: bool, long: bool, site: bool) -> int:
    """Where the words that tell end: before a store's number, what follows it, a company form or the end of a site."""
    end = len(words)
    if numbered:
        for at in range(start + 1, end):
            if _DIGIT.search(words[at]) and sum(map(len, words[start:at])) > 2:
                end = at
                break
    while end - start > 1 and (last := words[end - 1]) and (
        last in LEGAL or (site and last in _WEB_TAILS) or (long and last in _CUT_LEGAL)
    ):  # fmt: skip
        end -= 1
    return end


def tells(words: Sequence[str]) -> bool:
    """Whether words name somebody: one of them is no word that many names have, and has three letters or more."""
    return any(word not in GENERIC and len(word) > 2 and not word.isdigit() for word in words)


def same_word(text: str, name: str, *, last: bool) -> str:
    """The rule by which a word of a text is that of a name; "" if by none. `last` if the name may be cut off there."""
    if text == name:
        return "full"
    if text.rstrip("s") == name.rstrip("s") and min(len(text), len(name)) > 2:
        return "plural"
    if ABBREVIATIONS.get(text, text) == ABBREVIATIONS.get(name, name):
        return "abbreviated"
    if last and text.startswith(name):
        return "abbreviated"
    shorter, longer = (text, name) if len(text) < len(name) else (name, text)
    if longer in GENERIC and shorter not in GENERIC and len(shorter) > 2 and longer.startswith(shorter):
        return "abbreviated"
    return "typo" if one_edit(text, name) else ""


SHORTEST_TYPO = 6
"""Letters of a word in which one may be wrong."""
SHORTEST_TYPO_ALONE = 8
"""The same, of a name that has no other word."""


def one_edit(one: str, other: str) -> bool:
    """Whether two words of six letters or more differ by one letter, or two swapped ones, and begin the same."""
    if min(len(one), len(other)) < SHORTEST_TYPO or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]:
        return True
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]

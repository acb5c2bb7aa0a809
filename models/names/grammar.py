"""More sentences of bookkeeping, put together from parts, so that a name is known by more than the sentences of a list.

`[a|b]` is one of several; `{who}` is an organisation or a person.
"""

from __future__ import annotations

import random
import re

PATTERNS = """
[OPENS]{who} [ACTS] {amount}[ENDS]
[OPENS]{who} [and|or|but not] {who} [were paid|were sent|are owed|shared|split] {amount}[ENDS]
[OPENS]{amount} [PASSIVE] to {who}[ENDS]
[OPENS]{amount} [came back|came in|arrived|was received|was borrowed|is expected|is due] from {who}[ENDS]
[OPENS][a|the|one|another] [THING] of {amount} [PASSIVE] to {who}[ENDS]
[OPENS][a|the|one|another] [THING] [from|with|by] {who} [was|came to|is|stands at] {amount}[ENDS]
[THING], {who}, {amount}
[THING] {who} {amount}
{day} {who} {amount}
{day} {who} [THING] {amount}
{who} {code} {amount} {day}
[THING]: {who} {amount}; {who} {amount}
{who}: {amount}; {who}: {amount}; {who}: {amount}
{account}: {who} {amount}
[THING] - {who} - {amount}
[THINGS] for {who} and {who} [were|came to|are] {amount}
[THINGS] from {who} [were|came to|are] {percent} [higher|lower|up|down] in {month}
[OPENS]{who} [bought|ordered|replaced|returned|sold|leased|renewed|wants|needs|uses|tested] [a |an |the |its |two |{count} |]{product}[ENDS]
[OPENS]{product} [was|is|gets] [renewed|replaced|bought|cancelled|upgraded|repaired] [by|through|with|at] {who}[ENDS]
[OPENS][the|our|a] {product} [cost|costs|was|came to] {amount}[ENDS]
[THINGS] for {product} [were|came to] {amount}
{product} and {product} [cost|came to|were] {amount}
[OPENS]{who} [lives|works|stayed|trades|has an office|opened a shop|met a client|was] in {place}[ENDS]
[OPENS]{who} [moved|flew|drove|travelled|shipped goods|sent a van] [from {place} |]to {place}[ENDS]
[THINGS] in {place} [were|came to|rose to|fell to|reached|are] {amount}[ENDS]
[THING] in {place}, {amount}
[OPENS]{place} [and {place} |][had|saw|spent|earned|sold] {percent} [more|less] than {place}
[OPENS]{person} [of|at|from|with] {org} [ACTS] {amount}[ENDS]
[OPENS]{person} [SAYS] [the|an|every] [THING] [of|from|by] {org}[ENDS]
[OPENS]{person} and {person} [SAYS] {amount}[ENDS]
[OPENS]{person}'s [THING] [was|came to|is] {amount}[ENDS]
[OPENS]{org}'s [THING] [was|came to|is] {amount}[ENDS]
[Hi|Hello|Dear|Hey|Good morning] {person}, [OPENS]{org} [ACTS] {amount}.
[Best|Kind regards|Thanks|Many thanks|Cheers|Yours], {person}
[THINGS] [were|are|look] [QUALITY][ENDS]
[OPENS][the|a|our|this|each|every|no] [THING] [was|is|looks|stays] [QUALITY][ENDS]
[OPENS]{account} [was|is|came to|stood at|made up|absorbed|took] [{amount}|{percent} of the total][ENDS]
[OPENS]{account} and {account} [were|are|came to] [QUALITY|{amount}|{percent}][ENDS]
[Posted|Checked|Reviewed|Closed|Booked|Counted|Corrected|Entered] [on|by] {day}: {count} [rows|lines|entries|notes|bills|records|transfers], {amount}.
[OPENS][there were|we found|you have|I see|this shows] {count} [rows|lines|entries|bills|duplicates|charges] [in|for] {month}
[Why|How|When|Where] [was|did we pay|is] [this|that|the] [THING] [of {amount} |]?
[OPENS]{who} [is|was|became] [our|your|the] [largest|smallest|only|newest|main|oldest] [supplier|vendor|customer|payee]
[OPENS][the|your|our] [largest|smallest|newest|main|oldest] [supplier|vendor|customer|payee] [is|was] {who}[, then {who}|]
"""
PARTS = {
    "OPENS": "||||On {day}, |In {month} |In {month}, |Note that |It seems |As agreed, |Last week |Yesterday |We believe |Once more, |"
    "Then |Also, |However, |For {account}, |Under {account}, |So far |Until {month} |After {day} |To date |Again, |Sadly, ",
    "ENDS": "||||.|.|.| on {day}.| in {month}.| for {account}.| under {code}.| last week.| by card.| in cash.| without a receipt.|"
    ", as agreed.|, which is late.|, see {code}.| twice.| in full.| by mistake.",
    "ACTS": "charged|billed us|was paid|asked for|is owed|repaid|refunded|sent us|claims|claimed|received|got|lent us|owes us|spent|"
    "was sent|invoiced|wants|takes|took|returned|credited|undercharged us by|deducted|saved us|quoted|demands|earned|lost|donated",
    "PASSIVE": "was paid|went|is owed|was sent|was refunded|is due|goes|went back|was transferred|was wired|was lent|was promised|"
    "was repaid|was credited|was handed|moved",
    "SAYS": "approved|queried|signed|checked|entered|posted|found|disputes|asked about|forgot|lost|filed|paid|sent|booked|explained",
    "THING": "overtime|deposit|loan|fee|commission|interest payment|dividend|advance|parking|taxi|lunch|dinner|gift|fine|receipt|bill|"
    "invoice|refund|credit|discount|transfer|order|delivery|subscription|premium|salary|wage|expense|train|flight|hotel|fuel|postage|"
    "stationery|repair|service|lease|licence|charge|balance|payment|card payment|standing order|cheque|voucher|claim|price|total",
    "THINGS": "payments|charges|invoices|bills|fees|costs|refunds|sales|orders|deliveries|expenses|wages|salaries|licences|repairs|"
    "receipts|prices|claims|transfers|taxis|flights|hotels|meals|Payments|Costs|Fees|Sales|Orders|Refunds|Invoices|Wages|Repairs",
    "QUALITY": "late|early|high|low|unpaid|overdue|correct|wrong|missing|unusual|normal|small|large|final|open|closed|settled|seasonal|"
    "complete|duplicated|flat|steady|unclear|in order|under review|as expected|higher than planned|lower than last year",
}
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


def sentence(draw: random.Random) -> str:
    """A sentence with slots such as {org}."""
    made = draw.choice(PATTERNS.strip().splitlines())
    while match := _CHOICE.search(made):
        choices = PARTS.get(match[1], match[1]).split("|")
        made = made[: match.start()] + draw.choice(choices) + made[match.end() :]
    while "{who}" in made:
        made = made.replace("{who}", draw.choice(("{org}", "{person}")), 1)
    return made[:1].upper() + made[1:] if draw.random() < 0.9 and made[:1] != "{" else made

"""A policy, a guard and books that the tests of clients share, and what may and may not be said of them."""

from guardrail import Guard, Policy, Severity, Source, Tier, Unit
from guardrail.validators.grounding import Grounding

POLICY = Policy(
    [
        Tier(name="inform", escalate=Severity.MAJOR, reject=Severity.CRITICAL, releases=Unit.SENTENCE),
        Tier(name="act", escalate=Severity.MINOR, reject=Severity.MAJOR),
    ],
    {"feed": "inform"},
)
GUARD = Guard(validators=[Grounding()], policy=POLICY)
BOOKS = Source.from_rows(
    [
        {"id": "A1", "date": "2026-03-02", "vendor": "WeWork", "amount": "3,200.00"},
        {"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"},
    ],
    amount="amount",
    entity="vendor",
    date="date",
    currency="USD",
    id="id",
)
OPTIONS = {"source": BOOKS, "use": "feed"}
TRUE = "You paid Gusto $18,250.00."
MORE = "You paid WeWork $3,200.00."
FALSE = "You paid WeWork $18,250.00."
DOUBTFUL = "You paid Northwind Freight $410.00."

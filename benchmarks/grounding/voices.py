"""Seven people who write about books, each with sentences of their own.

Slots: {A} {B} the two sides, {at_A} {at_B} with a preposition, {V} {W} sums, {P} the period, {M} {L} the
earlier and later month, {D} a day, {G} an account, {g} the same as an aside or nothing, {N} a count, {x}
"3 times", {ID} an identifier, {T} " over £100" or nothing, {S} a share, {K} a multiple; {best} {first} {more}
{rose} {was_up} {thing} are words that go by the fact.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Phrases = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Voice:
    """How somebody writes: frames around a sentence, how sums and days look, and the sentences."""

    name: str
    phrases: Phrases
    frames: tuple[str, ...] = ("{}",)
    places: str = "at"
    sums: tuple[str, ...] = ("{sign}{n}",)
    days: tuple[str, ...] = ("on {d} {month} {y}",)
    months: tuple[str, ...] = ("in {month} {y}",)
    ranges: tuple[str, ...] = ("between {a} and {b}",)
    hedges: tuple[str, ...] = ("about",)
    words: dict[str, str] = field(default_factory=dict)


TERSE = Voice(
    "bookkeeper",
    {
        "paid": ("{A} {V}, {P}{g} - paid", "paid {A}, {V}{g}, {P}", "pymt to {A} {P}: {V}{g}"),
        "refunded": ("credit from {A} {P}: {V}{g}", "{A} - refund {V}{g} {P}"),
        "received": ("received from {A} {P}: {V}{g}", "{A} paid us {V} {P}{g}"),
        "id paid": ("{ID}: {V} to {A} {P}",),
        "id received": ("{ID}: {V} in from {A} {P}",),
        "total": ("total {at_A} {P}: {V}", "{P}, spend {at_A} {V} all told"),
        "total received": ("total receipts {from_A} {P}: {V}",),
        "net": ("{at_A} {P}: net {V} after credits",),
        "gross": ("{at_A} {P}: gross {V} before credits",),
        "refunds": ("refunds {at_A} {P} total {V}",),
        "payments": ("{N} {payments} {to_A}{T} {P}",),
        "transactions": ("{N} {entries} {to_A}{T} {P}",),
        "share": ("{A} = {S} of spend {P}",),
        "comparison": ("{P}: {more} {at_A} than {at_B}",),
        "trend": ("spend {at_A} {rose}, {M} to {L}",),
        "trend amounts": ("spend {at_A}: {V} {M}, {rose} to {W} {L}",),
        "best payment": ("{best} payment {P}{g}: {A}, {V}",),
        "best name": ("{best} {thing} {P}: {A}{tail}",),
        "average": ("avg payment {to_A} {P}: {V}",),
        "ends": ("{first} payment to {A}: {D}",),
        "never": ("nothing paid to {A}, {P}", "no payments to {A}, {P}"),
        "once": ("{A} paid once only {P}{tail}",),
    },
    frames=("{}", "{}", "- {}", "Note to file: {}"),
    sums=("{sign}{n}", "{n} {iso}", "{sign}{n}"),
    days=("on {d} {mon} {y}", "{y}-{mm}-{dd}"),
    months=("{mon} {y}", "in {mon} {y}"),
    ranges=("{a} to {b}",),
    hedges=("approx.", "c."),
)

CHATTY = Voice(
    "assistant",
    {
        "paid": (
            "it looks like you handed over {V} to {A} {P}{g}",
            "{P} you settled up with {A} for {V}{g}",
            "the one you're asking about is the {V} that went out to {A} {P}{g}",
            "you bought something from {A} {P} and it cost you {V}{g}",
        ),
        "refunded": (
            "you got {V} back from {A} {P}{g}",
            "{A} sent you a {V} refund {P}{g}",
            "there's a refund of {V} here that {A} issued {P}{g}",
        ),
        "received": ("{A} sent you {V} {P}{g}", "you were paid {V} by {A} {P}{g}"),
        "id paid": ("the entry with the reference {ID} is the {V} you paid {A} {P}",),
        "id received": ("the entry with the reference {ID} is the {V} that {A} paid you {P}",),
        "total": ("all in all you've spent {V} {at_A} {P}", "if I add it all up, {V} went out {at_A} {P}"),
        "net": ("once I take the refunds off, you spent {V} {at_A} {P}",),
        "gross": ("not counting the money that came back, you spent {V} {at_A} {P}",),
        "refunds": ("altogether you got {V} back in refunds {at_A} {P}",),
        "payments": ("I count {N} {payments} {to_A}{T} {P}", "I can see {N} {payments} {to_A}{T} {P}"),
        "receipts": ("you were paid {x} by {A} {P}",),
        "refund count": ("I found {N} {refunds} {P}",),
        "share": ("{S} of what you spent {P} was {at_A}", "{S} of your money {P} went {to_share_A}"),
        "comparison": ("{P} you spent {more} {at_A} than you did {at_B}",),
        "comparison sum": ("{P} you spent {V} {more} {at_A} than you did {at_B}",),
        "multiple": ("you spent {K} as much {at_A} as you did {at_B} {P}",),
        "trend": ("what you spend {at_A} {rose} between {M} and {L}",),
        "trend change": ("what you spend {at_A} {rose} by {V} between {M} and {L}",),
        "best payment": ("the {best} single payment you made {P}{g} was {V}, and it went to {A}",),
        "best name": ("your {best} {thing} {P} was {A}{tail}",),
        "often": ("the place you paid most often {P} was {A}{tail}",),
        "average": ("a typical payment {to_A} {P}, on average, was {V}",),
        "ends": ("the {first} time you paid {A} was {D}",),
        "never": ("you didn't pay {A} anything {P}", "I don't see a single payment to {A} {P}"),
        "once": ("you only paid {A} one time {P}{tail}",),
        "always": ("everything you paid {A} {P} was filed under {G}",),
    },
    frames=(
        "Sure! {}. Let me know if you'd like more detail.",
        "{}.",
        "Happy to help - {}.",
        "I had a look, and {}.",
        "OK, so {}.",
    ),
    hedges=("about", "roughly", "somewhere around"),
    days=("on {month} {d}", "on the {th} of {month}"),
    months=("in {month}", "back in {month} {y}"),
)

AUDITOR = Voice(
    "auditor",
    {
        "paid": (
            "a disbursement of {V} was made to {A} {P}{g}",
            "{A} was the payee of a disbursement of {V}{g} {P}",
            "an amount of {V} was remitted to {A} {P}{g}",
            "expenditure of {V} with {A} was recorded {P}{g}",
        ),
        "refunded": ("a credit of {V} was received from {A} {P}{g}", "{A} reimbursed the entity {V} {P}{g}"),
        "received": (
            "a receipt of {V} from {A} was recorded {P}{g}",
            "an amount of {V} was collected from {A} {P}{g}",
        ),
        "id paid": ("entry {ID} evidences a disbursement of {V} to {A} {P}",),
        "id received": ("entry {ID} evidences a receipt of {V} from {A} {P}",),
        "total": ("aggregate expenditure {at_A} {P} amounted to {V}",),
        "total received": ("aggregate receipts {from_A} {P} amounted to {V}",),
        "net": ("expenditure {at_A} {P}, net of refunds received, amounted to {V}",),
        "gross": ("expenditure {at_A} {P}, before deduction of refunds, amounted to {V}",),
        "refunds": ("refunds received {at_A} {P} aggregated {V}",),
        "payments": ("{N} {payments} {to_A}{T} {were} identified {P}",),
        "transactions": ("the population comprised {N} {entries} {to_A}{T} {P}",),
        "share": ("{A} represented {S} of total expenditure {P}",),
        "comparison": ("expenditure {at_A} {P} was {higher} than expenditure {at_B}",),
        "comparison sum": ("expenditure {at_A} {P} was {higher} than expenditure {at_B}, by {V}",),
        "difference": ("expenditure {at_A} and expenditure {at_B} {P} differ by {V}",),
        "multiple": ("expenditure {at_A} {P} equalled {K} the expenditure {at_B}",),
        "trend": ("expenditure {at_A} {rose} between {M} and {L}",),
        "trend amounts": ("expenditure {at_A} {rose} from {V} in {M} to {W} in {L}",),
        "trend change": ("expenditure {at_A} {rose} by {V} between {M} and {L}",),
        "best payment": ("the {best} individual disbursement {P}{g}, of {V}, was made to {A}",),
        "best name": ("the {best} {thing} by value {P} was {A}{tail}",),
        "average": ("the mean value of payments {to_A} {P} was {V}",),
        "ends": ("the {first} disbursement to {A} is dated {D}",),
        "never": ("no disbursements to {A} were identified {P}",),
        "once": ("{A} received a single payment only {P}{tail}",),
        "sole": ("no vendor other than {A} was charged to {G} {P}",),
        "always": ("all disbursements to {A} {P} were charged to {G}",),
    },
    frames=(
        "{}.",
        "Per the ledger, {}.",
        "Our examination of the records indicates that {}.",
        "We noted that {}.",
    ),
    places="with",
    sums=("{iso} {n}", "{sign}{n}"),
    hedges=("approximately",),
    days=("on {d} {month} {y}",),
    months=("in {month} {y}", "during {month} {y}"),
    ranges=("in the period from {a} to {b}",),
)

APP = Voice(
    "app",
    {
        "paid": (
            "you spent {V} at {A} {P}{g}",
            "{A} charged you {V} {P}{g}",
            "payment sent: {V} to {A} {P}{g}",
        ),
        "refunded": ("{A} refunded you {V} {P}{g}", "refund from {A}: {V} {P}{g}"),
        "received": ("you got paid! {V} from {A} {P}{g}", "deposit from {A}: {V} {P}{g}"),
        "id paid": ("{ID}: you paid {A} {V} {P}",),
        "id received": ("{ID}: {A} paid you {V} {P}",),
        "total": ("your spending {at_A} {P}: {V} total", "you've spent a total of {V} {at_A} {P}"),
        "total received": ("money in {from_A} {P}: {V} total",),
        "net": ("your net spend {at_A} {P} was {V} after refunds",),
        "payments": ("you made {N} {payments} {to_A}{T} {P}",),
        "transactions": ("{N} {entries} {to_A}{T} {P}",),
        "receipts": ("{A} paid you {x} {P}",),
        "refund count": ("you got {N} {refunds} {P}",),
        "share": ("{A} was {S} of your spending {P}",),
        "comparison": ("heads up: you spent {more} {at_A} than {at_B} {P}",),
        "comparison sum": ("heads up: you spent {V} {more} {at_A} than {at_B} {P}",),
        "trend": ("your spending {at_A} {was_up} in {L} compared with {M}",),
        "trend change": ("your spending {at_A} {was_up} {V} in {L} compared with {M}",),
        "trend amounts": ("your spending {at_A} {rose}: {V} in {M}, {W} in {L}",),
        "best payment": ("your {best} payment {P}{g}: {V} to {A}",),
        "best name": ("{best} {thing} {P}: {A}{tail}",),
        "often": ("most frequent vendor {P}: {A}{tail}",),
        "average": ("you paid {V} on average per transaction {to_A} {P}",),
        "once": ("you paid {A} just one time {P}{tail}",),
        "never": ("you had no payments to {A} {P}",),
    },
    frames=("{}.", "{}.", "Weekly recap: {}.", "FYI, {}."),
    hedges=("about", "around"),
    days=("on {mon} {d}, {y}", "on {month} {d}", "on {us}"),
    months=("in {mon} {y}", "in {month}"),
    ranges=("from {a} through {b}",),
)

COUNCIL = Voice(
    "officer",
    {
        "paid": (
            "a card payment of {V} was made to {A} {P}{g}",
            "{V} was spent at {A} {P}{g}",
            "the cardholder purchased goods from {A} {P} at a cost of {V}{g}",
        ),
        "refunded": ("{V} was credited back by {A} {P}{g}", "{A} returned {V} to the card {P}{g}"),
        "received": ("income of {V} was received from {A} {P}{g}",),
        "total": ("{P} the service spent {V} in all {at_A}", "card spend {at_A} {P} stood at {V}"),
        "net": ("card spend {at_A} {P} stood at {V} once refunds were taken into account",),
        "gross": ("card spend {at_A} {P} stood at {V} before refunds were taken into account",),
        "refunds": ("credits totalling {V} were received {at_A} {P}",),
        "payments": ("the card was used for {N} {payments} {to_A}{T} {P}",),
        "transactions": ("there {were} {N} card {entries} {to_A}{T} {P}",),
        "refund count": ("{N} {refunds} {were} credited to the card {P}",),
        "share": ("{S} of card spend {P} related to {A}",),
        "comparison": ("card spend {P} was {higher} {at_A} than {at_B}",),
        "comparison sum": ("card spend {P} was {V} {higher} {at_A} than {at_B}",),
        "difference": ("the gap between card spend {at_A} and card spend {at_B} {P} was {V}",),
        "multiple": ("{K} as much was spent {at_A} as {at_B} {P}",),
        "trend": ("card spend {at_A} {rose} between {M} and {L}",),
        "trend amounts": ("card spend {at_A}, which was {V} in {M}, {rose} to {W} in {L}",),
        "best payment": ("the {best} transaction {P}{g} was with {A}, for {V}",),
        "best name": ("the {best} {thing} in terms of spend {P} was {A}{tail}",),
        "often": ("the supplier used most frequently {P} was {A}{tail}",),
        "average": ("the average transaction {to_A} {P} was {V}",),
        "ends": ("the card was {firstly} used at {A} {D}",),
        "never": ("the card was not used at {A} {P}",),
        "sole": ("all of the spend on {G} {P} was with {A}",),
        "always": ("every purchase from {A} {P} was coded to {G}",),
    },
    frames=(
        "{}.",
        "Members are asked to note that {}.",
        "It was reported that {}.",
        "I can confirm that {}.",
    ),
    days=("on {th} {month} {y}", "on {uk}", "on {th} {month}"),
    months=("in {month} {y}", "during {month} {y}"),
    hedges=("approximately", "in the region of", "some"),
)

LEARNER = Voice(
    "learner",
    {
        "paid": (
            "we have paid to {A} the sum of {V} {P}{g}",
            "to the company {A} was paid {V} {P}{g}",
            "{P} it was made one payment of {V} to {A}{g}",
        ),
        "refunded": (
            "the company {A} gave us back {V} {P}{g}",
            "we have received from {A} the refund of {V} {P}{g}",
        ),
        "received": ("the client {A} has paid to us {V} {P}{g}",),
        "id paid": ("the document {ID} is for the payment of {V} to {A} {P}",),
        "id received": ("the document {ID} is for the money received from {A}, {V} {P}",),
        "total": ("the sum of all spendings {at_A} {P} is {V}",),
        "payments": ("we have made {N} {payments} {to_A}{T} {P}",),
        "share": ("the part of {A} in all spendings {P} is {S}",),
        "comparison": ("{P} we have spent {more} {at_A} than {at_B}",),
        "difference": ("the difference of the spendings {at_A} and {at_B} {P} makes {V}",),
        "trend": ("the spendings {at_A} {rose} from {M} to {L}",),
        "trend change": ("the spendings {at_A} {rose} from {M} to {L} for {V}",),
        "best payment": ("the {best} payment {P}{g} is {V} for {A}",),
        "best name": ("the {best} {thing} {P} is {A}{tail}",),
        "average": ("in average one payment {to_A} {P} is {V}",),
        "ends": ("the {first} payment to {A} was done {D}",),
        "never": ("to {A} we have not paid anything {P}", "{P} we have no payment to {A}"),
        "once": ("to {A} we have paid only one time {P}{tail}",),
    },
    frames=("{}.", "Dear colleague, {}. Best regards", "Please see that {}.", "I inform you that {}."),
    places="with",
    sums=("{n} {iso}", "{n} {word}", "{sign} {n}"),
    days=("on the date {eu}", "on {d}. {month} {y}"),
    hedges=("about", "circa"),
    months=("in {month} {y}", "in the month {month} {y}"),
    ranges=("from {a} till {b}",),
)

MODEL = Voice(
    "model",
    {
        "paid": (
            "{A} received {V} {P}{g}, as recorded in the ledger",
            "the ledger reflects an outlay of {V} to {A} {P}{g}",
            "among the notable transactions, {V} was disbursed to {A} {P}{g}",
        ),
        "refunded": ("{A} issued a refund of {V} {P}{g}, which offsets earlier spending",),
        "received": ("incoming funds of {V} were received from {A} {P}{g}",),
        "total": (
            "**total spend {at_A}** {P} reached {V}",
            "{V} was spent {at_A} {P} across all transactions",
        ),
        "total received": ("**total income {from_A}** {P} reached {V}",),
        "net": ("after accounting for refunds, net spending {at_A} {P} stood at {V}",),
        "gross": ("before accounting for refunds, gross spending {at_A} {P} stood at {V}",),
        "refunds": ("refunds {at_A} {P} amounted to {V} in aggregate",),
        "payments": ("a total of {N} {payments} {to_A}{T} {were} recorded {P}",),
        "transactions": ("the records contain {N} {entries} {to_A}{T} {P}",),
        "receipts": ("{A} made payments to the business {x} {P}",),
        "share": (
            "{A} accounted for {S} of overall expenditure {P}",
            "{A} represented {S} of the total spend {P}",
        ),
        "comparison": ("spending {at_A} {P} was {higher} than spending {at_B}",),
        "comparison sum": ("spending {at_A} {P} exceeded spending {at_B} by {V}",),
        "multiple": ("{at_A}, spending {P} was {K} the amount spent {at_B}",),
        "trend": ("spending {at_A} {rose} from {M} to {L}, indicating a shift in activity",),
        "trend amounts": ("spending {at_A} {rose} from {V} in {M} to {W} in {L}",),
        "trend change": ("{L} spending {at_A} {was_up} {V} compared to {M}",),
        "best payment": ("the {best} single transaction {P}{g} was a payment of {V} to {A}",),
        "best name": ("{A} emerged as the {best} {thing} {P}{tail}",),
        "often": ("{A} was the most frequently used vendor {P}{tail}",),
        "average": ("the average transaction value {to_A} {P} was {V}",),
        "ends": ("the {first} recorded payment to {A} took place {D}",),
        "never": ("notably, there is no record of any payment to {A} {P}",),
        "once": ("{A} appears just once among the payments {P}{tail}",),
        "sole": ("{A} was the sole vendor recorded under {G} {P}",),
        "always": ("all payments to {A} {P} were categorized under {G}",),
    },
    frames=(
        "{}.",
        "Overall, {}.",
        "Based on the provided records, {}.",
        "**Summary:** {}.",
        "## Key takeaways\n- {}.",
    ),
    hedges=("approximately", "roughly"),
    days=("on {month} {d}, {y}",),
    months=("in {month} {y}",),
)

VOICES = (TERSE, CHATTY, AUDITOR, APP, COUNCIL, LEARNER, MODEL)

"""The people whose hands `bookkeepers` writes in: their sentences, and how each writes money, days and names.

A sentence is `kind: text`. `{amount}` and the like are filled in, `{in}` is "in March 2016" in the person's way,
`<rose/fell>` is the first word if the statement says "up". `{amount~}` is written "about 1,200", `{amount+}` "just
over 1,200", `{amount.}` rounded to whole units or thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

CLERK = """
payment: {date}: {name}, {amount} pd
payment: Pd {name} {amount} {date}.
payment: {name} {amount}, card payment {date}
payment: {amount} to {name} on {date}.
payment_account: {name} {amount} posted to {account} on {date}.
payment_account: {date} {name} {amount} - coded to {account}
payment_month: Pd {name} {amount} {in}.
refund: Refund from {name} {amount} {date}.
refund: {name} credit {amount} rec'd {date}.
refund_month: {name} refunded {amount} {in}.
received: Rec'd {amount} from {name} {date}.
received: Receipt: {name} {amount}, {date}
total_name: {name} total {period}: {amount}
total_name: Total pd to {name} {in}: {amount}.
total_account: {account}, {period}: {amount}
total_account: Total {account} {in} {amount}.
total_all: Total spend {in}: {amount}.
total_all: Payments out {period}: {amount}
income_all: Receipts {period}: {amount}
net_name: {name} {period}, net of refunds: {amount}
count_name: {name}: {n} payment{s} {in}
count_lines: {n} entries {in}.
count_refunds: Refunds {in}: {n}
average_all: Avg payment {period}: {amount}
average_name: {name} avg per payment {in} {amount}.
largest: Largest item {period}: {name}, {amount}.
top_name: Top supplier {period}: {name}, {amount} in total.
none_name: No payments to {name} {in}.
none_account: Nil on {account} {in}.
trend_account: {account} <up/down> from {amount} in {period} to {amount2} in {period2}.
first: First payment to {name}: {date}.
last: Last pmt to {name} {date}, {amount}.
id: {id}: {name} {amount}
id: {id} = {name}, {date}, {amount}.
id: {id} is coded to {account}.
count_over: Payments over {limit} {in}: {n}
two_days: {name}: {amount} on {date} and {amount2} on {date2}.
"""

APP = """
payment: You spent {amount} at {name} on {date}.
payment: Your {amount} card payment to {name} went through on {date}.
payment: On {date}, {amount} left your account for {name}.
payment_month: There was a {amount} payment to {name} {in}.
payment_account: You put {amount} towards {account} at {name} on {date}.
refund: Good news! {name} sent you {amount} back on {date}.
refund: You got {amount} back from {name} on {date} 🎉
received: {name} paid you {amount} on {date}.
received: {amount} from {name} landed in your account on {date}.
total_name: You've spent {amount} at {name} {in}.
total_name: {name} cost you {amount} {in}.
total_name: You spent {amount~} with {name} {in}.
total_account: {account} set you back {amount} {in}.
total_account: {in}, you spent {amount} on {account}.
total_account: You spent {amount~} on {account} {in}.
total_all: All in all, you spent {amount} {in}.
total_all: Your spending {in} came to {amount}.
total_all: You've spent {amount+} {in}.
income_all: You took in {amount} {in}.
share_account: {account} made up {share} of your spending {in}.
share_account: {share} of what you spent {in} went on {account}.
count_name: You paid {name} {times} {in}.
count_name: You shopped at {name} {times} {in} 🛍️
count_over: You made {n} purchase{s} over {limit} {in}.
more_names: You spent <more/less> at {name} than at {b} {in}.
more_names: You spent {diff} <more/less> at {name} than at {b} {in}.
more_months: You spent <more/less> at {name} in {period} than in {period2}.
top_name: Your biggest spend {in} was {name}: {amount} in total.
top_name: {name} got more of your money than anyone else {in}.
top_account: More of your money went on {account} than on anything else {in}: {amount}.
largest: Your biggest purchase {in} was {amount} at {name}.
smallest: Your smallest purchase {in} was just {amount} at {name}.
none_name: You didn't spend anything at {name} {in}.
none_account: No spending on {account} {in} - nice!
trend_account: Your {account} spending went <up/down> from {amount} in {period} to {amount2} in {period2}.
trend_all: You spent {diff} <more/less> in {period2} than in {period}.
average_name: On average, you spent {amount.} a time at {name} {in}.
all_under: You never spent more than {limit} at {name} in one go {in}.
count_total: {n} payments to {name} {in}, {amount} altogether.
profit: {in} you <earned/spent> {amount} more than you <spent/earned>.
"""

AUDITOR = """
payment: We noted a disbursement of {amount} to {name} dated {date}.
payment: Per the ledger, {name} was paid {amount} on {date}.
payment: A payment in the amount of {amount} was made to {name} on {date}.
payment_account: The payment of {amount} to {name} on {date} was recorded under {account}.
payment_account: {amount} paid to {name} on {date} was charged to {account}.
payment_month: A payment of {amount} to {name} was recorded {in}.
refund: A credit of {amount} from {name} was recorded on {date}.
refund: {name} refunded {amount} on {date}.
refund_month: A refund of {amount} from {name} was noted {in}.
received: A receipt of {amount} from {name} is recorded on {date}.
total_name: Disbursements to {name} {in} aggregated {amount}.
total_name: Payments to {name} {in} totalled {amount}.
total_account: Expenditure under {account} {in} amounted to {amount}.
total_account: Charges to {account} {in} sum to {amount}.
total_all: Total disbursements {in} were {amount}.
income_name: Receipts from {name} {in} totalled {amount}.
net_name: Payments to {name} {in}, net of refunds, came to {amount}.
net_all: Net of refunds, expenditure {in} was {amount}.
gross_name: Before refunds, payments to {name} {in} were {amount}.
refunds_all: Refunds {in} totalled {amount}.
count_lines: The ledger contains {n} transactions {in}.
count_over: {n} payment{s} {in} exceeded {limit}.
count_account: {n} payment{s} {in} {were} charged to {account}.
count_vendors: {n} different vendors were paid {in}.
count_refunds: There {were} {n} refund{s} {in}.
none_over: No payment {in} exceeded {limit}.
none_name: No disbursements to {name} were recorded {in}.
none_name: {name} received no payments {in}.
all_under: All payments to {name} {in} were below {limit}.
first: The first payment to {name} was made on {date}.
last: The most recent payment to {name} is dated {date}.
alike: We identified {n} payments of {amount} each to {name} {in}.
id: Transaction {id} is a payment of {amount} to {name}.
id: {id} dated {date} relates to {name}.
largest: The largest single payment {in} was {amount}, made to {name} on {date}.
share_name: {name} accounted for {share} of total expenditure {in}.
of_which: Of total payments of {amount} {in}, {amount2} related to {account}.
two_days: {name} was paid {amount} on {date} and {amount2} on {date2}.
"""

CFO = """
total_all: {period} spend came in at {amount.}.
total_all: We spent {amount~} {in}.
total_account: {account} spend was {amount.} {in}.
total_account: {account} ran to {amount~} {in}.
total_name: Spend with {name} was {amount.} {in}.
trend_account: {account} <increased/decreased> from {amount.} in {period} to {amount2.} in {period2}.
trend_account: {account} costs <grew/declined> by {diff.} between {period} and {period2}.
trend_account: Month over month, {account} <rose/fell> {pct} to {amount2.} in {period2}.
trend_name: Spend with {name} is <up/down> {pct} from {period} to {period2}.
trend_all: Total spend <rose/fell> {pct} from {period} to {period2}.
trend_all: Spending was <up/down> {diff.} in {period2} compared with {period}.
trend_income: Revenue <grew/shrank> from {amount.} in {period} to {amount2.} in {period2}.
share_account: {account} represented {share} of total spend {in}.
share_name: {name} made up {share} of our spend {in}.
top_name: Our top vendor {in} was {name} at {amount.}.
top_name: {name} was the largest vendor by spend {in}.
second_name: {name} ranked second among vendors {in} with {amount.}.
top_three: The top three vendors {in} were {name}, {b} and {c}.
top_account: The biggest cost category {in} was {account} ({amount.}).
top_customer: Our largest customer {in} was {name} at {amount.}.
profit: Income <exceeded/fell short of> spending by {amount.} {in}.
profit: Net cash flow {in} was <positive/negative> at {amount.}.
income_all: Revenue {in} was {amount.}.
income_all: We brought in {amount~} {in}.
income_name: {name} contributed {amount.} of revenue {in}.
more_accounts: We spent <more/less> on {account} than on {account2} {in}.
more_account_months: {account} costs were <higher/lower> in {period} than in {period2}.
average_all: The average payment {in} was {amount.}.
peak_month: Spending peaked in {period} at {amount.}.
more_accounts: {account} came in {diff.} <above/below> {account2} {in}.
of_which: {in} we spent {amount.}, including {amount2.} on {account}.
none_account: We had no {account} costs {in}.
count_vendors: We worked with {n} vendors {in}.
"""

SUPPORT = """
payment: Thanks for getting in touch. I can see a payment of {amount} to {name} on {date}.
payment: I can confirm that {amount} was paid to {name} on {date}.
payment: The {amount} charge from {name} on {date} did go through.
payment_account: That {amount} payment to {name} on {date} is under {account}.
payment_month: I can see one for {amount} to {name} {in}.
refund: Your refund of {amount} from {name} was processed on {date}.
refund: I can see that {name} refunded you {amount} on {date}.
received: We can see {amount} coming in from {name} on {date}.
none_name: I've checked, and there are no payments to {name} {in}.
none_name: I'm afraid I can't see any payment to {name} {in}.
none_account: You have no {account} transactions {in}.
count_name: I can see {n} payment{s} to {name} {in}.
total_name: In total you paid {name} {amount} {in}.
total_account: Your {account} payments {in} add up to {amount}.
refunds_all: You received {amount} in refunds {in}.
id: Reference {id} is your payment of {amount} to {name} on {date}.
id: Your payment {id} for {amount} went to {name}.
last: Your last payment to {name} was {amount} on {date}.
first: You first paid {name} on {date}.
alike: It looks like {name} charged you {amount} {times} {in}.
only: The only payment to {name} {in} was {amount}.
only: You made just one payment to {name} {in}, on {date}.
two_days: You were charged {amount} by {name} on {date}, and {amount2} on {date2}.
largest: The highest charge {in} was {amount} from {name}.
count_total: You made {n} payments to {name} {in} for a total of {amount}.
net_name: After your refund, you paid {name} {amount} {in}.
together: Together, {name} and {b} come to {diff} {in}.
none_over: You made no payments over {limit} {in}.
"""

MODEL = """
payment: Based on the records provided, a payment of {amount} was made to {name} on {date}.
payment: The data shows that {name} received a payment of {amount} on {date}.
payment: On {date}, a transaction of **{amount}** was recorded with **{name}**.
payment_account: A payment of {amount} to {name}, categorized as {account}, was made on {date}.
refund: A refund of {amount} was issued by {name} on {date}.
refund: Additionally, {name} issued a credit of {amount} on {date}.
received: The account received {amount} from {name} on {date}.
total_account: According to the ledger, total expenditure on {account} {in} amounted to **{amount}**.
total_account: Spending in the {account} category totaled {amount} {in}.
total_all: Overall, total spending {in} reached {amount}.
total_all: In summary, a total of {amount} was spent {in}.
total_name: {in}, payments to {name} amounted to {amount} in total.
trend_account: Notably, {account} spending <rose/fell> from {amount} in {period} to {amount2} in {period2}, or {pct}.
trend_account: Spending on {account} <rose/dropped> by {diff} from {period} to {period2}.
trend_name: Payments to {name} <increased/decreased> by {pct} between {period} and {period2}.
trend_all: Compared to {period}, total spending <increased/decreased> by {diff} ({pct}) in {period2}.
trend_income: Total income <rose/fell> by {diff} from {period} to {period2}.
top_name: The vendor with the highest total spending {in} was {name}, with {amount}.
top_account: The category with the highest spending {in} was {account}, totaling {amount}.
second_name: {name} was the second-largest vendor {in}, with {amount} in total.
largest: The single largest transaction {in} was a payment of {amount} to {name}.
largest: The highest individual expense {in} was {amount} ({name}, {date}).
smallest: The smallest payment {in} was {amount}, paid to {name}.
share_account: This means that {account} accounted for approximately {share} of total expenditure {in}.
share_name: Payments to {name} represented {share} of all spending {in}.
count_name: A total of {n} payment{s} {were} made to {name} {in}.
count_lines: There were {n} transactions in total {in}.
count_vendors: Payments were made to {n} distinct vendors {in}.
count_account: {n} transaction{s} {were} categorized as {account} {in}.
average_name: The average payment to {name} {in} was {amount}.
average_account: The average {account} transaction {in} was {amount}.
more_accounts: Spending on {account} was <higher/lower> than spending on {account2} {in}.
more_names: When comparing the two, {name} received <more/less> than {b} {in}.
none_name: It is worth noting that no payments were made to {name} {in}.
none_account: There was no spending on {account} {in}.
net_name: After accounting for refunds, net spending at {name} {in} was {amount}.
net_all: Net of refunds, total spending {in} was {amount}.
top_three: The three largest vendors by total spend {in} were {name}, {b}, and {c}.
together: {name} and {b} together accounted for {diff} {in}.
together: {name} and {b} received {amount} and {amount2} respectively {in}.
profit: {in}, income <exceeded/was below> expenses by {amount}.
count_total: {n} payments totaling {amount} were made to {name} {in}.
"""

GERMAN = """
payment: On {date} we have paid {amount} to {name}.
payment: The payment to {name} from {date} was {amount}.
payment: {date}: payment to {name}, {amount}
payment_account: On {date} {amount} were paid to {name} for {account}.
refund: From {name} we got back {amount} on {date}.
refund: On {date} {name} has refunded {amount}.
received: On {date} we received {amount} from {name}.
total_name: The total of the payments to {name} {in} amounts to {amount}.
total_account: The costs for {account} {in} were {amount}.
total_account: For {account} we have spent {amount} {in}.
total_all: The expenses {in} amount to {amount}.
trend_account: The costs for {account} have <risen/fallen> from {amount} ({period}) to {amount2} ({period2}).
trend_account: The costs for {account} were {diff} <higher/lower> in {period2} than in {period}.
share_account: {share} of the expenses {in} went to {account}.
count_name: In total there {were} {n} payment{s} to {name} {in}.
count_name: {name} was paid {times} {in}.
largest: The highest payment {in} went to {name} ({amount}).
largest: The highest payment {in} was {amount} on {date}.
none_name: Nothing was paid to {name} {in}.
average_name: The average of the payments to {name} {in} is {amount}.
top_name: The most was paid to {name} {in}, namely {amount}.
last: The last payment to {name} was on {date}.
id: Document {id} from {date}: {name}, {amount}
more_names: To {name} we have paid <more/less> than to {b} {in}.
net_name: Without the refunds, we paid net {amount} to {name} {in}.
refunds_all: The refunds {in} were {amount} in total.
income_name: From {name} we received {amount} in total {in}.
count_vendors: {in} there were payments to {n} different suppliers.
"""

OWNER = """
payment: Paid {name} {amount} on {date}.
payment: We forked out {amount} to {name} on {date}.
payment: {name} took {amount} on {date}.
payment_account: Paid {name} {amount} for {account} on {date}.
refund: Got {amount} back off {name} on {date}.
refund: {name} gave us {amount} back on {date}.
received: {name} settled up on {date}: {amount} received.
received: Had {amount} in from {name} on {date}.
total_account: We shelled out {amount} on {account} {in}.
total_account: {account} cost us {amount} {in}.
total_name: {name} have had {amount} off us {in}.
total_name: {name} came to {amount} all told {in}.
total_name: We paid {name} {amount+} {in}.
total_all: Outgoings {in} were {amount}.
income_all: Takings {in} were {amount}.
top_account: {account} was our biggest outgoing {in} at {amount}.
count_name: {name} billed us {times} {in}.
count_over: We had {n} bill{s} over {limit} {in}.
none_name: Not a penny went to {name} {in}.
none_name: We've not paid {name} anything {in}.
trend_account: Spend on {account} was <up/down> by {diff} from {period} to {period2}.
trend_all: We spent <more/less> in {period2} than in {period}: {amount2} against {amount}.
more_accounts: We spent {diff} <more/less> on {account} than on {account2} {in}.
more_names: {name} cost us <more/less> than {b} {in}.
largest: Biggest bill {in} was {name} at {amount}.
average_name: {name} works out at {amount} a go on average {in}.
first: We first used {name} on {date}.
last: Last time we paid {name} was {date}.
all_under: {name} never cost us more than {limit} at once {in}.
share_account: {account} was {share} of everything we spent {in}.
share_name: {share} of our money {in} went to {name}.
together: Between them, {name} and {b} cost us {diff} {in}.
only: We only paid {name} once {in}, {amount}.
two_days: We paid {name} {amount} on {date} and another {amount2} on {date2}.
profit: We were {amount} <up/down> {in}.
"""

CONTROLLER = """
payment: {name}'s {date} charge was {amount}.
payment: Disbursed {amount} to {name} on {date}.
payment: On {date}, the company paid {name} {amount}.
payment_account: {name} was paid {amount} on {date}; the expense was booked to {account}.
payment_month: {name} charged us {amount} {in}.
refund: A refund of {amount} posted from {name} on {date}.
refund_month: {name} issued a {amount} credit {in}.
received: Customer {name} remitted {amount} on {date}.
received: We collected {amount} from {name} on {date}.
total_name: Spend with {name} totaled {amount} {in}.
total_name: {in}, {name} was paid {amount}.
total_account: Total {account} expense {in} was {amount}.
total_all: Total expenses {in} were {amount}.
total_all: We paid out {amount} {in}.
income_all: Cash receipts {in} totaled {amount}.
income_name: {name} paid us {amount} {in}.
trend_account: {account} expense was <higher/lower> in {period2} than in {period}, {amount2} versus {amount}.
trend_account: {account} expense moved from {amount} in {period} to {amount2} in {period2}.
trend_name: We paid {name} {diff} <more/less> in {period2} than in {period}.
average_name: The average {name} charge was {amount} {in}.
average_all: Payments averaged {amount} {in}.
top_name: {name} was our #1 vendor {in} ({amount}).
second_name: {name} was the second-highest vendor {in}.
top_account: {account} was the largest expense category {in}.
none_name: There was no activity with {name} {in}.
none_over: All payments {in} were under {limit}.
count_lines: We processed {n} transactions {in}.
count_account: {account} had {n} transaction{s} {in}.
count_over: {n} of the payments {in} {were} above {limit}.
id: {id} was paid to {name} on {date}.
id: We paid {name} {amount} under {id}.
gross_name: Gross payments to {name} {in} were {amount}.
net_name: Net payments to {name} {in} were {amount} after credits.
share_name: {name} was {share} of total spend {in}.
peak_month: {period} was the month with the highest spending, {amount}.
more_account_months: {account} expense was <greater/smaller> in {period} than in {period2}.
count_total: {name} was paid {times} {in} for a combined {amount}.
"""

ACCOUNTANT = """
payment: Payment of {amount} made to {name} on {date}.
payment: An amount of {amount} has been debited towards {name} on {date}.
payment: {amount} paid to {name} dated {date}.
payment_account: {amount} paid to {name} on {date} towards {account}.
refund: {amount} has been credited back by {name} on {date}.
refund: Refund of {amount} received from {name} on {date}.
received: Amount received from {name} on {date} is {amount}.
received: {amount} received from {name} on {date}.
total_all: Total outflow {in} stands at {amount}.
total_all: Total payments {in} are {amount}.
income_all: Total inflow {in} stands at {amount}.
total_account: {account} expenses {in} stood at {amount}.
total_account: Expenditure incurred on {account} {in} is {amount}.
total_name: Total payment made to {name} {in} is {amount}.
count_name: The party {name} was paid {times} {in}.
count_account: Total {n} payment{s} {were} made under {account} {in}.
top_account: Highest expense head {in} was {account}, i.e. {amount}.
top_customer: Highest collection {in} was from {name}, i.e. {amount}.
trend_all: Expenses <increased/decreased> by {diff} in {period2} as compared to {period}.
trend_name: Payments to {name} <increased/reduced> to {amount2} in {period2} from {amount} in {period}.
none_name: There is no entry for {name} {in}.
largest: Highest single payment {in} is {amount} to {name}.
smallest: Lowest payment {in} is {amount} to {name}.
average_account: Average payment under {account} {in} is {amount}.
id: Payment of {amount} to {name} is recorded vide {id}.
last: Last payment to {name} was made on {date} for {amount}.
share_account: {account} constitutes {share} of total expenses {in}.
refunds_all: Total refund received {in} is {amount}.
together: Payments to {name} and {b} {in} total {diff}.
"""


@dataclass(frozen=True)
class Person:
    """How one writer writes: `money`, `dates` and `months` name styles, `names` what becomes of lower-case names."""

    sentences: str
    money: tuple[str, ...]
    dates: tuple[str, ...]
    months: tuple[str, ...]
    names: str
    percent: str = "{}%"
    words: bool = False
    openers: tuple[str, ...] = ("in {}",)
    whole: tuple[str, ...] = ("", "overall")
    joins: tuple[str, ...] = ("{0} {1}", "{0} {1}", "{0}; {2}", "{0}, and {2}", "- {0}\n- {1}")


PEOPLE: dict[str, Person] = {
    "clerk": Person(CLERK, ("bare", "sign"), ("9 Mar 2016", "09 Mar 2016", "16/03/2016"), ("Mar 2016",), "upper"),
    "app": Person(
        APP,
        ("sign", "short"),
        ("March 9", "March 9, 2016", "Mar 9"),
        ("March", "March 2016"),
        "title",
        words=True,
        openers=("in {}", "during {}"),
        whole=("", "so far", "overall"),
    ),
    "auditor": Person(
        AUDITOR,
        ("code", "sign"),
        ("2016-03-09", "9 March 2016"),
        ("March 2016",),
        "as is",
        "{} per cent",
        openers=("in {}", "during {}", "for {}"),
        whole=("", "over the period reviewed"),
    ),
    "cfo": Person(CFO, ("sign", "short"), ("March 9",), ("March", "March 2016", "Mar 2016"), "title", words=True),
    "support": Person(
        SUPPORT, ("sign",), ("9 March 2016", "March 9, 2016", "9th March"), ("March", "March 2016"), "title", words=True
    ),
    "model": Person(
        MODEL,
        ("sign",),
        ("March 9, 2016", "2016-03-09"),
        ("March 2016",),
        "title",
        openers=("in {}", "during {}", "for {}"),
        whole=("", "across all records", "over the entire period"),
    ),
    "german": Person(GERMAN, ("german",), ("09.03.2016", "9. March 2016"), ("March 2016",), "title", "{} %"),
    "owner": Person(
        OWNER,
        ("short", "sign"),
        ("9 March", "9th March", "9 Mar", "the 9th of March"),
        ("March", "March 2016"),
        "title",
        "{} per cent",
        words=True,
        whole=("", "all told"),
    ),
    "controller": Person(
        CONTROLLER,
        ("sign", "code"),
        ("March 9, 2016", "3/16/2016", "Mar 9, 2016"),
        ("March 2016", "Mar 2016"),
        "upper",
        "{} percent",
        openers=("in {}", "for {}", "during {}"),
    ),
    "accountant": Person(
        ACCOUNTANT,
        ("rupees", "code"),
        ("09-Mar-2016", "9th March 2016", "16-03-2016"),
        ("March 2016", "Mar-2016"),
        "as is",
        openers=("in {}", "for the month of {}", "during {}"),
        whole=("", "till date"),
    ),
}

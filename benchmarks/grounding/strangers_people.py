"""The five people of `strangers`: an accountant, a controller, an auditor, a French bookkeeper and a payables clerk.

The format is that of `bookkeepers_people`; the writer had read nothing of the engine and little of the other sets.
"""

from __future__ import annotations

from .bookkeepers_people import Person

ACCOUNTANT = """
payment: Just to confirm, {name} was paid {amount} on {date}.
payment: I can see {amount} going to {name} on {date}.
payment_account: I've put the {amount} paid to {name} on {date} down to {account}.
payment_month: There's a payment to {name} for {amount} {in}.
refund: {name} gave you {amount} back on {date}.
refund: You had a refund of {amount} off {name} on {date}.
refund_month: {name} sent back {amount} {in}, which I've treated as a refund.
received: You were paid {amount} by {name} on {date}.
received: {amount} came into the bank from {name} on {date}.
total_name: I make it {amount} to {name} {in}.
total_name: You've paid {name} {amount} all told {in}.
total_account: {account} comes to {amount} {in}.
total_account: You've put {amount+} through {account} {in}.
total_all: Your outgoings {in} were {amount}.
total_all: All in all, {amount~} went out {in}.
income_name: {name} has paid you {amount} altogether {in}.
income_all: By my reckoning your receipts {in} come to {amount}.
refunds_all: You had {amount} back in refunds {in}.
net_name: {name} works out at {amount} {in} once you knock off what they refunded.
gross_name: Leaving the refunds to one side, {name} had {amount} from you {in}.
net_all: Allowing for refunds, your outgoings {in} were {amount}.
share_name: {share} of your outgoings {in} went on {name}.
share_account: {account} takes up {share} of what you spent {in}.
share_two: Between them, {name} and {b} make up {share} of your outgoings {in}.
count_name: You paid {name} {times} {in}.
count_account: There {were} {n} payment{s} under {account} {in}.
count_over: You had {n} payment{s} over {limit} {in}.
count_refunds: I've counted {n} refund{s} {in}.
count_vendors: You bought from {n} different supplier{s} {in}.
average_name: {name} averages out at {amount} a payment {in}.
average_account: Payments on {account} averaged {amount} {in}.
more_names: You spent {diff} <more/less> with {name} than with {b} {in}.
more_accounts: {account} cost you <more/less> than {account2} {in}, {amount} as against {amount2}.
more_months: You paid {name} <more/less> in {period} than you did in {period2}.
more_account_months: {account} was <dearer/cheaper> in {period} than in {period2}.
trend_account: {account} has gone <up/down> by {pct}, from {amount} in {period} to {amount2} in {period2}.
trend_all: Your outgoings were <up/down> {diff} in {period2} compared with {period}.
trend_income: Money in <rose/dropped> from {amount} in {period} to {amount2} in {period2}.
largest: The biggest single payment {in} was {amount} to {name}, on {date}.
smallest: The smallest payment {in} was {amount}, to {name}.
top_name: {name} is your biggest supplier {in}, at {amount}.
top_account: Your largest cost {in} is {account}, at {amount}.
top_customer: The one who paid you the most {in} was {name}, {amount} in total.
top_two: Your two biggest suppliers {in} were {name} at {amount} and {b} at {amount2}.
first: You first paid {name} on {date}.
last: The last time you paid {name} was {date}, and it was {amount}.
none_name: I've got nothing at all for {name} {in}.
none_account: You haven't put anything through {account} {in}.
none_over: Nothing you paid {in} was more than {limit}.
only: There's only the one payment to {name} {in}, {amount} on {date}.
profit: You <made a surplus of/were out of pocket by> {amount} {in}.
of_which: Of your {amount} of outgoings {in}, {amount2} was {account}.
months_paid: You paid {name} in {n} different month{s}.
"""

CLOSE = """
payment: {name} was paid {amount} on {date}.
payment: Disbursement to {name} on {date} in the amount of {amount}.
payment_account: The {date} disbursement to {name} ({amount}) was charged to {account}.
payment_month: Activity {in} includes a {amount} disbursement to {name}.
refund: A {amount} vendor credit from {name} posted on {date}.
refund_month: {name} issued a {amount} credit {in}.
received: Cash receipt of {amount} from {name}, posted {date}.
total_name: Disbursements to {name} totaled {amount} {in}.
total_name: Total spend with {name} {in} came in at {amount}.
total_account: {account} came in at {amount} {in}.
total_account: {account} expense {in} totaled {amount.}.
total_all: Total disbursements {in} were {amount}.
total_all: We disbursed {amount~} {in}.
income_name: Receipts from {name} {in} totaled {amount}.
income_all: Total cash receipts {in} were {amount}.
refunds_all: Vendor credits {in} totaled {amount}.
net_name: Net of credits, spend with {name} was {amount} {in}.
net_all: Disbursements {in}, net of vendor credits, were {amount}.
gross_name: Gross of credits, spend with {name} was {amount} {in}.
share_name: {name} represents {share} of total disbursements {in}.
share_account: {account} was {share} of total spend {in}.
share_two: {name} and {b} combined represent {share} of total disbursements {in}.
count_name: We processed {n} payment{s} to {name} {in}.
count_account: {n} disbursement{s} hit {account} {in}.
count_lines: The ledger contains {n} transaction{s} {in}.
count_over: {n} disbursement{s} {in} exceeded {limit}.
count_refunds: {n} vendor credit{s} posted {in}.
count_vendors: We paid {n} unique vendor{s} {in}.
average_account: The average {account} disbursement {in} was {amount}.
average_all: The average disbursement {in} was {amount}.
more_names: Spend with {name} <exceeded/trailed> spend with {b} {in}, {amount} vs. {amount2}.
more_accounts: {account} ran {diff} <over/under> {account2} {in}.
more_account_months: {account} was <higher/lower> in {period} ({amount}) than in {period2} ({amount2}).
trend_account: {account} closed {period2} at {amount2}, <up/down> {pct} from {amount} in {period}.
trend_account: {period2} {account} was {diff} <above/below> {period}.
trend_name: Spend with {name} <increased/decreased> {diff} from {period} to {period2}.
trend_all: Total disbursements of {amount2} in {period2} were <up/down> {pct} versus {amount} in {period}.
trend_income: Cash receipts <increased/declined> by {diff} between {period} and {period2}.
largest: The largest disbursement {in} was {amount} to {name} on {date}.
top_name: Our top vendor by spend {in} was {name} at {amount}.
second_name: {name} ranked second among vendors by spend {in}, at {amount}.
top_account: The largest expense line {in} was {account} at {amount}.
top_share: {name} was the largest vendor {in} at {amount}, or {share} of total disbursements.
all_count: {n} disbursement{s} {in} totaling {amount}.
in_out: Cash receipts {in} of {amount} less disbursements of {amount2} resulted in net cash <inflow/outflow> of {diff}.
peak_month: Disbursements peaked in {period} at {amount}.
none_account: {account} had no activity {in}.
none_name: There was no activity with {name} {in}.
none_over: No single disbursement {in} exceeded {limit}.
profit: Net cash flow {in} was <positive/negative> {amount}.
together: {name} ({amount}) and {b} ({amount2}) combine for {diff} {in}.
"""

AUDITOR = """
payment: Vouched to ledger: {name}, {date}, {amount}.
payment: Payment of {amount} to {name} dated {date} traced to the ledger.
payment_account: {amount} paid to {name} on {date} is classified as {account}.
payment_month: The population includes a payment to {name} of {amount} {in}.
refund: A refund of {amount} from {name} is recorded on {date}.
refund_month: A credit of {amount} from {name} is recorded {in}.
received: Receipt from {name} of {amount} agreed to the ledger entry of {date}.
total_name: Payments to {name} {in} aggregate to {amount}.
total_name: Aggregate payments to {name} {in}: {amount}.
total_account: Per the ledger, charges to {account} {in} total {amount}.
total_account: We recomputed {account} {in} at {amount}.
total_all: Total value of the payments {in}: {amount}.
total_all: Payments recorded {in} sum to {amount}.
income_name: Receipts from {name} recorded {in} sum to {amount}.
income_all: Receipts recorded {in} sum to {amount}.
refunds_all: Refunds recorded {in} aggregate to {amount}.
net_name: Payments to {name} {in}, less refunds received, amount to {amount}.
gross_name: Payments to {name} {in}, before deducting refunds, amount to {amount}.
share_name: {name} constitutes {share} of the value of payments {in}.
share_account: {account} constitutes {share} of the value of payments {in}.
count_name: {n} payment{s} to {name} {were} identified {in}.
count_account: {n} payment{s} {were} posted to {account} {in}.
count_lines: The ledger comprises {n} entries {in}.
count_over: {n} payment{s} {in} exceeded the testing threshold of {limit}.
count_refunds: {n} refund{s} {were} recorded {in}.
count_vendors: Payments were made to {n} payee{s} {in}.
average_name: The mean payment to {name} {in} was {amount}.
average_all: Mean payment value {in}: {amount}.
more_names: The aggregate paid to {name} {in} was <greater/lower> than that paid to {b}.
more_accounts: {account} <exceeded/fell short of> {account2} by {diff} {in}.
more_months: Payments to {name} were <higher/lower> in {period} than in {period2}, by {diff}.
trend_account: {account} moved from {amount} in {period} to {amount2} in {period2}, <an increase/a reduction> of {pct}.
trend_all: Total payments <increased/reduced> from {amount} ({period}) to {amount2} ({period2}).
trend_name: Payments to {name} <increased/fell> by {pct} between {period} and {period2}.
largest: The highest-value payment {in} is {amount} to {name}, dated {date}.
smallest: The lowest-value payment {in} is {amount} to {name}.
top_name: By aggregate value, the principal payee {in} is {name} ({amount}).
top_account: The account with the greatest charges {in} is {account} ({amount}).
top_three: Ranked by aggregate value {in}, the three largest payees are {name}, {b} and {c}.
most_often: The payee with the greatest number of payments {in} is {name} ({n}).
first: The earliest payment to {name} is dated {date}.
last: The latest payment to {name} is dated {date}.
none_name: No transactions with {name} were identified {in}.
none_account: No postings to {account} were identified {in}.
none_over: No payment {in} exceeds {limit}.
all_under: All payments to {name} {in} fall below {limit}.
id: Item {id}: {name}, {date}, {amount}, posted to {account}.
id: Entry {id} is a payment of {amount} to {name}.
id: Document {id}, dated {date}, agrees to the ledger at {amount}.
alike: Possible duplicates: {n} payment{s} of {amount} each to {name} {in}.
day_all: Payments dated {date} total {amount}.
two_days: {name} was paid {amount} on {date} and {amount2} on {date2}.
"""

FRENCH = """
payment: The {date} we have paid {amount} to {name}.
payment: We have made to {name} a payment of {amount} on {date}.
payment_account: The payment of {amount} to {name} of {date} is booked in {account}.
payment_month: There is a payment of {amount} to {name} {in}.
refund: {name} has refunded us {amount} on {date}.
refund: We have received from {name} a refund of {amount}, dated {date}.
refund_month: {name} has reimbursed us {amount} {in}.
received: The {date} we have received {amount} from {name}.
received: {name} has transferred us {amount} on {date}.
total_name: In total we have paid {amount} to {name} {in}.
total_name: The sum of the payments to {name} {in} makes {amount}.
total_account: For {account} we have spent {amount} {in}.
total_account: The charges of {account} {in} are of {amount}.
total_all: The total of the expenses {in} is of {amount}.
total_all: We have spent in total {amount} {in}.
income_name: From {name} we have received in total {amount} {in}.
income_all: The total of the receipts {in} is {amount}.
refunds_all: The refunds {in} make in total {amount}.
net_name: After deduction of the refunds, {name} has cost us {amount} {in}.
net_all: The expenses {in}, refunds deducted, are of {amount}.
share_name: {name} represents {share} of the expenses {in}.
share_account: The part of {account} in the total expenses {in} is {share}.
count_name: We have paid {name} {times} {in}.
count_name: {in} there {were} {n} payment{s} to {name}.
count_account: {in} we count {n} payment{s} in {account}.
count_over: {n} payment{s} {were} superior to {limit} {in}.
count_refunds: We have received {n} refund{s} {in}.
count_vendors: We have paid {n} different supplier{s} {in}.
average_name: In average a payment to {name} {in} is {amount}.
average_all: The average of the payments {in} is {amount}.
more_names: {in} we have spent <more/less> with {name} than with {b}.
more_accounts: {account} has cost <more/less> than {account2} {in}: {amount} against {amount2}.
more_months: {name} has cost us <more/less> in {period} than in {period2}.
trend_account: The expenses of {account} have <increased/decreased> of {pct} between {period} and {period2}.
trend_all: The expenses have passed from {amount} in {period} to {amount2} in {period2}, {diff} <more/less>.
trend_name: With {name} we have passed from {amount} in {period} to {amount2} in {period2}.
largest: The biggest payment {in} is of {amount}, to {name}.
smallest: The smallest payment {in} is the one to {name} of {date}, {amount}.
top_name: Our first supplier in value {in} is {name} with {amount}.
second_name: The second supplier in value {in} is {name} with {amount}.
top_account: The most heavy charge {in} is {account} with {amount}.
first: The first payment to {name} was the {date}.
last: We have paid {name} for the last time on {date}, {amount}.
none_name: {in} we have not any movement with {name}.
none_account: {in} we have spent nothing for {account}.
none_over: No payment {in} passes {limit}.
only: {in} there is one single payment to {name}: {amount}, the {date}.
profit: {in} we have received {amount} <more/less> than we have spent.
together: {name} and {b} make together {diff} {in}.
of_which: We have spent {amount} {in}, of which {amount2} for {account}.
peak_month: The month with the most of expenses is {period}, with {amount}.
months_paid: There are payments to {name} in {n} different month{s}.
"""

PAYABLES = """
payment: Hi {name} team, our records show we paid you {amount} on {date}.
payment: {name} – pmt of {amount} went out {date}.
payment: Confirming we released {amount} to {name} on {date}.
payment_account: FYI the {amount} to {name} on {date} got coded to {account}.
payment_month: I do see a payment for {amount} to {name} {in}.
refund: {name} credited us {amount} on {date}.
refund: Credit memo from {name} for {amount} hit on {date}.
refund_month: We got {amount} back from {name} {in}.
received: We received {amount} from {name} on {date}.
total_name: Total paid to {name} {in} is {amount}.
total_name: Hi {name}, we paid you a total of {amount} {in}.
total_account: Just ran {account} {in} and it totals {amount}.
total_account: Everything coded to {account} {in} adds up to {amount}.
total_all: AP went through {amount} in payments {in}.
total_all: Our payments {in} add up to {amount}.
income_name: {name} has paid us {amount} {in}.
income_all: Incoming payments {in} add up to {amount}.
refunds_all: Vendor credits received {in} add up to {amount}.
net_name: After credits, we've paid {name} {amount} {in}.
gross_name: Not counting credits, we paid {name} {amount} {in}.
share_name: About vendor concentration: {name} is {share} of what we paid out {in}.
share_account: {account} is {share} of what we paid out {in}.
count_name: I'm showing {n} payment{s} to {name} {in}.
count_name: We've paid {name} {times} {in}.
count_account: I'm showing {n} payment{s} coded to {account} {in}.
count_over: I found {n} payment{s} over {limit} {in}.
count_refunds: We got {n} vendor credit{s} {in}.
count_vendors: We cut payments to {n} vendor{s} {in}.
count_total: {name} got {n} payments from us {in}, {amount} in total.
average_name: Payments to {name} average {amount} {in}.
average_account: Payments coded to {account} average {amount} {in}.
more_names: We paid {name} <more/less> than {b} {in} ({amount} vs {amount2}).
more_months: We paid {name} {diff} <more/less> in {period} than in {period2}.
more_account_months: {account} was <higher/lower> in {period} than it was in {period2}.
trend_name: Payments to {name} went <up/down> from {amount} in {period} to {amount2} in {period2}.
trend_all: We paid out {pct} <more/less> in {period2} than in {period}.
trend_account: {account} went from {amount} in {period} to {amount2} in {period2}.
largest: Biggest payment we sent {in} was {amount} to {name} on {date}.
smallest: Smallest payment we sent {in} was {amount} to {name}.
top_name: The vendor we paid the most {in} is {name}, {amount} altogether.
top_three: Top three vendors by dollars paid {in} are {name}, then {b}, then {c}.
most_often: {name} got the most payments of any vendor {in}, {n} in all.
counted_average: {n} payments to {name} {in}, {amount} total, so {amount2} each on average.
first: First time we paid {name} was {date}.
last: Last payment to {name} was {amount} on {date}.
first_last: For {name}, the first payment was {date} and the most recent one was {date2}.
none_name: Hi {name}, I'm not showing any payments to or from you {in}.
none_account: Nothing got coded to {account} {in}.
all_under: None of our payments to {name} {in} hit {limit}.
only: I only see one payment to {name} {in}: {amount} on {date}.
id: {id} – {name}, {amount}, paid {date}.
id: {id} was paid on {date} for {amount}.
id: {id} is from {name} and coded to {account}.
alike: Looks like we paid {name} {amount} {times} {in}, can you check?
two_days: We sent {name} {amount} on {date} and {amount2} on {date2}.
together: {name} plus {b} comes to {diff} {in}.
"""

PEOPLE: dict[str, Person] = {
    "accountant_uk": Person(
        ACCOUNTANT, ("short", "sign"), ("9 March", "9th March 2016", "16/03/2016"), ("March", "March 2016"), "title",
        words=True, whole=("", "so far"), joins=("{0} {1}", "{0}\n{1}"),
    ),
    "close": Person(
        CLOSE, ("sign",), ("3/16/2016", "March 9, 2016", "03/16/2016"), ("March 2016", "Mar 2016"), "upper",
        openers=("in {}", "during {}"), whole=("", "to date"), joins=("{0} {1}", "{0}\n{1}", "- {0}\n- {1}"),
    ),
    "paper": Person(
        AUDITOR, ("code", "sign", "bare"), ("9 Mar 2016", "2016-03-09", "9 March 2016"), ("March 2016",), "as is",
        openers=("in {}", "during {}"), whole=("", "over the period tested"), joins=("{0} {1}", "{0}\n{1}"),
    ),
    "french": Person(
        FRENCH, ("code",), ("9 March 2016", "16/03/2016", "9th of March 2016"), ("March 2016",), "title", "{} %",
        whole=("", "until today"),
    ),
    "payables": Person(
        PAYABLES, ("sign", "short"), ("3/16/2016", "Mar 9, 2016", "Mar 9"), ("March", "Mar 2016"), "upper",
        whole=("", "so far"), joins=("{0} {1}", "{0}\n{1}"),
    ),
}  # fmt: skip

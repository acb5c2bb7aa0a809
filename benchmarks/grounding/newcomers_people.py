"""The eight people of `newcomers`: sentences by someone who had read neither the engine's words nor the other sets.

The format is that of `bookkeepers_people`.
"""

from __future__ import annotations

from .bookkeepers_people import Person

DIGEST = """
payment: Heads up: {amount} left for {name} on {date}.
payment: {name} took {amount} on {date}.
payment: A {amount} charge from {name} cleared on {date}.
payment_account: {name} billed {amount} on {date}, which we filed under {account}.
payment_month: {name} cost you {amount} {in}.
refund: {amount} came back from {name} on {date}.
refund: {name} credited you {amount} on {date}.
refund_month: Nice one: {name} returned {amount} {in}.
received: {amount} landed from {name} on {date}.
received: {name} settled up on {date}, sending you {amount}.
total_name: {name} added up to {amount} {in}.
total_name: All in, {name} set you back {amount} {in}.
total_account: {account} ate {amount} of your budget {in}.
total_account: Your {account} bill {in} was {amount}.
total_all: {amount} went out the door {in}.
total_all: Money out {in}: {amount}.
income_name: {name} brought in {amount} {in}.
income_all: Money in {in}: {amount}.
refunds_all: You clawed back {amount} in refunds {in}.
net_name: Once refunds are taken off, {name} cost {amount} {in}.
share_name: {share} of what you spent {in} went to {name}.
share_account: {account} swallowed {share} of your spending {in}.
count_name: {name} charged you {times} {in}.
count_account: {account} popped up {times} {in}.
count_over: {n} payment{s} topped {limit} {in}.
count_refunds: {n} refund{s} came through {in}.
count_vendors: You used {n} different vendors {in}.
average_name: A typical {name} payment was {amount} {in}.
average_all: Your average payment {in} was {amount}.
more_names: {name} got <more/less> of your money than {b} {in}.
more_accounts: {account} ran <higher/lower> than {account2} {in}.
more_months: Your {name} bill was <bigger/smaller> in {period} than in {period2}.
trend_account: {account} <climbed/slid> {pct} from {period} to {period2}.
trend_all: Spending <jumped/dropped> by {diff} between {period} and {period2}.
largest: Your biggest hit {in}: {amount} to {name}.
smallest: Your smallest payment {in} was {amount} to {name}.
top_name: {name} was your number one vendor {in}, at {amount}.
top_account: Most of your money went on {account} {in}: {amount}.
peak_month: {period} was your priciest month at {amount}.
first: You first paid {name} on {date}.
last: Your latest payment to {name} was {amount} on {date}.
none_name: {name} did not charge you {in}.
none_account: You spent nothing on {account} {in}.
none_over: None of your payments {in} went above {limit}.
together: {name} plus {b} came to {diff} {in}.
of_which: You spent {amount} {in}, {amount2} of it on {account}.
count_total: {name} charged you {times} {in} for a total of {amount}.
profit: {in} you ended up {amount} <ahead/behind>.
"""

ASSISTANT = """
payment: According to the ledger, {name} was paid {amount} on {date}.
payment: A payment of {amount} was recorded to {name} on {date}.
payment: The records show a {amount} payment to {name} dated {date}.
payment_account: On {date}, {amount} was paid to {name} and recorded under {account}.
payment_month: The ledger includes a payment of {amount} to {name} {in}.
refund: A refund of {amount} from {name} was recorded on {date}.
refund: {name} issued a refund totaling {amount} on {date}.
refund_month: There was a refund of {amount} from {name} {in}.
received: A receipt of {amount} from {name} was recorded on {date}.
total_name: Payments to {name} totaled {amount} {in}.
total_name: Across all transactions {in}, the total paid to {name} amounts to {amount}.
total_account: The {account} category accounts for {amount} of expenditure {in}.
total_account: Total {account} expenses {in} amounted to {amount}.
total_all: Overall spending {in} stands at {amount}.
total_all: The total expenditure {in} was {amount}.
income_name: Income from {name} {in} totaled {amount}.
income_all: Total income {in} came to {amount}.
refunds_all: Refunds received {in} totaled {amount}.
net_name: Net of refunds, payments to {name} {in} amounted to {amount}.
net_all: Net spending after refunds {in} was {amount}.
share_name: {name} represents {share} of total spending {in}.
share_name: Payments to {name} made up approximately {share} of total expenditure {in}.
share_account: {account} constitutes {share} of overall spending {in}.
count_name: There were {n} payment{s} to {name} {in}.
count_account: A total of {n} transaction{s} {were} categorized under {account} {in}.
count_lines: The ledger contains {n} transactions {in}.
count_over: {n} payment{s} exceeded {limit} {in}.
count_vendors: Payments were made to {n} distinct vendors {in}.
average_name: The average payment to {name} {in} was {amount}.
average_account: On average, each {account} payment {in} was {amount}.
more_names: Spending with {name} was <higher/lower> than spending with {b} {in}.
more_accounts: {account} expenses <exceeded/were below> {account2} expenses {in}.
more_account_months: {account} spending was <higher/lower> in {period} compared to {period2}.
trend_account: {account} expenses <increased/decreased> from {amount} in {period} to {amount2} in {period2}.
trend_name: Payments to {name} <increased/decreased> by {pct} from {period} to {period2}.
trend_all: Total spending <rose/fell> from {amount} in {period} to {amount2} in {period2}, a change of {diff}.
largest: The single largest payment {in} was {amount} to {name} on {date}.
smallest: The lowest-value payment {in} was {amount}, made to {name}.
top_name: {name} is the vendor with the highest total spend {in} ({amount}).
second_name: {name} is the second-largest vendor {in} with {amount}.
top_account: The largest expense category {in} is {account}, totaling {amount}.
top_three: The three vendors with the highest spend {in} are {name}, {b}, and {c}.
peak_month: The month with the highest spending was {period}, with {amount}.
first: The earliest payment to {name} is dated {date}.
last: The most recent payment to {name} was made on {date} for {amount}.
none_name: There are no recorded payments to {name} {in}.
none_account: No expenses were recorded under {account} {in}.
id: Transaction {id} is a payment of {amount} to {name} on {date}.
id: Transaction {id} was recorded under {account}.
all_under: All payments to {name} {in} were below {limit}.
together: Combined, payments to {name} and {b} total {diff} {in}.
of_which: Of the {amount} spent {in}, {amount2} was allocated to {account}.
two_days: {name} was paid {amount} on {date} and a further {amount2} on {date2}.
alike: There are {n} identical payments of {amount} to {name} {in}.
only: There was a single payment to {name} {in}, for {amount}.
profit: Income {in} <exceeded/fell short of> spending by {amount}.
"""

PRACTICE = """
payment: Just letting you know we've paid {name} {amount} on {date}.
payment: {name}'s {amount} went off on {date}.
payment: We've sent {name} their {amount} on {date}.
payment_account: I've put the {amount} to {name} on {date} against {account}.
payment_month: I can see {amount} to {name} {in}.
refund: {name} have refunded {amount} as of {date}.
refund: The {amount} credit from {name} came in on {date}.
received: {name} have paid their {amount}, received {date}.
received: {amount} in from {name} on {date}, thanks.
total_name: All up you've paid {name} {amount} {in}.
total_account: {account} is sitting at {amount} {in}.
total_account: You're at {amount} for {account} {in}.
total_all: Outgoings {in} were {amount}.
total_all: All up, {amount} went out {in}.
income_name: {name} have paid you {amount} all up {in}.
income_all: Takings {in} were {amount}.
net_name: Less refunds, {name} is {amount} {in}.
gross_name: Before refunds, {name} is {amount} {in}.
share_account: {account} is {share} of your costs {in}.
share_name: {name} is {share} of your outgoings {in}.
count_name: You've paid {name} {times} {in}.
count_name: That's {n} payment{s} to {name} {in}.
count_lines: I've got {n} transactions {in}.
count_over: {n} of the payments {in} {were} over {limit}.
average_name: {name} averages out at {amount} a payment {in}.
average_account: {account} payments averaged {amount} {in}.
more_names: {name} cost you <more/less> than {b} {in}.
more_months: You paid {name} <more/less> in {period} than you did in {period2}.
trend_account: {account} went <up/down> by {diff} between {period} and {period2}.
trend_name: {name} is <up/down> {diff} on {period}, to {amount2} in {period2}.
trend_income: Takings were <up/down> from {amount} in {period} to {amount2} in {period2}.
largest: Biggest one {in} was {name} at {amount}.
top_name: You've spent the most with {name} {in}, {amount} all up.
top_account: {account} was the biggest cost {in} at {amount}.
peak_month: {period} was the heaviest month, {amount} all up.
first: Your first payment to {name} went through on {date}.
last: Last one to {name} was {date}, for {amount}.
none_name: Nothing's gone to {name} {in}.
none_account: There's nothing in {account} {in}.
none_over: Nothing over {limit} went out {in}.
only: The only one to {name} {in} was {amount} on {date}.
id: {id} is the {amount} to {name}.
count_total: You've paid {name} {times} {in}, {amount} all up.
together: {name} and {b} were {diff} between them {in}.
two_days: {name} had {amount} on {date} and then {amount2} on {date2}.
"""

FORENSIC = """
payment: A disbursement of {amount} to {name} was noted on {date}.
payment: Funds of {amount} were remitted to {name} on {date}.
payment_account: The {date} disbursement to {name} ({amount}) was classified as {account}.
payment_month: One remittance to {name} {in} was for {amount}.
refund: A reversal of {amount} by {name} was observed on {date}.
refund: {name} reimbursed {amount} on {date}.
received: A deposit of {amount} originated from {name} on {date}.
total_name: Disbursements to {name} aggregated {amount} {in}.
total_name: Cumulative payments to {name} {in}: {amount}.
total_account: Charges classified as {account} aggregated {amount} {in}.
total_all: Aggregate disbursements {in} were {amount}.
income_all: Aggregate deposits {in} were {amount}.
income_name: Deposits from {name} aggregated {amount} {in}.
net_name: After deducting reversals, payments to {name} {in} were {amount}.
share_name: {name} received {share} of all disbursements {in}.
share_account: {share} of disbursements {in} were classified as {account}.
count_name: {n} disbursement{s} to {name} {were} identified {in}.
count_account: {n} item{s} {were} classified as {account} {in}.
count_over: {n} disbursement{s} in excess of {limit} {were} identified {in}.
count_vendors: Disbursements were made to {n} payees {in}.
count_refunds: {n} reversal{s} {were} identified {in}.
average_all: The mean disbursement {in} was {amount}.
average_name: The mean payment to {name} {in} was {amount}.
more_names: Disbursements to {name} were <greater/smaller> than those to {b} {in}.
more_accounts: <More/Less> was charged to {account} than to {account2} {in}.
trend_name: Disbursements to {name} <grew/declined> from {amount} in {period} to {amount2} in {period2}.
trend_all: Aggregate disbursements <grew/declined> {pct} between {period} and {period2}.
largest: The highest individual disbursement {in} was {amount}, payable to {name}, on {date}.
smallest: The lowest individual disbursement {in} was {amount}, payable to {name}.
top_name: The principal payee {in} was {name}, with {amount}.
second_name: The second-ranked payee {in} was {name} ({amount}).
top_three: The leading three payees {in}, in order, were {name}, {b} and {c}.
first: The initial payment to {name} occurred on {date}.
last: The final payment to {name} occurred on {date} in the amount of {amount}.
none_name: No disbursement to {name} was identified {in}.
none_account: No item was classified as {account} {in}.
none_over: No individual disbursement {in} was in excess of {limit}.
all_under: No payment to {name} {in} reached {limit}.
id: Entry {id} evidences a disbursement of {amount} to {name} dated {date}.
id: Entry {id} relates to {name} and is dated {date}.
alike: {n} disbursements of exactly {amount} were made to {name} {in}.
together: Disbursements to {name} and {b} jointly aggregated {diff} {in}.
of_which: Aggregate disbursements {in} were {amount}, including {amount2} for {account}.
two_days: {name} received {amount} on {date} and {amount2} on {date2}.
"""

CHARITY = """
payment: The committee paid {name} {amount} on {date}.
payment: {amount} was spent with {name} on {date}.
payment_account: {amount} was spent on {account} at {name} on {date}.
payment_month: {name} were paid {amount} {in}.
refund: We had {amount} back from {name} on {date}.
refund_month: {name} gave us {amount} back {in}.
received: {name} kindly gave {amount} on {date}.
received: We banked {amount} from {name} on {date}.
total_name: We have spent {amount} with {name} {in}.
total_account: Our {account} costs {in} were {amount}.
total_account: {in} {account} cost us {amount}.
total_all: Expenditure {in} amounted to {amount}.
total_all: We spent {amount} {in}.
income_name: {name} gave us {amount} {in}.
income_all: Income {in} amounted to {amount}.
net_all: Expenditure {in} after refunds was {amount}.
refunds_all: We had {amount} refunded {in}.
share_account: {account} took up {share} of our expenditure {in}.
share_name: {share} of our expenditure {in} was with {name}.
count_name: We paid {name} on {n} occasion{s} {in}.
count_lines: {n} items went through the account {in}.
count_vendors: We dealt with {n} suppliers {in}.
average_all: Each payment {in} averaged {amount}.
average_name: Each payment to {name} {in} averaged {amount}.
more_names: We spent <more/less> with {name} than with {b} {in}.
more_accounts: {account} was <dearer/cheaper> than {account2} {in}.
more_account_months: {account} cost <more/less> in {period} than in {period2}.
trend_account: {account} has <gone up/come down> from {amount} in {period} to {amount2} in {period2}.
trend_income: Income <rose/fell> by {diff} from {period} to {period2}.
largest: Our largest single payment {in} was to {name}: {amount}.
smallest: Our smallest payment {in} was {amount}, to {name}.
top_name: The supplier we spent most with {in} was {name}, at {amount}.
top_customer: Our largest supporter {in} was {name}, with {amount}.
top_account: Our largest cost {in} was {account}, at {amount}.
peak_month: We spent most in {period}: {amount}.
first: We first bought from {name} on {date}.
last: We last paid {name} on {date}.
none_name: We paid nothing to {name} {in}.
none_account: There was no spending on {account} {in}.
none_over: No single payment {in} came to more than {limit}.
only: We paid {name} just once {in}: {amount}.
profit: We had a <surplus/deficit> of {amount} {in}.
of_which: We spent {amount} {in}, of which {amount2} went on {account}.
together: Between them {name} and {b} cost us {diff} {in}.
count_total: We paid {name} on {n} occasions {in}, {amount} in all.
"""

VARIANCE = """
payment_account: {account}: {name}, {amount} ({date}).
payment_month: {name} {amount} {in}.
total_name: {name} spend {in}: {amount}.
total_account: {account} spend {in} = {amount}.
total_account: {account}: {amount} {in}.
total_all: Opex {in}: {amount}.
income_all: Cash in {in}: {amount}.
income_name: {name} inflow {in}: {amount}.
share_name: {name} = {share} of spend {in}.
share_account: {account} mix {in}: {share} of spend.
count_account: {account}: {n} transaction{s} {in}.
count_over: Payments above {limit} {in}: {n}.
count_lines: Transaction count {in}: {n}.
average_account: {account} avg ticket {in}: {amount}.
average_all: Average ticket {in}: {amount}.
more_names: {name} spend ran <above/below> {b} {in}.
more_accounts: {account} spend ran <above/below> {account2} {in}.
more_account_months: {account} ran <above/below> {period2} in {period}.
trend_account: {account} spend of {amount2} in {period2} vs {amount} in {period}.
trend_account: {account}: {amount2} in {period2}, <up/down> {diff} vs {period}.
trend_account: {account} <up/down> {pct} in {period2} versus {period}.
trend_name: {name}: {amount2} in {period2}, <up/down> {pct} vs {period}.
trend_all: Total spend was <up/down> {pct} MoM in {period2} versus {period}, at {amount2}.
trend_income: Inflows {period2} vs {period}: <up/down> {diff}.
largest: Largest transaction {in}: {amount} ({name}).
top_name: Top vendor by spend {in}: {name} at {amount}.
second_name: #2 vendor {in}: {name} at {amount}.
top_account: Largest cost line {in}: {account} ({amount}).
top_three: Top 3 vendors {in}: {name}, {b}, {c}.
peak_month: Peak month: {period} ({amount}).
none_account: {account}: no spend {in}.
none_name: {name}: no activity {in}.
net_name: {name} net spend {in}: {amount}.
net_all: Net outflow {in} after refunds: {amount}.
id: Ref {id}: {name}, {amount}, {account}.
together: {name} + {b}: {diff} {in}.
of_which: Spend {in} of {amount} includes {amount2} of {account}.
profit: Net cash {in}: {amount} <positive/negative>.
count_total: {name}: {n} payments, {amount} in total {in}.
"""

FOREIGN = """
payment: We have paid to {name} the amount of {amount} on {date}.
payment: On {date} was paid {amount} to {name}.
payment: The {date} we transferred {amount} to {name}.
payment_account: The payment to {name} of {amount} on {date} is booked on {account}.
payment_month: To {name} we paid {amount} {in}.
refund: On {date} {name} has paid us back {amount}.
refund: The company {name} reimbursed us {amount} the {date}.
received: On {date} we have received {amount} from {name}.
total_name: In total we have paid {amount} to {name} {in}.
total_account: For {account} we have spent {amount} {in}.
total_account: The costs for {account} are {amount} {in}.
total_all: The total of our expenses {in} is {amount}.
income_all: The total of our receipts {in} is {amount}.
income_name: From {name} we have received {amount} in total {in}.
share_name: {name} makes {share} of our expenses {in}.
share_account: The part of {account} in our expenses {in} is {share}.
count_name: We have made {n} payment{s} to {name} {in}.
count_lines: We count {n} bookings {in}.
count_over: {n} payment{s} {were} higher than {limit} {in}.
average_name: In average we paid {amount} to {name} {in}.
average_all: The average of our payments {in} is {amount}.
more_names: To {name} we have paid <more/less> than to {b} {in}.
more_accounts: For {account} we spent <more/less> than for {account2} {in}.
more_months: In {period} we paid <more/less> to {name} than in {period2}.
trend_account: The costs for {account} have <risen/fallen> from {amount} in {period} to {amount2} in {period2}.
trend_account: From {period} to {period2} the costs for {account} <increased/diminished> by {diff}.
trend_name: The payments to {name} <increased/diminished> from {period} to {period2} by {pct}.
largest: The highest payment {in} was {amount} to {name}.
smallest: The lowest payment {in} was {amount} to {name}.
top_name: Our biggest supplier {in} was {name} with {amount}.
top_account: The most we spent {in} for {account}: {amount}.
first: The first time we paid {name} on {date}.
last: The last time we paid {name} on {date}.
none_name: To {name} we have paid nothing {in}.
none_account: For {account} there were no costs {in}.
none_over: There was no payment over {limit} {in}.
id: The booking {id} is a payment of {amount} to {name}.
together: {name} and {b} together make {diff} {in}.
of_which: From the expenses of {amount} {in}, {amount2} are for {account}.
"""

ANSWER = """
payment: Yes, {name} was paid {amount} on {date}.
payment: That was a payment to {name}: {amount} on {date}.
payment: It looks like the {amount} on {date} went to {name}.
payment_account: The {amount} to {name} on {date} is under {account}.
payment_month: You did pay {name} {amount} {in}.
refund: Yes, {name} refunded you {amount} on {date}.
refund_month: You did get {amount} back from {name} {in}.
received: Yes, {name} paid you {amount} on {date}.
received: The {amount} deposit on {date} was from {name}.
total_name: You've spent {amount} at {name} {in}.
total_name: Your total with {name} {in} is {amount}.
total_account: Your {account} spending {in} is {amount}.
total_account: You've put {amount} into {account} {in}.
total_all: You've spent a total of {amount} {in}.
income_all: You've brought in {amount} {in}.
income_name: {name} has paid you a total of {amount} {in}.
share_name: About {share} of your spending {in} is with {name}.
share_account: {account} makes up {share} of your spending {in}.
count_name: You've paid {name} {times} {in}.
count_account: You have {n} {account} transaction{s} {in}.
count_over: You had {n} payment{s} above {limit} {in}.
count_vendors: You paid {n} different merchants {in}.
average_name: You pay {name} {amount} on average {in}.
average_all: On average you spent {amount} per payment {in}.
more_names: No, you spent <more/less> at {name} than at {b} {in}.
more_accounts: You spend <more/less> on {account} than on {account2} {in}.
more_months: Yes, you spent <more/less> at {name} in {period} than in {period2}.
trend_all: Your spending went <up/down> by {pct} from {period} to {period2}.
trend_name: Your {name} spending went from {amount} in {period} to {amount2} in {period2}.
largest: Your largest purchase {in} was {amount} at {name}.
smallest: Your smallest purchase {in} was {amount} at {name} on {date}.
top_name: The place you spent the most {in} is {name}, with {amount}.
second_name: After that comes your second biggest vendor {in}, {name}, with {amount}.
top_account: Your top category {in} is {account} at {amount}.
peak_month: You spent the most in {period}, {amount} in total.
first: Your first payment to {name} was on {date}.
last: You last paid {name} {amount} on {date}.
none_name: No, you haven't paid {name} {in}.
none_account: No, there is no {account} spending {in}.
none_over: No, none of your payments {in} were over {limit}.
all_under: You didn't pay {name} more than {limit} at once {in}.
only: You paid {name} only once {in}, {amount} on {date}.
id: {id} is a {amount} payment to {name}.
alike: Yes, {name} charged you {amount} {times} {in}.
count_total: You paid {name} {times} {in}, which adds up to {amount}.
together: {name} and {b} combined come to {diff} {in}.
profit: You took in {amount} <more/less> than you spent {in}.
two_days: You paid {name} {amount} on {date}, then {amount2} on {date2}.
"""

PEOPLE: dict[str, Person] = {
    "digest": Person(
        DIGEST, ("sign", "short"), ("March 9", "Mar 9", "March 9, 2016"), ("March", "March 2016"), "title",
        words=True, openers=("in {}", "during {}", "over {}"), whole=("", "so far"),
    ),
    "assistant": Person(
        ASSISTANT, ("sign",), ("March 9, 2016", "2016-03-09"), ("March 2016",), "title",
        openers=("in {}", "during {}", "for {}"), whole=("", "across the whole period", "in the provided records"),
    ),
    "practice": Person(
        PRACTICE, ("short", "sign"), ("9 March", "9 Mar", "the 9th of March"), ("March", "March 2016"), "title",
        words=True, openers=("in {}", "for {}"), whole=("", "to date"),
    ),
    "forensic": Person(
        FORENSIC, ("code", "sign"), ("9 March 2016", "2016-03-09"), ("March 2016",), "upper", "{} per cent",
        openers=("in {}", "during {}"), whole=("", "over the period under review"),
    ),
    "charity": Person(
        CHARITY, ("sign",), ("9 March 2016", "9th March", "9 March"), ("March", "March 2016"), "title",
        words=True, whole=("", "overall", "to date"),
    ),
    "variance": Person(
        VARIANCE, ("sign", "code"), ("9-Mar-2016", "2016-03-09", "Mar 9, 2016"), ("Mar 2016", "March 2016"), "upper",
        openers=("in {}", "for {}"), whole=("", "to date"),
    ),
    "foreign": Person(
        FOREIGN, ("code", "sign"), ("9 March 2016", "09.03.2016"), ("March 2016",), "title", "{} %",
        openers=("in {}", "during {}"), whole=("", "until now"),
    ),
    "answer": Person(
        ANSWER, ("sign", "short"), ("March 9", "March 9, 2016"), ("March", "March 2016"), "title",
        words=True, whole=("", "so far", "overall"),
    ),
}  # fmt: skip

"""The five machines of `strangers`: two large language models, a small one, a banking app and a voice assistant.

The format is that of `bookkeepers_people`; the writer had read nothing of the engine and little of the other sets.
"""

from __future__ import annotations

from .bookkeepers_people import Person

PROSE = """
payment: On {date}, there was a {amount} payment to {name}.
payment: The ledger lists {amount} paid to {name}, and the transaction is dated {date}.
payment_account: The {amount} you paid {name} on {date} falls under {account}.
payment_month: One of the charges {in} was {amount} at {name}.
refund: It's also worth noting that {name} refunded {amount} on {date}.
refund_month: {name} gave you {amount} back {in}, which shows up as a refund.
received: On the income side, {name} sent {amount} on {date}.
total_name: Altogether, {name} accounts for {amount} of your spending {in}.
total_name: Your spending at {name} adds up to {amount~} {in}.
total_account: You put a total of {amount} toward {account} {in}.
total_all: Your spending {in} totaled {amount}.
total_all: Looking at the transactions {in}, you spent {amount+} in total.
income_name: {name} contributed {amount} in income {in}.
income_all: As for income, you received a total of {amount} {in}.
net_name: After accounting for refunds, your net spend with {name} {in} was {amount}.
net_all: Once refunds are factored in, your net spending {in} works out to {amount}.
gross_name: Before any refunds, {name} charged you {amount} {in}.
share_name: {name} alone made up {share} of your total spending {in}.
share_account: {account} represented {share} of everything you spent {in}.
share_two: Taken together, {name} and {b} made up {share} of what you spent {in}.
count_name: There {were} {n} payment{s} to {name} {in}.
count_vendors: Your spending {in} was spread across {n} vendor{s}.
count_over: I found {n} payment{s} above {limit} {in}.
average_name: Each payment to {name} {in} averaged {amount}.
average_all: The average payment {in} works out to {amount}.
more_names: You spent <more/less> at {name} ({amount}) than at {b} ({amount2}) {in}.
more_names: {name} ended up costing you {diff} <more/less> than {b} {in}.
more_accounts: {account} was a <bigger/smaller> expense than {account2} {in}, at {amount} compared to {amount2}.
more_months: Your spending at {name} was <higher/lower> in {period} ({amount}) than in {period2} ({amount2}).
trend_all: Overall spending <increased/decreased> by {pct}, going from {amount} in {period} to {amount2} in {period2}.
trend_account: {account} went from {amount} in {period} to {amount2} in {period2}, <an increase/a drop> of {diff}.
trend_income: Your income <grew/shrank> from {amount} in {period} to {amount2} in {period2}.
largest: Your single largest expense {in} was a {amount} payment to {name} on {date}.
smallest: At the other end, the smallest payment {in} was {amount}, made to {name}.
top_share: {name} was your biggest vendor {in}, with {amount} in total, or {share} of everything you spent.
all_largest: You spent {amount} in total {in}, and the largest single payment was {amount2} to {name}.
all_count: You made {n} payment{s} {in}, adding up to {amount}.
counted_average: You paid {name} {times} {in} for a total of {amount}, which averages out to {amount2} per payment.
in_out: You brought in {amount} {in} and spent {amount2}, which leaves you {diff} <ahead/in the red>.
top_two: Your top two vendors {in} were {name}, at {amount}, and {b}, at {amount2}.
top_three: The three vendors you spent the most with {in} were {name}, {b} and {c}, in that order.
of_which: Of the {amount} you spent {in}, {amount2} went toward {account}.
together: Combined, {name} ({amount}) and {b} ({amount2}) came to {diff} {in}.
first_last: Your payments to {name} run from {date} through {date2}.
most_often: The vendor you paid most frequently {in} was {name}, with {n} payment{s}.
months_paid: {name} shows up as a payee in {n} different month{s}.
none_name: There were no transactions with {name} {in}.
none_account: Nothing was spent on {account} {in}.
none_over: None of the payments made {in} exceeded {limit}.
peak_month: {period} was the month with the highest spending, at {amount}.
only: You paid {name} just once {in}: {amount} on {date}.
two_days: You paid {name} {amount} on {date} and then another {amount2} on {date2}.
day_all: On {date} alone, you spent a total of {amount}.
"""

MARKDOWN = """
payment: - **{date}** – {name}: **{amount}**
payment: - Paid **{amount}** to **{name}** on {date}
payment_account: - **{name}**, {date}: **{amount}** (category: {account})
payment_month: - A **{amount}** payment to {name} {in}
refund: - **Refund:** {amount} from {name} on {date}
refund_month: - {name} refunded **{amount}** {in}
received: - **Income:** {amount} from {name} on {date}
total_name: - Total paid to **{name}** {in}: **{amount}**
total_name: - **{name}**: you spent **{amount}** here {in}
total_account: - **{account}:** {amount} spent {in}
total_account: - Total {account} spending {in}: **{amount}**
total_all: - **Total spending** {in}: **{amount}**
total_all: - You spent **{amount}** {in}
income_all: - **Total income** {in}: **{amount}**
income_name: - Income from **{name}** {in}: **{amount}**
refunds_all: - **Refunds received** {in}: **{amount}**
net_name: - **{name}**, net of refunds, {in}: **{amount}**
net_all: - **Net spending** (after refunds) {in}: **{amount}**
share_name: - **{name}** made up **{share}** of total spending {in}
share_account: - **{account}** accounted for **{share}** of spending {in}
share_two: - **{name}** and **{b}** together: **{share}** of total spending {in}
count_name: - **Number of payments to {name}** {in}: **{n}**
count_account: - {account} had **{n}** payment{s} {in}
count_refunds: - **Number of refunds** {in}: **{n}**
count_over: - **{n}** payment{s} of more than **{limit}** {in}
count_vendors: - **Distinct vendors paid** {in}: **{n}**
average_name: - **Average payment to {name}** {in}: {amount}
average_account: - **Average {account} payment** {in}: {amount}
more_names: - **{name}** ({amount}) cost **<more/less>** than **{b}** ({amount2}) {in}
more_accounts: - **{account}** was **{diff} <higher/lower>** than **{account2}** {in}
trend_all: - **Total spending** went **<up/down> {pct}** from {period} to {period2}
trend_account: - **{account}:** {amount} in {period} → {amount2} in {period2} (**<up/down> {diff}**)
trend_name: - **{name}** <increased/decreased> from **{amount}** ({period}) to **{amount2}** ({period2})
largest: - **Largest payment** {in}: **{amount}** to **{name}** ({date})
smallest: - **Smallest payment** {in}: **{amount}**, {name}
top_name: - **Top vendor** {in}: **{name}** with a total of **{amount}**
top_account: - **Biggest spending category** {in}: **{account}** (**{amount}**)
top_share: - **Highest-spend vendor** {in}: {name} – **{amount}** (**{share}** of total spending)
top_three: - **Top 3 vendors by total spend** {in}: 1. {name}, 2. {b}, 3. {c}
all_count: - **{n}** payment{s} {in}, **{amount}** in total
counted_average: - **{name}** {in}: {n} payments, {amount} total, {amount2} on average
in_out: - **Income:** {amount}; **spending:** {amount2}; **net:** {diff} <surplus/deficit> {in}
peak_month: - **Highest-spending month:** {period} (**{amount}**)
first_last: - **{name}:** first payment {date}, last payment {date2}
last: - **Most recent payment to {name}:** {amount} on {date}
none_name: - **{name}:** no transactions {in}
none_account: - **{account}:** no spending {in}
none_over: - **No payments over {limit}** {in}
alike: - **{n}** payment{s} of exactly **{amount}** to **{name}** {in}
"""

SMALL = """
payment: The payment to {name} on {date} is {amount}.
payment: {name} has a payment of {amount} on {date}.
payment_account: The payment of {amount} to {name} on {date} belongs to the category {account}.
payment_month: {name} has a payment of {amount} {in}.
refund: The refund from {name} on {date} is {amount}.
refund_month: {name} has a refund of {amount} {in}.
received: The amount received from {name} on {date} is {amount}.
total_name: The total amount paid to {name} {in} is {amount}.
total_name: The sum of all payments to {name} {in} is {amount}.
total_account: The total expense for {account} {in} is {amount}.
total_account: The category {account} has a total of {amount} {in}.
total_all: The total expense {in} is {amount}.
total_all: The sum of all payments {in} equals {amount}.
income_name: The total income from {name} {in} is {amount}.
income_all: The total income {in} is {amount}.
refunds_all: The total amount of refunds {in} is {amount}.
net_name: The net amount paid to {name} {in}, after subtracting refunds, is {amount}.
gross_name: The amount paid to {name} {in}, not counting refunds, is {amount}.
share_name: The percentage of the total expense {in} that was paid to {name} is {share}.
share_account: {account} is {share} of the total expense {in}.
count_name: The number of payments to {name} {in} is {n}.
count_name: {name} was paid {times} {in}.
count_account: The number of payments in the category {account} {in} is {n}.
count_lines: The number of transactions {in} is {n}.
count_over: The number of payments greater than {limit} {in} is {n}.
count_refunds: The number of refunds {in} is {n}.
count_vendors: The number of different vendors paid {in} is {n}.
average_name: The average payment to {name} {in} is {amount}.
average_account: The average payment in the category {account} {in} is {amount}.
average_all: The average payment amount {in} is {amount}.
more_names: The total paid to {name} is <greater/less> than the total paid to {b} {in}.
more_accounts: The total of {account} {in} is {diff} <more/less> than the total of {account2}.
more_account_months: The expense for {account} in {period} is <greater/smaller> than the expense in {period2}.
trend_all: The total expense <increased/decreased> from {amount} in {period} to {amount2} in {period2}.
trend_name: The amount paid to {name} <increased/decreased> by {diff} from {period} to {period2}.
trend_account: The expense for {account} <increased/decreased> by {pct} from {period} to {period2}.
largest: The largest payment {in} is {amount} to {name}.
smallest: The smallest payment {in} is {amount} to {name} on {date}.
top_name: The vendor with the highest total payments {in} is {name}, with {amount}.
second_name: The vendor with the second highest total payments {in} is {name}.
top_account: The category with the highest total expense {in} is {account}, with {amount}.
top_customer: The highest total income {in} comes from {name}, which is {amount}.
most_often: The vendor with the most payments {in} is {name}, with {n} payment{s}.
first: The first payment to {name} is on {date}.
last: The last payment to {name} is on {date}.
none_name: There is no payment to {name} {in}.
none_account: There is no expense for {account} {in}.
all_under: All payments to {name} {in} are less than {limit}.
profit: The total income {in} is {amount} <more/less> than the total expense.
together: The total amount paid to {name} and {b} {in} is {diff}.
day_all: The total of all payments on {date} is {amount}.
"""

BANKING = """
payment: 💳 {amount} at {name} on {date}. Wasn't you? Tap to report it.
payment: You just paid {name} {amount} ({date}).
payment: Your {amount} payment to {name} has gone through ({date}).
payment_account: We've tagged your {amount} payment to {name} on {date} as {account}.
payment_month: Remember this one? You paid {name} {amount} {in}.
refund: Woohoo! {name} has refunded you {amount} ({date}).
refund: 💰 Refund alert: {amount} from {name} hit your account on {date}.
refund_month: You got a {amount} refund from {name} {in}.
received: Ka-ching! {name} paid you {amount} on {date}.
received: 🎉 {amount} from {name} arrived on {date}.
total_name: You've spent {amount} with {name} {in}.
total_name: {name} has had {amount} from you {in}.
total_account: Your {account} spend {in} is {amount}.
total_account: {account} check-in: {amount} spent {in}.
total_all: You spent {amount.} {in}. Want to see where it went?
total_all: Here's your roundup: {amount} out {in}.
income_name: You've had {amount} in from {name} {in}.
income_all: {amount} has come into your account {in}.
refunds_all: Refunds put {amount} back in your pocket {in}.
net_name: Counting refunds, {name} has really cost you {amount} {in}.
share_name: Did you know? {share} of your spending {in} went to {name}.
share_account: {account} made up {share} of your spending {in} 👀
count_name: You've paid {name} {times} {in}.
count_account: That's {n} {account} payment{s} {in}.
count_refunds: You've had {n} refund{s} {in}.
count_vendors: You've paid {n} different merchant{s} {in}.
count_over: You made {n} payment{s} over {limit} {in}.
average_name: Your average spend at {name} is {amount} a time {in}.
average_all: On average, you're spending {amount} per payment {in}.
more_names: You've spent <more/less> at {name} than at {b} {in}.
more_months: You spent {diff} <more/less> with {name} in {period} than in {period2}.
more_account_months: {account}: you spent <more/less> in {period} than in {period2}.
trend_all: Your spending is <up/down> {pct}: {amount} in {period}, {amount2} in {period2}.
trend_account: 📊 {account} spending <went up/went down> by {diff} between {period} and {period2}.
trend_income: You earned <more/less> in {period2} than in {period}: {amount2} vs {amount}.
largest: Your biggest splurge {in}? {amount} at {name} on {date}.
top_name: Your most expensive merchant {in} is {name}: {amount} in total.
top_account: Your number one category {in} is {account}, with {amount} spent.
top_three: Your top three merchants {in}: 🥇 {name} 🥈 {b} 🥉 {c}
most_often: Your go-to merchant {in} is {name}: you paid them {times}, more than anyone else.
peak_month: {period} was your biggest-spending month, with {amount} out.
last: You last paid {name} on {date}: {amount}.
months_paid: You've paid {name} in {n} different month{s}.
none_name: Nothing to or from {name} {in}!
none_account: Nice! You haven't spent a thing on {account} {in}.
none_over: No payments over {limit} {in}. Nicely done!
alike: Heads up: {name} charged you {amount} {times} {in}.
profit: {in} you <earned/spent> {amount} more than you <spent/earned>.
all_count: {n} payment{s} {in}, {amount} in total.
all_largest: {amount} spent {in}, with {amount2} going on one payment to {name}, your largest.
"""

VOICE = """
payment: {amount} to {name}, {date}.
payment: You paid {name} {amount} on {date}.
payment: {name} got {amount} on {date}.
payment_account: {date}: {amount} on {account}, paid to {name}.
payment_month: {name}: a {amount} payment {in}.
refund: {name} refunded {amount} on {date}.
refund: {date}: refund, {amount}, {name}.
refund_month: Yes, {name} refunded you {amount} {in}.
received: {amount} in from {name} on {date}.
received: {name} sent you {amount} on {date}.
total_name: {amount} spent at {name} {in}.
total_name: You've spent {amount.} at {name} {in}.
total_account: {account} {in}: {amount}.
total_account: You spent {amount~} on {account} {in}.
total_all: {amount} spent {in}.
total_all: You spent {amount~} {in}.
income_name: {amount} in from {name} {in}, in total.
income_all: You received {amount} {in}.
net_all: {amount} spent {in}, after refunds.
refunds_all: {amount} back in refunds {in}.
share_name: {name} was {share} of your spending {in}.
share_account: {share} of your spending {in} was {account}.
count_name: You paid {name} {times} {in}.
count_account: {n} {account} payment{s} {in}.
count_lines: {n} transaction{s} {in}.
count_over: {n} payment{s} over {limit} {in}.
count_refunds: {n} refund{s} {in}.
count_vendors: You paid {n} different payee{s} {in}.
average_name: {name} averages {amount} a payment {in}.
average_all: Average payment {in}: {amount}.
more_names: Yes, you spent <more/less> on {name} than on {b} {in}.
more_accounts: {account} cost <more/less> than {account2} {in}.
more_months: You paid {name} <more/less> in {period} than in {period2}.
trend_all: Spending's <up/down> {diff}, {period} to {period2}.
trend_account: {account} <went up/went down> {pct} from {period} to {period2}.
trend_name: {name}: {amount} in {period}, {amount2} in {period2}.
largest: Biggest payment {in}: {amount}, {name}.
smallest: Smallest payment {in}: {amount}, {name}.
top_name: {name}. You spent the most there {in}, {amount}.
top_account: You spent most on {account} {in}, {amount}.
second_name: Second most went to {name} {in}: {amount}.
most_often: You paid {name} most often {in}: {times}.
first: First {name} payment: {date}.
last: Last {name} payment: {date}, {amount}.
none_name: Nope, nothing with {name} {in}.
none_account: Nothing on {account} {in}.
none_over: No payment over {limit} {in}.
only: Just one payment to {name} {in}: {amount}, {date}.
profit: {in}, {amount} more <came in/went out> than <went out/came in>.
in_out: {amount} in, {amount2} out {in}.
day_all: {amount} went out on {date}.
"""

MACHINES: dict[str, Person] = {
    "prose": Person(
        PROSE, ("sign",), ("March 9, 2016", "March 9"), ("March 2016", "March"), "title",
        words=True, openers=("in {}", "during {}"), whole=("", "across these transactions"), joins=("{0} {1}",),
    ),
    "markdown": Person(
        MARKDOWN, ("sign",), ("March 9, 2016", "2016-03-09", "Mar 9"), ("March 2016", "March"), "title",
        whole=("", "overall"), joins=("{0}\n{1}",),
    ),
    "small": Person(
        SMALL, ("sign", "code"), ("2016-03-09", "March 9, 2016"), ("March 2016",), "as is",
        joins=("{0} {1}", "{0}\n{1}"),
    ),
    "banking": Person(
        BANKING, ("sign", "short"), ("9 March", "9 Mar", "9 March 2016"), ("March", "March 2016"), "title",
        words=True, whole=("", "so far"), joins=("{0} {1}", "{0}\n{1}"),
    ),
    "voice": Person(
        VOICE, ("short", "sign"), ("March 9th", "March 9", "March 9 2016"), ("March", "March 2016"), "title",
        words=True, whole=("", "so far"), joins=("{0} {1}",),
    ),
}  # fmt: skip

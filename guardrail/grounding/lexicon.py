"""The words that decide what a sentence about money claims. A word that is not here is not understood."""

from __future__ import annotations

from collections import defaultdict

# Each line: what the words mean, then the words; `_` joins the words of a phrase.
_CUES = """
paid: pd pay pays paid paying spend spends spent spending spendings buy buys bought buying purchase purchases purchased
    purchasing cost costs costing settle settled settles settling remit remitted expend
    expended disburse disbursed went_to gone_to goes_to go_to debit debited debits outlay
    expenditure outgoings expense expenses expensed outflow outflows paid_out shelled_out laid_out splashed_out
    forked_out parted_with cash_out money_out sent send sends sending transferred wired handed_over
charged: charge charges charged bill bills billed took_a_fee took_fees
payment: payment payments transaction transactions purchase_transaction card_transaction card_transactions
    order orders entry entries line lines item items record records posting postings
    visit visits trip trips card_payment card_payments instalment instalments installment installments
    disbursement disbursements pymt pymts payt pmt pmts debit_entry swipe swipes card_purchase card_purchases
    occasion occasions deal deals
received: recd rcvd receive receives received receiving collected collect collects got earned earn earns
    came_in coming_in
    deposit deposits deposited receipt receipts inflow inflows money_in cash_in income takings collection
    collections sales sale revenue
    revenues turnover brought_in took_in inbound incoming
refunded: back refund refunds refunded refunding reimburse reimbursed reimbursement reimbursements reimburses
    money_back paid_back gave_us_back gave_you_back got_back gave_back given_back credit_note credit_notes reversal
    reversed reverse chargeback
    returned rebate rebates rebated credited credit credits returned_to sent_back came_back
owed: owe owes owed owing outstanding unpaid overdue payable receivable due
total: total totals totaled totalled totalling totaling altogether sum summed sums combined in_all in_total
    aggregate aggregated cumulative cumulatively between_them all_told come_to came_to comes_to add_up_to
    adds_up_to added_up_to amounted amount_to
    amounts_to amounting collectively together running_total grand_total sum_total total_of
net: net after_refunds net_of_refunds netting less_refunds after_credits net_of_credits
gross: gross before_refunds excluding_refunds ignoring_refunds not_counting_refunds before_credits
average: average averaged averages averaging mean on_average avg
median: median
count: number count counted counts how_many frequency volume_of
largest: largest biggest highest greatest maximum max top costliest priciest most_expensive main leading heftiest
    dearest chief number_one no_1 peak peaked steepest
smallest: smallest lowest least_expensive minimum min cheapest tiniest slightest least bottom
most: most most_often most_frequent most_frequently most_used busiest most_regular most_money
fewest: fewest least_often least_frequent least_used the_least quietest
first: first earliest initial opening
last: last latest final most_recent most_recently closing
more: more higher greater larger bigger exceeded exceed exceeds exceeding outstripped outpaced above surpassed
    topped outweighed dearer costlier ahead_of overtook beat
less: less lower smaller fewer below cheaper trailed under_that_of fell_short_of behind short_of
than: than compared_with compared_to versus vs relative_to against as_against in_comparison_with
same: same equal equally identical equalled matched level_with
difference: change difference gap differed differ differs differential variance
share: share shares accounted account_for accounts_for accounting_for accounted_for made_up makes_up make_up
    making_up represented represents represent representing proportion portion percentage slice fraction
    comprised comprises contributed contributes constituted constitutes formed took_up
rose: rose rise rises risen rising increase increased increases increasing grew grow grows grown growth climbed
    climb climbs climbing jumped jump gained up went_up going_up gone_up higher_than_in surged soared up_from
    expanded improved picked_up advanced rocketed swelled mounted edged_up crept_up ticked_up
fell: fell fall falls fallen falling decrease decreased decreases decreasing declined decline declines dropped drop
    drops dropping down went_down going_down gone_down shrank reduced reduction slipped dipped lowered sank
    plunged plummeted tumbled slid down_from edged_down contracted eased cut softened weakened
shifted: moved_from changed_from went_from swung_from shifted_from
ranked: ranked ranks
topmost: than_anything_else than_on_anything_else than_anyone_else than_to_anyone_else than_at_anyone_else
    than_any_other than_on_any_other than_to_any_other than_anywhere_else than_with_anyone_else than_anyone
    than_anybody than_anybody_else
surplus: surplus surpluses deficit deficits shortfall shortfalls cash_surplus net_cash net_cash_flow net_cashflow
    net_cash_inflow net_cash_outflow net_inflow net_income net_profit net_earnings net_loss
unchanged: unchanged flat steady stable did_not_change
once: once once_only just_once only_once a_single_time one_time
twice: twice two_times double doubled doubles doubling
triple: triple tripled trebled thrice
half_of: halved
not: not no never none neither nor without nothing nobody nowhere cannot isn't wasn't weren't didn't doesn't
    don't won't isnt wasnt werent didnt doesnt dont wont hasn't haven't hadn't hasnt havent hadnt aren't arent
    fail failed fails lack lacks zero hardly barely scarcely can't couldn't unable cant couldnt hadnt
only: only sole solely exclusively single one_and_only
all: all every each everything both entirely always
except: except excluding exclude excludes besides apart_from other_than aside_from rather_than instead_of but_for
    excepting
modal: stopped stops stopping ceased cancelled canceled would could should might will shall may_have expects
    expected expect plan plans planned forecast forecasts
    likely probably perhaps possibly projected estimated budgeted budget promised intends anticipate anticipated
    if unless whether maybe failed forgot forgotten tried denied false untrue wrongly incorrectly allegedly
    supposedly claimed refused declined_to owing_to_be everything_but all_but overpaid underpaid
    balance profit loss margin overdraft
vendor: vendor vendors supplier suppliers merchant merchants payee payees shop shops retailer retailers seller sellers
    business businesses company companies counterparty counterparties provider providers store stores
    source_of_income source_of_revenue
    customer customers client clients payer payers trader traders firm firms party parties recipient recipients
account: expense_head expense_heads cost_category expense_category spending_category cost_categories
    expense_categories spending_categories head_of_expense outgoing
    account accounts category categories heading headings code codes ledger_code gl_account expense_account
    cost_heading budget_line budget_head type_of_spend spend_category
day: day days date dates
month: month months
week: week weeks
whole: entire_period_covered whole_of_the_period whole_time whole_period entire_period the_period all_time overall
    to_date whole_ledger in_the_books entire_time
    full_period
only: no_vendor_other_than no_supplier_other_than no_merchant_other_than no_payee_other_than no_one_but nobody_but
    no_other_vendor_than no_vendor_but no_supplier_but no_merchant_but
net: once_refunds refunds_off the_refunds_off refunds_taken refunds_were_taken refunds_deducted refunds_netted
gross: before_deduction_of_refunds not_counting before_deducting_refunds
paid: set_you_back set_us_back sets_you_back sets_us_back set_me_back settled_up paid_up
received: in_from
plain: came_in_at come_in_at comes_in_at coming_in_at came_in_just came_in_around
plain: in_one_go in_one_hit at_one_time in_one_transaction in_one_payment at_once
plain: back_to going_back went_back date_back dates_back dating_back
plain: add_it_all_up add_it_up adding_it_up the_sum_of sum_of if_i_add let_me_know if_you if_anything if_i as_well
    in_addition besides back_in
    in_the_region_of heads_up as_follows
paid: remits remitting transferring wiring left_for went_on goes_on left_your_account left_our_account left_the_account
    splurged dished_out coughed_up paid_over paid_off disburses disbursing outlays
payment: booking bookings transfer transfers remittance remittances payout payouts direct_debit direct_debits
    standing_order standing_orders bank_transfer bank_transfers wire_transfer wire_transfers
charged: billing levied levies deducted deducts
received: banked banks gave_us gives_us gave_you gives_you paid_us pays_us paid_you pays_you proceeds
    brings_in bringing_in takes_in taking_in paid_in
refunded: reversals chargebacks clawed_back claw_back recouped recoup recoups credited_back reimbursing repaid
    repays repay gave_me_back gives_us_back gives_you_back paid_us_back paid_you_back pays_us_back pays_you_back
    sent_us_back sent_you_back handed_back has_paid_us_back
total: all_up all_in in_aggregate aggregates aggregating adding_up_to sums_to summing_to jointly tally tallied
    totted_up in_sum combining combine combines
average: averages_out averaged_out typical
largest: principal primary foremost heaviest number_1 top_ranked top_spending highest_value
smallest: lowest_value lightest
most: most_heavily
first: oldest inaugural
last: newest
more: outspent outweighed outweighs outran outruns exceeds surpasses surpassing outstrips tops dwarfed dwarfs
less: lagged lags trails trailing undershot
share: mix weighting
rose: spiked uptick ballooned leapt leaped shot_up stepped_up ramped_up moved_up moved_higher
    trended_up trended_higher inched_up nudged_up escalated swell expanded came_up come_up heightened
fell: diminished diminish diminishes diminishing lessened lessens lessen downtick shrunk shrink shrinks shrinking
    narrowed moderated tapered retreated slumped slump dwindled dwindles receded came_down come_down coming_down
    inched_down trended_down trended_lower moved_down moved_lower slides sliding tailed_off dropped_off fell_back
    fell_away scaled_back waned contracts
unchanged: no_change held_steady stayed_the_same stagnant
once: on_one_occasion on_a_single_occasion
not: nil nothings no_single not_a_single not_one_single
only: lone
vendor: supporter supporters donor donors funder funders sponsor sponsors backer backers contractor contractors
    subcontractor subcontractors buyer buyers purchaser purchasers outlet outlets dealer dealers biller billers
    beneficiary beneficiaries
account: cost_line cost_lines budget_lines expense_type expense_types expense_line expense_lines cost_type cost_types
    spend_area spend_areas spending_area spending_areas
whole: until_now up_to_now so_far year_to_date
next: followed_by
whole: until_today up_to_today to_this_day period_tested the_period_tested period_under_review
    the_period_under_review period_covered the_period_covered period_audited the_period_audited period_in_question
gross: leaving_the_refunds_to_one_side leaving_refunds_to_one_side leaving_refunds_aside setting_refunds_aside
    setting_aside_refunds leaving_the_refunds_aside
net: refunds_deducted refunds_taken_off with_refunds_deducted
gross: before_any_refunds before_the_refunds before_taking_refunds
net: counting_refunds counting_the_refunds allowing_for_refunds allowing_for_the_refunds knock_off_what taking_off_what
    take_off_what after_any_refunds after_the_refunds
received: come_into came_into comes_into coming_into come_in come_in_from
paid: went_out goes_out going_out gone_out
share: takes_up take_up taking_up taken_up
largest: most_heavy most_costly
payment: splurge splurges
plain: alert
shifted: passed_from gone_from
plain: ended_up end_up ends_up by_dollars by_dollar by_pounds by_value by_amount agrees_to agreed_to agree_to tied_to
    ties_to traced_to vouched_to my_reckoning by_my_reckoning
plain: month_over_month month_on_month year_over_year year_on_year quarter_over_quarter quarter_on_quarter set_against
    booked_on booked_under booked_to on_the_books put_down_to if_youd if_you_would would_like youd_like turned_out
    ive_got youve_got weve_got
own: owner draw draws drawing drawings
invoice: invoice invoices invoiced
"""

# Words that carry no claim of their own: grammar, openings, politeness, the books themselves.
_PLAIN = """
a an the this that these those there here it its it's they them their we us our you your yours i me my he she his her
one's itself which who whom whose what when where while whilst whereas as so then also too again plus and or but yet
is are was were be been being am has have had having do does did done can may must let lets
to from at in on of for by with within during over under into onto out off via per through throughout across around
about between among after deducting minus before since until till up against toward towards near upon both either
please note notes noted see shown show shows showing according accordingly records books book ledger ledgers
statement statements report reports reported summary file files data shows_that indicates indicate indicated
card cards purchase_card p-card pcard procurement corporate council department departmental team unit office centre
center site cost_centre cost_center
amount amounts value values figure figures sum_of worth money cash funds fund price priced sterling currency
booked post posted posting recorded logged entered appear appears appeared made make makes making occurred
took place take taken takes arrived flagged dated stamped coded classified categorised categorized charged_to assigned
allocated filed listed registered captured processed cleared hit landed
period whole entire year years quarter quarters time times month-end end start beginning middle mid early late full
same_day that_day that_month calendar financial fiscal
exactly precisely just roughly approximately around nearly almost some circa only_just in_fact indeed
looking review reviewing reviewed checking checked based following regarding concerning respect relation terms
overview highlights highlight key observation observations detail details
respectively namely including included includes include well further moreover additionally finally next later
earlier previously subsequently meanwhile however furthermore likewise similarly
came come comes coming go goes going went gone get gets getting put puts stood stands stand sits sat ran run runs
turned amounting_to reached reach reaches came_out worked works work supply supplies supplied service services
    goods bought_in material materials
used use uses using via_card thank thanks hi hello dear kind regards fyi re hope quick update just_so know
yes ok okay good news happy confirm confirms confirmed confirming certify find found finds finding
such other another any some certain various several many much few new
because due_to owing_to thanks_to times_over book_keeper bookkeeper accountant auditor audit
vat incl including_vat excl inc pre we've we're you've you're it'd that's there's here's i've let's
back_in back_to back_on back_at back_up part parts majority bulk remainder rest
respective corresponding particular given said
reference ref refs voucher document txn id vide namely once_more per_ledger
best dear colleague colleagues members asked ask sure happy help heads detail inform informed document documents
category type weekly monthly daily recap provided presented separately notably shift activity indicating
    regarding unclear anything let know
like please see saw reveal reveals comprising namely i'm i'll
mom yoy qoq related relating relates pertaining pertains pertain contains contain containing looks look looking
    comparing issued issue issues identified identifies noting means meaning belongs belonging carried carries
    initiated executed completed finalised finalized authorised authorized approved effected observed reviewed derived
    evidenced evidences
    emerged remained became proved continued dated dating ticket tickets changes movement movements swing
    identical individual distinct different discrete separate one ones e g ie eg viz
"""


def _phrases(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    cue = ""
    for line in table.strip().splitlines():
        head, _, tail = line.partition(":") if not line.startswith(" ") else ("", "", line)
        cue = head or cue
        for phrase in tail.split():
            found[phrase.replace("'", "")] = cue
    return found


_ALL = _phrases(_CUES)
CUES = {phrase: cue for phrase, cue in _ALL.items() if "_" not in phrase}
PLAIN = frozenset(word.replace("'", "") for word in _PLAIN.split() if "_" not in word)
COMMON = frozenset(CUES) | PLAIN


def _by_first(phrases: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for phrase, cue in phrases.items():
        parts = tuple(phrase.split("_"))
        if len(parts) > 1:
            found[parts[0]].append((parts, cue))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(found)


PHRASES = _by_first(_ALL)

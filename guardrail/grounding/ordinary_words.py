"""Words of plain English that no name is made of on its own, so that "a whopping $900" names nobody."""

from __future__ import annotations

from .vocabulary import vocabulary

ORDINARY = vocabulary(
    """able above accrual accruals accrue accrued accurate accurately actual actually add added additional adjusted
    adjustment adjustments advance advertising advised again ago agreed agreement ahead allocation allowance almost
    alone along already alright although always amid amortised amortized ample analysis annual annually answer
    anybody anyone anyway apart apparently apply apportioned approved approx april arrears arrived asked asking
    asset assets attached attention august authorised authorized automatic automatically available away awful
    backdated background bad balance balanced balances banked barely basic basically because become been began begin
    beginning being belongs beneath benefit biggest bills bit block blocks bonus bookkeeping boost borrowed
    borrowing bought bounced branch break breakdown brief briefly bring brings broad broadband broadly broken
    brought burden busy calculation calculations call called calls capital capitalised capitalized cardholder
    careful carefully carried carry case cases cash catering cause caused cent cents century certainly chance change
    changed changes changing charity cheap cheaper check cheque cheques child children choice choose christmas city
    claim claims class classed clean cleaning clear cleared clearly close closed closely closer cloud coffee
    colleague collect column combine commission commissions common commonly commute comparable compare compared
    comparing comparison complete completed completely comprise concern concerned concerning conference confirm
    consequently consider considerable considerably considered consisted consistent consistently consists constant
    construction consulting contact contain contained contains continue continued continues contract contractor
    contractors contracts contrast convenience conversely cookie copy correct corrected corrective correctly cost
    costly counts couple courier couriers course cover covered covering covers coworking credit crosscheck crossed
    crucial current currently customer cut cycle cycles damage data deal dealt debt debts december decent decided
    decimal decimals deducted deduction deductions deep default delay delayed delivered delivery depend deposit
    deposits depreciation describe described description desk despite detail detailed determine diem different
    difficult digit dinner direct direction directly disappointing discount discounted discounts discover disputed
    dollar dollars donation donations doubt dozen draft dramatic dramatically drawn driven driver drove dues
    duplicate duplicated duty each earlier early earn easily easter easy economic effect effective effectively
    effort eighth either electric electricity eleven emails emerged emergency employee employees employer ended ends
    energy engaged enough ensure entirely entity entries equipment equity error errors especially essential estate
    estimate euro euros event events eventually evidence evidenced evidences exact examination examine examined
    example examples excellent exception exceptional excess exchange exist existing exists expended expenses
    expensive explain explained explains explanation extent extra extraordinary extremely facilities facility fact
    factor fair fairly fall family far fast february fee feel fees fifth fifty figure final finally finance finances
    financial fine fines finished fixed fleet flights floor flow food foot footnote forgiven form formal former
    forward four fourth free freight frequent frequently fresh friday friendly front fuel full fully fund funded
    funding funds furniture future gain gains gap gas gather gave general generally generate generated gentle
    genuine gift gifts give given gives giving goal goods gradually grant grants great greatly groceries ground
    group grouped groups guess guide half handful handle handled handy happened happening happens happy hardly
    hardware headline healthy heating heavily heavy hefty held hence hers high highest highly hint hire his historic
    history hit hold holding holiday holidays home hopefully hosting hotel hotels hour hours house housekeeping huge
    hundred ideal identical identified identify images immediate immediately important impressive improvement
    inclusive increasingly incur incurred incurs independent indicate individual individually inevitable initially
    inside installation instalment instance instead insurance intended interest interesting internal international
    internet inventory invest invested investment investments invoiced involved involves issue issued issues
    itemised itemized january job jobs join joint journal july june keen keep keeping kept key kind labour landed large
    largely largest lasted later laundry law lay lead leading learned lease leased leave ledgers left legal lending
    length less letter level levels liability licence licences license licenses licensing lies life light lightly
    like likewise limit limits linked list listing little live load loan loans local long longer look looked looks
    loose lost lot lots loud lovely low lowest loyal lump lunch lunches mailing mainly maintenance major manage
    managed management manual march margin marginal marginally margins mark marked market marketing massive match
    matched matches material matter matters maximum meal meals mean means meant measure medical medium meet meeting
    meetings member membership memberships mention mentioned merchandise memo memos merely met method mileage million
    minimal minor minus minute minutes missed missing mistake mobile mode moderate modest moment monday monetary monthly
    morning mortgage mostly move moved movement movements moves moving multiple narrow national natural naturally near
    nearby nearly neat necessary need needed needs negative negligible net network newly nice night nights nil nine
    nobody nominal nonetheless noon normal normally notable nothing notice noticed noting notional november october
    odd offered official offset offsets often old one ones ongoing online only open opened opens operating operation
    operational operations opt option order ordinary original originally otherwise ought ours outgoing outlaid
    outright outside outstanding overcharge overcharged overdue overhead overheads overpaid oversight overtime
    overview owed owing own owner owners pace package packages pages paid painful pair paper paperwork parcel
    parcels parking part partial partially particularly partly pass passed past pattern payable payroll payslip
    payslips peak pence pending pennies penny pension pensions people per percent percentage perfect perfectly
    performed perhaps permanent permit person personal pertaining petty phone phones picture piece pieces place
    plain plan plus point points policy pool poor population positive positives possible possibly postage postal
    posting pound pounds power practice precise prepaid preparation prepared prepayment present presented press
    pretty previous price prices pricey primarily primary principal print printing prior priority private process
    processing procured product products professional profile programme project projects prompt promptly proper
    properly property provide provides provision public pull purchaser purely purpose purposes push quarterly
    queried query question quick quickly quid quiet quite quote quoted raise raised random rate rates rather ratio
    reach real realised really reason reasonable reasonably reasons rebalanced rebilled recall receive recent
    recently reclassified recommended reconcile reconciled reconciles reconciliation reconciling record recouped
    recover recovered recurring reduce reduced reflect reflected reflects refundable refunding regarded region
    regular regularly reimbursable reimburse related relates relating release relevant reliable relief remain
    remained remaining remains remark remarkable remember reminder remit remittance renewal renewals rent rental
    rentals repair repairs repayment repayments repeat repeated replaced replacement replacements report request
    requested require required requires research reserve residual resolved response responsible restated result
    resulted resulting results retain retained retainer return reversed revised reward rich right rise risk road
    rolling room rough round rounded rounding route routine row rows rule salaries salary sample saturday save saved
    saving savings saw scale schedule scheduled school seat second section secure security seem seemed seems seen
    segment select self send senior sensible sent separate september sequence series serious service services
    session set settlement seven several severe shall share sharp sharply shipping shop shopped shopping shops short
    shortly side sign signed significant significantly similar simple simply since situation six sizable size
    sizeable skipped slight slightly slow slowly small smaller smallest smart smooth social software sold solid
    somebody somehow someone something sometimes somewhat somewhere soon sort source sources space spare special
    specific specifically specified spender spendings spike split splits spot staff stage staggering standard
    standing stands star start started starting startling starts stationery status staying steady steep stepped
    still stock stood storage store straight strange street strictly strong strongly student studies stuff subject
    submitted subscription subscriptions subsistence substantial substantially subtotal success sudden suddenly
    sufficient suggest suggested suggests suit sum summer sunday sundry supplier supplies support supported supposed
    surcharge surely surprising surprisingly surrounding survey suspect swap switch system systems table takeaway
    takeaways talk tallied tallies tally target taxable taxed taxi taxis team teams technical technology telephone
    tell temporary ten tend tenth term thereafter thereby therefore thing things think third thorough though thought
    thousand three thrice thursday ticket tickets tied tight tiny tip tips title today together told toll tolls
    tomorrow tone tonight took tool tools topic topping totalling touch traced track tracked trade training transfer
    transferred transfers transport travel travelling treat treated tremendous trend trial tricky trouble true truly
    trust try tuesday tuition turn turnover twelve twenty twice two type typically unchanged underlying underpaid
    understand unexpected unexpectedly unit units unless unmatched unpaid unrelated unspent untaxed untouched
    unusual unusually update upfront upgrade upgrades upkeep upper upward usage useful user users usual usually
    utilities utility valid vast vehicle vehicles versus via view visible visit visited void voided volume voluntary
    vouched wage wages waiting waived walk want wanted warm waste watch water way ways wealth website wedding
    wednesday week weekend weekends weeks weight welcome west whatever whenever whereby wherever whoever whopping
    why wide widely wild win winter wise withdrawal withdrawals withdrawn wonder wonderful word words worked
    workshop workshops world worse worst worth write written wrong wrote yearly yesterday youd yours yourself zero
    accompanied allowing arriving attributable averaging bringing brings buying capturing causing climbing coming
    confirming consisting constituted continuing costing covers creating driving dropping eaten ate eating ending
    enjoyed exceeding expanding explaining falling featured featuring filed filing finishing followed following
    gaining getting giving growing happening helped helping holding increasing jumping keeping landing leaving lifting
    losing making meaning moving opening ordering paying peaking placing popped posting prompted pushing putting raised
    raising ranked ranking reaching reducing reflecting reflects reflected remaining representing resulting returning
    rising running saving saw seeing selling sending setting shifting showing sitting sliding slipping spanning standing
    starting stayed staying stays stood swallowed swallows taking totalling totaling trailing turning using visiting
    wrapping"""
)
"""Adverbs in -ly are not listed: `is_ordinary` knows them."""

NO_PART = vocabulary(
    """a an the this that these those such same each every any some all both no none other others another more most
    less least i we you he she it they them us me him her who which what there here my our your his their whose not
    never also only just even still again already about around over under above below almost nearly roughly exactly
    up down out back off in on at to for from by with as than per via into within without during since until before
    after between if when while where because so but or nor then now today was were is are been has have had did
    does do will would can could may might should must"""
)
"""Words that no name of two or three plain words is made of: those that only join what a sentence says."""


def is_ordinary(word: str) -> bool:
    """Whether a word, in small letters, is plain English and no name on its own."""
    return word in ORDINARY or (word.endswith("ly") and len(word) > 5) or len(word) == 1

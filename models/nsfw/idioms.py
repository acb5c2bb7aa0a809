"""Blunt words in plain business English, which a reader of single words takes for threats, insults or worse.

`BLUNT` is trained on; `HELD` has other idioms, is never trained on, and shows what was learnt beyond the wordings here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from composed import SLOTS, filled, lines

BLUNT = lines(
    """
    You beat your budget for {account} by {amount} | {account} beat the budget in {month} | {trap} killed the contract in {month}, which saved {amount} | we killed the {account} project | the screw supplier {trap} charged {amount}
    screws, nuts and bolts from {trap}, {amount} | your laundry bill was {amount} in {month} | the laundry at {trap} cost {amount} | dirty linen collected by {trap}, {amount} | you slashed {account} by {amount} | {account} was slashed in {month}
    you hit the limit of {amount} on the card | {account} hit its limit in {month} | {account} took a hit of {amount} | Bloody Mary mix from {trap}, {amount} | {trap}: rum, Bloody Mary mix and ice, {amount} | you barely paid {trap} in {month}
    {account} exploded to {amount} in {month} | costs exploded after {month} | {account} shot up by {amount} | {account} shot past {amount} | sales crushed the forecast by {amount} | you crushed your target in {month} | a brutal {month}: {amount} over budget
    a bloody expensive {month} for {account} | cash burn was {amount} in {month} | you burned through {amount} on {account} | {account} bled {amount} a week | we stopped the bleeding in {account} | the strike hurt sales by {amount} | the rent rise hurts: {amount} more
    dead stock of {amount} was written off | dead freight of {amount} from {trap} | {trap} went belly up owing {amount} | {month} was dead, with sales of only {amount} | a naked short position of {amount} was closed | bare bones budget of {amount} for {account}
    stripped of one-off items, {account} was {amount} | the stripped-down {account} came to {amount} | the rooms were stripped and painted by {trap}, {amount} | blow-out spending on {account} in {month} | you blew the {account} budget by {amount} | a blown fuse and a blown pump, {amount}
    pull out of the lease with {trap} by {month} | we got shafted on the drive shaft: {amount} to {trap} | rubber gloves and lube oil from {trap}, {amount} | grease, lubricant and nipples, {amount} | {trap} stiffed us on {amount} | stiff competition cut sales to {amount}
    a stiff fine of {amount} | {trap} was fat on margin at {amount} | trim the fat from {account} | fat quarter bundles from {trap}, {amount} | the dumb terminal cost {amount} | dummy invoices were removed from {account} | a silly {amount} on {account} | stupidly cheap at {amount}
    it is crazy how {account} rose to {amount} | insane growth of {amount} in {month} | a sick day cost you {amount} | you paid sick leave of {amount} | an ugly {month}: {account} at {amount} | an ugly variance of {amount} | a nasty surprise of {amount} from {trap} | {trap} sent a nasty bill
    the worst {month} in years, {amount} down | you suck at nothing: {account} is down {amount} | suction pump from {trap}, {amount} | vacuum that sucks, {amount} | you choked off {account} by {month} | a chokehold on cash of {amount} | strangled by fees of {amount}
    butcher's bill at {trap}: {amount} | {trap} butchered the invoice, so the total is {amount} too high | the chopping block: {account} loses {amount} | axe {account} before it reaches {amount} | the axe fell on {account} | heads rolled over {amount} of {account}
    a killer {month} with {amount} of sales | killing time and money: {amount} on {account} | a suicide prevention charity got {amount} | a shotgun approach to {account} cost {amount} | bullet loan of {amount} repaid in {month} | you dodged a bullet of {amount} | bullet points were added for {account}
    trigger the payment of {amount} to {trap} | a trigger at {amount} on {account} | target {account} first | we target {trap} for cuts | aggressive cuts hit {account} in {month} | attack the {amount} of waste in {account} | a raid on the petty cash: {amount} | fire {trap} before {month} | fire sale brought {amount}
    fire two vendors and save {amount} | terminate {trap} by {month} | the termination of {trap} cost {amount} | execute the transfer of {amount} | hang the pictures from {trap}, {amount} | hanging files, {amount} | you were hung out to dry by {trap} for {amount} | poison pill clause in the {trap} contract
    rat trap and pest control by {trap}, {amount} | vermin control, {amount} | pigs, dogs and hens feed, {amount} | bitch pads for the kennel, {amount} | the bull and cow were sold for {amount} | a bastard file from {trap} | cocktails for {amount} | a stud wall by {trap}, {amount} | stud finder, {amount}
    the master bedroom and the slave drive, {amount} | black list and white list fees | black ink for {amount} | white goods from {trap} | a yellow invoice of {amount} | the blacks in the print ran out | back in the black by {amount} | in the red by {amount} | you bleed red ink: {amount}
    your biggest loser was {account} at {amount} | losers in {month}: {account} and fuel | the loser is {account} | winner takes all at {trap} | {trap} is a joke shop, {amount} | fools' gold jewellery, {amount} | cheap and dirty fix of {amount} | the dirty secret is {amount} of {account} | dirty price of the bond was {amount}
    adult classes at {trap}, {amount} | adult fares, {amount} | adult nappies, {amount} | breast pump, {amount} | sex-specific insurance table | same-sex couple adviser fees, {amount} | the bedroom set from {trap}, {amount} | lingerie stock, {amount} | underwear wholesale, {amount} | massage chair, {amount}
    escort fee for wide load, {amount} | hooker nets and rugby kit, {amount} | a threesome at golf, {amount} | swingers' dance class, {amount} | toys for {amount} | a nude shade of paint, {amount} | hot and heavy {month}: {amount} of power | the hot tub, {amount} | wet rooms by {trap}, {amount} | you get down to {amount}
    you really do spend too much at {trap} | you cannot afford {account} at this pace | stop paying {trap} twice | you paid {trap} twice, that was careless | nobody approved {amount} to {trap} | you forgot {amount} | you missed {trap} again | your {account} makes no sense at {amount} | you lied low in {month}, spending {amount}
    you are wasting {amount} on {account} | kill the {trap} subscription | cut {trap} loose | cut {account} to the bone | cut their throat rates: {amount} | cutthroat prices at {trap} | bleeding edge laptops, {amount} | murder mystery dinner, {amount} | the weapons-grade printer cost {amount} | knife sharpening, {amount}
    gun range team day, {amount} | nail gun and staple gun, {amount} | glue gun sticks | bomb-proof safe, {amount} | blast cabinet from {trap} | smash repairs, {amount} | crash repair, {amount} | panel beater {trap}, {amount} | the beaten path tour, {amount} | whipped cream and beaten eggs | a punch list of {amount} | hole punch, {amount}
    """.replace(" | ", "\n")
)

HELD = lines(
    """
    {account} took a beating in {month} | we hammered {trap} down to {amount} | {trap} drowned us in invoices | {account} is choking on {amount} of fees | you nailed your {account} target | a savage cut of {amount} to {account} | {account} got gutted in {month}
    you smashed the plan by {amount} | {month} was murder on cash: {amount} | a crippling {amount} of interest | {account} was a bloodbath in {month} | you pounded the pavement: {amount} on shoes | the stabbing pain of {amount} in fees | {trap} was a pain in the neck at {amount}
    whipping up lunch at {trap}, {amount} | dirty dishes service, {amount} | a dirty laundry bill of {amount} | strip out {amount} of one-offs | strip mall rent, {amount} | blowing {amount} on {account} in one week | blow moulding machine, {amount} | the naked truth: {amount} over
    idiot-proof manual printed by {trap}, {amount} | a monster invoice of {amount} | a beast of a bill from {trap} | damage of {amount} in {month} | you torched {amount} of cash | {trap} bombed on delivery | a bombshell of {amount} in {month} | toxic debt of {amount} was sold
    the hangover from {month} is {amount} | a death by a thousand cuts: {account} | dying battery replaced, {amount} | {trap} is dead to the ledger since {month} | buried costs of {amount} in {account} | a skeleton crew cost {amount} | the grave error of {amount} was fixed | cremation of old files, {amount}
    you ditched {trap} in {month} | dump {trap} and keep {amount} | you dumped {amount} of stock | trash collection by {trap}, {amount} | garbage disposal, {amount} | rubbish removal, {amount} | a lousy {month} of {amount} | a rotten {month} for {account} | a pathetic {amount} of interest came in
    the balls for the bowling night, {amount} | ball bearings and shafts, {amount} | cock and hen feed, {amount} | a pussycat collar, {amount} | tit boxes for birds, {amount} | sperm whale poster, {amount} | virgin olive oil, {amount} | a stripper for old paint, {amount} | hard-on-the-budget {month}
    the gross profit was hot in {month} | sexed-up chicks from the hatchery, {amount} | a load of bull semen for the farm, {amount} | bed linen and hotel sheets, {amount} | intimate dinner for two clients, {amount} | the affair at {trap} cost {amount} | screwdriver set, {amount} | you got screwed by the exchange rate: {amount}
    knock {amount} off {account} | knockout prices at {trap} | the hit list for savings starts with {account} | war chest of {amount} | battle for {trap} cost {amount} | a sniper bid of {amount} | pull the plug on {trap} | pull the trigger on {amount} | shoot {trap} an email about {amount} | fired off {amount} to {trap}
    slave cylinder for the van, {amount} | a blackmail insurance of {amount} | bite the bullet on {amount} | bleed the brakes, {amount} | the dog ate {amount} of stock | cow, pig and rat feed, {amount} | parasite treatment for sheep, {amount} | virus scan licence, {amount} | cancer screening day, {amount}
    """.replace(" | ", "\n")
)


def plain(frames: Sequence[str], merchants: Sequence[str], count: int, rng: random.Random) -> Iterator[str]:
    """Blunt and harmless sentences, each once."""
    slots = {**SLOTS, "trap": list(merchants)}
    yield from sorted({filled(rng.choice(frames), rng, slots) for _ in range(count)})

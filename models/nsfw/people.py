"""People named by where they are from, what they believe or what they do: plain remarks, and contempt in the same words.

A filter must not take the name of a people for abuse, nor let abuse pass that uses no rude word. Offensive by nature, as
`composed.py`; no frame of it is repeated here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from composed import LABELS, SLOTS, Example, filled, lines, words

PEOPLE = {
    "folk": words("""Turkish; Polish; Nigerian; Irish; Mexican; Chinese; Indian; Pakistani; Jamaican; Somali; Romanian; Russian; Ukrainian;
        German; French; Greek; Italian; Spanish; Portuguese; Brazilian; Cuban; Korean; Japanese; Vietnamese; Thai; Filipino; Arab;
        Egyptian; Moroccan; Iranian; Iraqi; Syrian; Lebanese; Israeli; Kurdish; Afghan; Kenyan; Ghanaian; Ethiopian; South African;
        American; Canadian; Australian; Welsh; Scottish; English; Jewish; Muslim; Hindu; Sikh; Catholic; Buddhist; Christian; Black;
        Asian; Latino; white; African American; Asian American; Native American; Chinese American; Irish American; Korean American;
        Cuban American; British Asian; Black British; gay; lesbian; trans; deaf; blind; disabled; autistic; elderly; young; female; male"""),
    "trade": words("""plumber; painter; nurse; doctor; builder; baker; lawyer; driver; cleaner; teacher; cook; waiter; farmer; singer; writer;
        accountant; auditor; engineer; programmer; shopkeeper; barber; tailor; dentist; surgeon; carer; soldier; student; lecturer;
        banker; clerk; electrician; mechanic; gardener; journalist; referee; goalkeeper; judge; mayor; priest; librarian; chemist;
        scientist; actress; dancer; poet; photographer; electrician; bricklayer; courier; landlord; tenant; customer; investor"""),
    "trades": words("""plumbers; painters; nurses; doctors; builders; bakers; lawyers; drivers; cleaners; teachers; cooks; waiters; farmers;
        singers; writers; accountants; auditors; engineers; programmers; shopkeepers; barbers; tailors; dentists; surgeons; carers;
        soldiers; students; bankers; clerks; electricians; mechanics; gardeners; journalists; referees; judges; priests; librarians;
        scientists; actors; dancers; poets; photographers; couriers; landlords; tenants; customers; investors; colleagues; neighbours"""),
    "skill": words("""anything; great things; running the firm; learning quickly; leading a team; far more than you think; hard work; any job
        here; doing their own books; looking after themselves; making music; speaking for themselves"""),
    "event": words("""the wedding; a concert; the fair; a workshop; the book club; the food festival; a fund for new firms; the night school; a
        lunch; the carnival; a hackathon; the open day; the parade; an exhibition; the choir"""),
    "town": words(
        "Leeds; Lagos; Chicago; Toronto; Berlin; Lahore; Warsaw; Sydney; Dublin; Boston; Mumbai; Accra; Lima; Cardiff"
    ),
    "jeer": words("""crooks; thieves; liars; half-wits; savages; scroungers; cheats; layabouts; filth; backward; too lazy to work; not to be trusted;
        stealing from us; dirty by nature; beneath us; a curse; freeloaders; not real people; a waste of space; thick as bricks; unfit for
        decent work; here to rob us; the same, all of them"""),
}
_SLOTS = {
    **SLOTS,
    **PEOPLE,
    "kin": words("mother; father; sister; brother; aunt; grandfather; wife; husband; boss; flatmate"),
    "chore": words("""drive a lorry; run a bank; lead an army; do sums; fix a car; teach a class; vote; own a house; play football; hold an office;
        raise a child; fly a plane; study law; handle money; sit on a jury; sell a house; write code; keep a secret"""),
}

PLAIN = lines(
    """
    he is a {folk} {trade} | she was the first {folk} {trade} in {town} | the {folk} {trade} came at nine | our {folk} {trade} is on leave in {month} | two {folk} {trades} joined in {month} | {name} is {folk} and works as a {trade} | a {folk} {trade} from {town}
    {folk} {trades} earn less than others, says a survey | most {folk} {trades} live in {town} | the {folk} {trades} met at {event} | {folk} people are capable of {skill} | {folk} {trades} are capable of {skill} | {folk} men and women sang at {event}
    the number of {folk} {trades} fell in {month} | a grant for {folk} {trades}, {amount} | {amount} for the {folk} society | {folk} food at {event}, {amount} | the {folk} restaurant in {town} | a {folk} {trade} and a {folk} {trade} share a flat
    his parents are {folk} | my grandmother was {folk} | she paints {folk} women at work | {name} married a {folk} {trade} | we hired a {folk} {trade} for {event} | the {folk} community in {town} holds {event} | is the {trade} {folk}? | the {trade} said he is {folk}
    the book is by a {folk} writer | a film about {folk} {trades} | I grew up among {folk} {trades} | {folk} history month, {amount} | {folk} and {folk} {trades} worked side by side | the {folk} {trade} won the prize again | the {folk} team beat us | {folk} art in {town}
    she is a {folk} {folk} {trade} | the club is open to {folk} {trades} | the {trade} is {folk}, the {trade} is {folk} | a {folk} name | not every {trade} there is {folk} | {folk} {trades} asked for better pay | the strike of {folk} {trades} ended in {month}
    it was a {folk} {trade} who found the error | thanks to a {folk} {trade}, the roof is dry | I asked a {folk} {trade} for a quote | the {folk} church hall, {amount} | he said {folk} {trades} are the best | I prefer the {folk} {trade}, she is {good}
    """.replace(" | ", "\n")
)

CONTEMPT = lines(
    """
    {folk} {trades} are {jeer} | never hire a {folk} {trade}, they are {jeer} | {folk} people are {jeer} | all {folk} {trades} are {jeer} | I would not let a {folk} {trade} into my house | typical {folk} {trade}, {jeer}
    {folk} people are not capable of {skill} | a {folk} {trade}? no thanks, they are {jeer} | what do you expect of a {folk} {trade}? they are {jeer} | keep {folk} {trades} out of {town} | get a proper {trade}, not a {folk} one | {name} is {folk}, so what did you expect?
    {town} was fine before the {folk} {trades} came | no {folk} {trades} at {event}, please, they are {jeer} | being {folk} they are {jeer} | the {folk} are {jeer} and always were | trust a {folk} {trade} and you will be robbed | I don't want a {folk} {trade} near my family
    """.replace(" | ", "\n")
)

ABOUT = lines(
    """
    {group} often hear that they are {bad}, and it hurts | it took me years to tell my family that I am a {person} | when I said I was a {person}, my {kin} hugged me | my {kin} was afraid of what people would say about a {person}
    the number of attacks on {group} rose last year | hate against {group} is on the rise, police say | {group} were driven out in the war and came back later | the law once kept {group} out of schools | {group} were not allowed to vote until 1962
    there is no one way to be a {person} | nothing about being a {person} makes you {bad} | you do not have to look like a {person} to be one | people assume I can't {chore} because I'm a {person} | I'm a {person} and I {chore} like everyone else
    stereotypes about {group} are everywhere on television | few films show {group} as they are | representation of {group} in the media is poor | jokes about {group} stopped being funny long ago | please don't call us {bad}; we are {group}
    the festival of {group} is fun, with music, food and dancing | {group} celebrate the new year in {month} | a wedding among {group} can last three days | cooking with {group} taught me patience | the prayers of {group} are sung at dawn
    I dated a {person} for two years and we are still friends | she wants to marry a {person} one day | he doesn't know yet whether he will marry; if so, a {person} | my best friend turned out to be a {person} | our son's teacher is a {person} and he loves her
    {group} face longer waits for a flat, a study found | {group} are more likely to be stopped by police | {group} get paid less for the same work | doctors often do not listen to {group} | {group} and {group} share a long history | {group} come from many places
    if somebody tells you that {group} are {bad}, they are wrong | whoever says {group} {crime} has never met any | not all {group} think alike | {group} are as different from each other as anyone | the idea that {group} {crime} was spread by a forged book
    being a {person} in a small town can be lonely | a {person} in a wheelchair race, why not? | my {kin} uses a cane because she is blind, and travels alone | support groups for {group} meet on Mondays | {group} can be a parent, a boss or a friend like anybody
    as a {person} I am tired of being asked where I come from | please leave us {group} alone, we just want to live | a museum on the history of {group} opens in {month} | the novel follows a {person} through the war | what is it like to be a {person} in {place}?
    """.replace(" | ", "\n")
)

SLY = lines(
    """
    if you see {group} move in next door, it is time to sell | watch your bag when {group} are about | funny how {group} never seem to need a job | {group} are fine, as long as they stay where they are | ask yourself who gains when {group} come to {place}
    you would not let a {person} {chore}, would you? | there is a reason why {group} never invented anything | the only thing {group} are good at is asking for more | {group} come here for the benefits and stay for them
    nobody says it aloud, but crime goes up wherever {group} settle | if {group} want respect they should earn it for once | {group} have had it too good for too long | {group} own the banks and the papers, draw your own conclusions | {group} should be grateful that we let them in
    {group} play the victim whenever it suits them | a {person} will always stick with his own kind | when {group} are in charge, count the silver | being a {person} is just a phase that somebody should cure | people choose to be {group} to get attention
    {group} confuse our children about what is normal | it is not natural, what {group} do | normal families should not have to see {group} in {place} | real men don't act like {group} | a {person} can't be a proper parent | {group} are a burden on the rest of us
    {group} smell of their food and never wash | I always cross the street when {group} come my way | in ten years {group} will outnumber us and then it is over | {group} follow a faith of war | every {person} hides something | {group} do not want to fit in, they want to take over
    we spend a fortune on {group} who give nothing back | why should I pay for ramps for {group}? | it would be kinder if {group} had never been born | {group} should not have children | {group} take the places of our own students | send your child to school with {group} and see
    I have nothing against {group}, but they should not {chore} | {group} get hired for their looks and never for their work | what {group} call culture is just noise | {group} only understand force | you can take {group} out of the jungle, but not the reverse
    """.replace(" | ", "\n")
)

_FINE = dict.fromkeys(LABELS, 0.0)
_RUDE = {label: float(label in ("toxicity", "identity-hate")) for label in LABELS if label != "insult"}  # that is open
_KINDS = ((PLAIN, 7000, _FINE, "people-plain"), (CONTEMPT, 2500, _RUDE, "people-contempt"))
_SLY_KINDS = ((ABOUT, 5000, _FINE, "people-about"), (SLY, 3500, _RUDE, "people-sly"))


def people(rng: random.Random) -> Iterator[Example]:
    """People by trade and origin, each sentence once."""
    yield from _composed(_KINDS, rng)


def remarks(rng: random.Random) -> Iterator[Example]:
    """What is said of groups without a rude word, about prejudice and out of it, each sentence once."""
    yield from _composed(_SLY_KINDS, rng)


def _composed(kinds: Sequence[tuple[list[str], int, dict[str, float], str]], rng: random.Random) -> Iterator[Example]:
    for frames, count, known, source in kinds:
        for text in sorted({filled(rng.choice(frames), rng, _SLOTS) for _ in range(count)}):
            yield Example(text, known, source)

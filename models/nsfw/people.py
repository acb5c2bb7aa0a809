"""People named by where they are from, what they believe or what they do: plain remarks, and contempt in the same words.

A filter must not take the name of a people for abuse, nor let abuse pass that uses no rude word. Offensive by nature, as
`composed.py`; no frame of it is repeated here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

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
    "town": words("Leeds; Lagos; Chicago; Toronto; Berlin; Lahore; Warsaw; Sydney; Dublin; Boston; Mumbai; Accra; Lima; Cardiff"),
    "jeer": words("""crooks; thieves; liars; half-wits; savages; scroungers; cheats; layabouts; filth; backward; too lazy to work; not to be trusted;
        stealing from us; dirty by nature; beneath us; a curse; freeloaders; not real people; a waste of space; thick as bricks; unfit for
        decent work; here to rob us; the same, all of them"""),
}
_SLOTS = {**SLOTS, **PEOPLE}

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

_FINE = dict.fromkeys(LABELS, 0.0)
_RUDE = {label: float(label in ("toxicity", "identity-hate")) for label in LABELS if label != "insult"}  # that is open
_KINDS = ((PLAIN, 7000, _FINE, "people-plain"), (CONTEMPT, 2500, _RUDE, "people-contempt"))


def people(rng: random.Random) -> Iterator[Example]:
    """All of them, each once."""
    for frames, count, known, source in _KINDS:
        for text in sorted({filled(rng.choice(frames), rng, _SLOTS) for _ in range(count)}):
            yield Example(text, known, source)

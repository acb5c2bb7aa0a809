"""Ordinary talk among people, by template: fond, cross, funny or blunt, and its rude twins.

What the public sets lack: comments that swear without an aim, complain without an insult, and insult without a rude word.
Offensive by nature, as `composed.py`; the slots are those, and the ones below.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from composed import LABELS, SLOTS, Example, filled, lines, words

TALK = {
    "stuff": words("""this song; the new album; that episode; the ending; this recipe; my cat; his new haircut; this game; the trailer; that goal;
        the update; this video; your channel; the photo; that sunset; the beat; this series; the cake; her dress; your garden; the concert; the match;
        that scene; the soundtrack; this phone; the movie; the book; my dog; the tutorial; this thread; that story; the news; the weather; the bus;
        the exam; my homework; the wedding; the interview; this meme; the speech; the guitar solo; the food; my sister's baby; the recording"""),
    "praise": words("""amazing; so good; a banger; beautiful; hilarious; underrated; pure gold; sick; insane; unreal; fire; lit; great; a masterpiece; wild;
        crazy good; stunning; so cute; adorable; legendary; iconic; the best thing today; brilliant; awesome; exactly what I needed; perfect"""),
    "fault": words("""boring; too long; overrated; a let-down; not for me; broken again; late again; way too loud; confusing; a mess; slow; overpriced; wrong;
        misleading; unfair; out of date; a waste of money; not worth it; the worst so far; sad; badly edited; a disaster; hard to read; disappointing"""),
    "mild": words("""damn; holy shit; oh shit; holy crap; fuck yeah; hell yeah; what the hell; wtf; omg; lmao; bloody hell; damn it; shit; holy fuck; well damn; fuck; oh
        my god; dude; bro; ass; crap; jeez; freaking; goddamn"""),
    "strong": words(
        "damn; fucking; freaking; goddamn; bloody; so fucking; hella; insanely; pretty damn; bad ass; crazy"
    ),
    "topic": words("""the budget; the election; vaccines; taxes; the new law; climate; the referee; the war; guns; abortion; the border; housing; the mayor; the union; football;
        religion; school lunches; the strike; the court; public transport; the police report; the minimum wage; nuclear power; oil prices; the museum; the senate"""),
    "kin": words(
        "mum; dad; sister; brother; grandma; wife; husband; daughter; son; cousin; roommate; best friend; aunt; kids"
    ),
    "you": words(
        "you; u; ya; you guys; you people; you lot; you two; this guy; she; he; they; these clowns; the admin; the author; OP"
    ),
    "role": words("""the editor; the admin; the moderator; the coach; the senator; the minister; the teacher; the reporter; the president; the pope; the CEO; the singer; the actor;
        the judge; the bishop; our governor; your hero; the reviewer; this streamer; the host; the union boss; the premier"""),
    "lack": words("""a brain; a clue; a life; two brain cells; any friends; a spine; any shame; a single thought; the guts; basic manners; any talent; half a brain; an education; a
        sense of decency; an ounce of honesty; the brains God gave a goose; a job; hygiene"""),
    "low": words("""a doorknob; a brick; a bag of hammers; a toddler; a potato; a goldfish; a wet sock; a sack of rocks; a rotten egg; a donkey; a sewer rat; a slug; a fence post; a used
        tissue; a garbage fire; a dead fish; a flat tyre; an empty bucket; mould; a cockroach; swamp water; an amoeba"""),
    "dirt": words("""your balls; my balls; your wiener; his junk; her rack; my butt cheeks; your privates; a small willy; your crotch; morning wood; your momma's panties;
        a turd; a fart; your arse crack; hairy nuts; a boner; your mom's bed; his dong; dingleberries; the brown stuff; pee"""),
    "loved": words(
        "your children; your kids; your wife; your mother; your daughter; your family; your little dog; your sister; your boys"
    ),
    "spot": words(
        "sleep; play in the afternoon; work; live; take the bus; go for their walks; shop on Fridays; practise football"
    ),
    "faith": words(
        "that creed; that church; that tribe; that part of town; their kind; that race; those countries; that culture; that sect"
    ),
}
ALL = {**SLOTS, **TALK}

FINE = lines(
    """
    {stuff} is {praise} | I love {stuff} | {stuff} made my day | can't stop listening to {stuff} | who else is here in {month}? | {stuff} is {fault} | I didn't like {stuff}, it was {fault} | sorry but {stuff} is {fault} | why is {stuff} so {fault}? | not gonna lie, {stuff} is {praise}
    my {kin} loves {stuff} | my {kin} died in {month}, I still miss them | {name} was my {kin}, rest in peace | I'm dying of laughter at {stuff} | {stuff} killed me lol | this is killing me, {stuff} is {praise} | {name} absolutely killed it with {stuff} | I'm dead, {stuff} is {praise} | so jealous of {stuff} | {stuff} had me in tears
    I disagree about {topic} | I don't agree with {role} on {topic} | {role} is wrong about {topic}, and here is why | what a strange take on {topic} | {role} should resign over {topic} | {role} broke a promise on {topic} | the facts on {topic} say otherwise | can you give a source on {topic}? | that is not what the article on {topic} says | I voted against {role} because of {topic}
    both sides are wrong about {topic} | people are tired of {topic} | please don't edit my post about {topic} again | you reverted my change on {topic} without a reason | this page on {topic} needs work | I was blocked for a comment on {topic}, please look again | thank you for the warning about {topic} | the source on {topic} is weak | why was my section on {topic} removed? | I added a source on {topic}, have a look
    you look so pretty in {stuff} | you are the sweetest, {name} | happy birthday, {name}! | congrats {name}, well deserved | miss you, {name} | love you guys | thanks for sharing {stuff} | {name} is my favourite, hands down | I want to be {name} when I grow up | anyone know the name of {stuff}? | first time watching {stuff} | {name} deserves better than {stuff}
    I hate when {stuff} is {fault} | I hate Mondays and {thing} | ugh, {thing} again | {thing} drives me mad | I'm so mad about {stuff} | I'm furious about {topic} | {topic} makes me angry | this makes me sick with worry about {topic} | so tired of hearing about {topic} | {thing} can go jump in a lake | it's a shame about {stuff} | poor {name}, I'd be furious too
    my {kin} says {role} is {good} | {role} is not as bad as people say | nobody called you that, {name} | she called him {bad}, which was not nice | calling people {insult}s does not help | he was called a {insult} at school and it hurt | I felt like an {insult} when I forgot my keys | I was too {bad} to notice lol | my {kin} called me a silly goose | I'm such a clown, I wore two left shoes
    guess I'm the fool here | don't be so hard on yourself, {name} | I must be blind, I can't find {stuff} | is it just me or is {stuff} {fault}? | don't feed the trolls | the villain in {stuff} is evil and I love it | the monster in {stuff} gave me nightmares | that black dress is {praise} | as a {person}, I found {stuff} {praise} | my {kin} is a {person} and loves {stuff} | {group} will enjoy {stuff}
    the fight scene was {praise} | the battle in {stuff} was {praise} | he shot three goals and killed the game | we got destroyed in the last match | our team was crushed 4-0 | they beat us fair and square | the bomb was found and made safe | the murder in episode two surprised me | the war killed so many young men | the gun in {stuff} was a toy | a bullet train to Kyoto was {praise}
    to the person who took my bike: please bring it back | why do people litter? | please stop spamming this page | stop calling my phone | leave the poor {kin} alone | let's agree to disagree | you're wrong, but I see where you are coming from | read the rules before you post | that was a bad call by {role} | shame on {role} for {topic} | {role} needs to do better on {topic}
    I watched {stuff} with my {kin} and we cried | the doctor says it's cancer, please pray for my {kin} | my {kin} was bullied for being a {person} | I lost my job and feel low | quit smoking in {month}, proud of myself | who's cutting onions? | take my money | that's a big oof | lol same | me too | nice one | this | no way! | good for you | wait, what? | so true | exactly | thanks! | agreed
    """.replace(" | ", "\n")
)

SWEARY = lines(
    """
    {mild}, {stuff} is {praise} | {mild}! {stuff} | {stuff} is {strong} {praise} | {mild} this is {strong} good | {mild} I didn't know that, thank you | {mild} that's sad | {mild} {name}, congrats | {mild} my {kin} would love {stuff} | I {strong} love {stuff} | {stuff} is the shit | {stuff} is badass
    {name} is a badass | this shit is {praise} | this shit had me laughing | I laughed my ass off at {stuff} | {stuff} scared the shit out of me | I'm tired as hell | it's cold as fuck today | {thing} is shit | {stuff} is {fault} as hell | {mild}, {thing} again | I don't give a damn about {topic} | fuck {thing} | fuck, I forgot my keys
    oh {mild}, I missed {stuff} | who the fuck made {stuff} so {praise}? | what the hell happened to {stuff}? | shit happens | my ass hurts after the gym | {mild}, the rent went up | you lucky bastard, enjoy {stuff} | you magnificent bastard, {stuff} is {praise} | bitch I'm fabulous | {name} you crazy bitch I love you | crap, wrong thread
    no shit, {stuff} is {praise} | I give zero fucks about {topic} | {stuff} made me {strong} happy | same shit different day | oh fuck, I felt that | this fucking {stuff} gets me every time | I'm so fucking proud of you, {name} | get your shit together, me | I'm a dumbass, I left the oven on | {mild} I feel old
    """.replace(" | ", "\n")
)

JABS = lines(
    """
    {you} lack {lack} | {you} wouldn't know {topic} if it bit you | do you have {lack}? | get {lack} | buy yourself {lack}, {name} | nobody asked you | nobody cares what you think, {name} | cry about it, {name} | go back to your basement | go back to school, you clearly slept through it | your parents must be so disappointed | {name} has the brains of {low}
    {you} are as smart as {low} | {you} have the charm of {low} | I've seen {low} with more sense than {name} | {role} is as useful as {low} | {role} could not find {lack} with both hands | even {low} would do a better job than {role} | {name}, you are proof that evolution can go in reverse | did your mother drop you on your head? | what is wrong with you? were you born like this? | get over yourself, {name}
    you have no friends and it shows | no wonder your {kin} left you | no wonder nobody likes you | keep your mouth shut, nobody wants to hear it | shut your mouth, {name} | shut up already | zip it, {name} | go cry to your {kin} | you smell like {low} | your breath could kill {low} | {name} is uglier than {low} | that face could stop a clock | your face looks like {low}
    {role} should crawl back under a rock | crawl back into the hole you came from | {role} is a disgrace | {role} is a joke and so are the people who vote that way | only an uneducated hick would say that | {you} are what is wrong with this world | {you} make me want to throw up | I hope {you} lose everything | I hope you get hit by a bus | do the world a favour and disappear | the world would be better without {name}
    typical of {job}: all mouth, not {lack} | what a sad little life you lead | you sad little person | grow up, you big baby | grow up and get {lack} | learn to read, genius | congratulations on being the dumbest one here | who let you out of your cage? | I bet you still live with your {kin}, loser | come down from your throne, you pompous windbag | your edits are garbage and so are you
    keep digging, {name}, you're only showing how thick you are | thick as {low}, the lot of you | {role} sold us out, a lying snake | {role} is a crook who belongs in jail with the rest of the scum | {name} couldn't pour water out of a boot | are you deaf, blind or just slow? | are you off your meds again? | you need your head examined | take your pills, psycho | {you} deserve everything bad that happens
    how much did they pay you to write such drivel? | stop vandalising my page, you little tyrant | petty dictators like you ruin this site | I'm talking to {low} here | another brainwashed sheep | brain-dead {job} everywhere | spare us your drivel, {name} | you're a waste of my time and of everyone's air | you are nothing, and you'll always be nothing | go play in traffic | go jump off a cliff, {name}
    what a bunch of crybabies | snowflakes like you should stay offline | keep licking boots | enjoy your boot, bootlicker | you people are all the same: thick, loud and lazy | {name} is a fraud and a liar | he's a con artist and you fell for it, sucker | she is an airhead who slept her way up | that hag should retire | the old bat can't even speak | fat pig can't stop eating | nobody would touch you with a ten foot pole
    """.replace(" | ", "\n")
)

CRUDE = lines(
    """
    I'm sure you'd love {dirt} | smell {dirt} | {name} has {dirt} in his mouth | go play with {dirt} | {dirt}! {dirt}! hahaha | {name} loves {dirt} | your mum likes {dirt} | I put {dirt} in your tea | suck on {dirt}, {name} | {role} eats {dirt} | lick {dirt} | {name} was caught with {dirt} | show us {dirt} | my dog does a better job on {dirt} | kiss {dirt}
    your mom was great last night | that's what your {kin} said in bed | {name} touches himself to pictures of {role} | {role} is gay for {name} lol | ur gay | {name} is so gay he likes {dirt} | haha {name} sucks {dirt} | {name} pees the bed | poop poop poop | {name} is a butt head | I did your {kin} | ask your {kin} how I taste | she'll do anything for a fiver | bet she's a screamer | I'd tap that | nice rack, {name}
    """.replace(" | ", "\n")
)

VEILED = lines(
    """
    we know where {loved} {spot} | I know where {loved} {spot} | nice house; shame if something happened to it | it would be a pity if something happened to {loved} | we are watching {loved} | I've seen where {loved} {spot}, sleep well | think of {loved} before you talk | tick tock, {name} | you have until Friday, then we visit {loved} | I'm outside your window
    you won't be smiling when we're done with you | remember what happened to the last one who talked | don't make me come over there, you'd regret it | we will find you | I'll find you, {name}, and then we'll see how brave you are | pay up, or {loved} will pay | I'd be careful walking home if I were you | your days are numbered, {name} | this is your last warning before I make you sorry | you picked the wrong people to cross
    everyone has a breaking point, and I'll find yours | snitches end up in ditches | I have your address and a free weekend | you can't hide for ever, {name} | keep looking over your shoulder | one of these nights you'll hear my steps | some people just need to be taught a lesson, with fists | enjoy your teeth while you have them | you'll get what's coming to you, and soon
    """.replace(" | ", "\n")
)

HARMLESS = lines(
    """
    we know where our children {spot} | I know where {loved} {spot}, I'll pick them up at five | do you know where {loved} {spot}? | nice house, good luck with the move | say hello to {loved} | we are watching {loved} this weekend, no problem | give {loved} a hug from me | think of {loved} and take a rest | you have until Friday to hand in the form | I'm outside, come down when you're ready
    we will find your parcel | we'll find you a seat, {name} | I'll find you after the show, {name} | pay by Friday or a fee of {amount} is added | be careful walking home, it is icy | the days of cheap fares are numbered | this is the last reminder before the invoice goes to collection | I have your address from the order, the van comes on Saturday | keep an eye on the oven | you'll get what you ordered, and soon
    people from {faith} are welcome here | everyone has a place in our town, whatever their faith | we want people from {faith} in our choir | the course is about {faith} | my neighbours follow {faith} and we share meals | it is wrong to shut people from {faith} out | the report counts people from {faith} | someone said that people from {faith} should leave; that is a disgrace | keep the door open to people from {faith}
    """.replace(" | ", "\n")
)

SHUT_OUT = lines(
    """
    people from {faith} should not be let in | people from {faith} do not belong in {place} | people like that should go back where they came from | we don't serve your kind | your kind is not welcome in {place} | their kind ruins every street they move to | keep people from {faith} out of {place} | {place} is full of them already, send them all back | nobody from {faith} can be trusted | they breed like rabbits and will soon outnumber us
    those people are not like us and never will be | that lot should be put on a boat | we were here first, {faith} can leave | I would never rent to someone from {faith} | people from {faith} are {bad} | people from {faith} are {pest} | we must keep our blood clean of {faith} | you know what people from {faith} are like | it's always someone from {faith} | {faith} is a cancer in {place} | ban everyone from {faith}
    """.replace(" | ", "\n")
)

_FINE = dict.fromkeys(LABELS, 0.0)
_RUDE = {**_FINE, "toxicity": 1.0}
_KINDS: tuple[tuple[str, list[str], int, dict[str, float]], ...] = (
    ("fine", FINE, 7000, _FINE),
    ("harmless", HARMLESS, 1200, _FINE),
    ("sweary", SWEARY, 3500, {**_FINE, "toxicity": 0.45, "obscene": 0.9, "insult": 0.05}),
    ("jab", JABS, 5000, {**_RUDE, "insult": 1.0}),
    ("crude", CRUDE, 1500, {**_RUDE, "toxicity": 0.9, "obscene": 0.8, "sexual": 0.6, "insult": 0.6}),
    ("veiled", VEILED, 1200, {**_RUDE, "threat": 1.0}),
    ("shut-out", SHUT_OUT, 1500, {**_RUDE, "identity-hate": 1.0}),
)


def talk(rng: random.Random) -> Iterator[Example]:
    """All sentences of talk, each once."""
    for kind, frames, count, known in _KINDS:
        for text in sorted({filled(rng.choice(frames), rng, ALL) for _ in range(count)}):
            left_open = ("insult", "violence") if kind in ("veiled", "shut-out") else ()
            unknown = ("obscene", "sexual", "toxicity") if kind == "jab" and "arse" in text else left_open
            yield Example(
                text, {label: value for label, value in known.items() if label not in unknown}, f"talk-{kind}"
            )

"""Sentences written for training, by template: what the public sets lack, each beside its harmless twin.

Offensive by nature. A frame is filled at random, so a handful of lines makes thousands of sentences; what is
trained on is the contrast between `HATE` and `KIND` about the same groups, not any one sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

LABELS = ("toxicity", "obscene", "sexual", "insult", "threat", "identity-hate", "self-harm", "violence")


class Example(NamedTuple):
    """A text, what is known of it by label (0 to 1; a label left out is unknown), and where it is from."""

    text: str
    known: dict[str, float]
    source: str


def lines(block: str) -> list[str]:
    """The lines of a block, trimmed."""
    return [line.strip() for line in block.strip().splitlines() if line.strip()]


def words(block: str) -> list[str]:
    """The entries of a block, separated by ';'."""
    return [" ".join(word.split()) for word in block.split(";") if word.strip()]


SLOTS: dict[str, list[str]] = {
    "group": words("""women; girls; females; ladies; moms; single mothers; female doctors; men; gay people; gays;
        gay men; lesbians; lesbian women; bisexuals; bi people; trans people; transgender people; trans women;
        trans men; nonbinary people; queer people; LGBT people; drag performers; black people; blacks; Black men;
        Black women; Africans; African Americans; Nigerians; Somalis; Asians; Asian people; Chinese people;
        Koreans; Japanese people; Vietnamese families; Indians; Pakistanis; Bangladeshis; Arabs; Middle Easterners;
        Iranians; Syrians; Turks; Kurds; Muslims; Muslim women; Muslim men; Jews; Jewish people; Israelis;
        Palestinians; Hindus; Sikhs; Buddhists; Christians; Catholics; Mormons; atheists; immigrants; migrants;
        refugees; asylum seekers; foreigners; illegal immigrants; newcomers; Mexicans; Latinos; Hispanics;
        Puerto Ricans; Brazilians; Cubans; Native Americans; indigenous people; Aboriginal people; Roma;
        gypsies; travellers; Poles; Romanians; Russians; Ukrainians; Irish people; Germans; Americans; white people;
        whites; disabled people; people with disabilities; the disabled; wheelchair users; blind people; deaf people;
        autistic people; people with autism; people with Down syndrome; the mentally ill; people with depression;
        old people; the elderly; pensioners; boomers; teenagers; homeless people; poor people; people on welfare;
        fat people; overweight people; short people; veterans; Hasidic families; hijab wearers; Filipinos;
        Ethiopians; Haitians; Jamaicans; Colombians; Afghans; Tibetans; Uyghurs; Welsh people; Scots"""),
    "person": words("""woman; girl; mother; gay man; lesbian; bisexual person; trans woman; trans man;
        transgender person; nonbinary person; Black man; Black woman; African; Nigerian; Somali; Asian woman;
        Chinese man; Korean; Indian; Pakistani; Arab; Iranian; Syrian; Turk; Muslim; Muslim woman; Jew; Jewish man;
        Hindu; Sikh; Buddhist; Christian; Catholic; immigrant; migrant; refugee; foreigner; Mexican; Latina; Hispanic
        man; Native American; Roma woman; gypsy; Pole; Romanian; Russian; white man; disabled person; wheelchair
        user; blind man; deaf woman; autistic kid; person with Down syndrome; old man; homeless man; veteran"""),
    "bad": words("""disgusting; filthy; dirty; worthless; subhuman; inferior; stupid; dumb; lazy; evil; vile; violent;
        dangerous; greedy; dishonest; corrupt; primitive; savage; backward; uncivilised; unclean; repulsive; revolting;
        sick; perverted; unnatural; abnormal; mentally ill; delusional; ugly; hideous; weak; useless; parasitic;
        untrustworthy; sneaky; cunning; immoral; sinful; deviant; barbaric; ignorant; uneducated; brainless; hysterical;
        irrational; incapable; criminal; rotten; pathetic; beneath us; less than human; a waste of space; an abomination;
        genetically inferior; not like us; only after our money; full of disease; good for nothing; born liars"""),
    "good": words("""wonderful; kind; brilliant; hard-working; honest; creative; welcome; welcome here; generous;
        brave; talented; strong; inspiring; lovely; clever; funny; warm; loyal; caring; great neighbours; equal;
        as good as anyone; part of our community; our friends; our colleagues; good people; people like everyone else;
        human beings; valued customers; important to this town; amazing; fantastic; smart; decent; peaceful; capable;
        worthy of respect; treated fairly here; a joy to work with; proud of who they are; great parents; resilient;
        beautiful; thoughtful; charming; friendly; patient; respected; entitled to the same rights; a pleasure to know"""),
    "pest": words("""vermin; cockroaches; rats; parasites; animals; pigs; dogs; apes; monkeys; leeches; a plague; a virus;
        a disease; a cancer; a stain; garbage; trash; scum; filth; pests; maggots; locusts; an infestation; savages;
        demons; degenerates; mistakes of nature; freaks; leftovers; a burden; a curse; dead weight; a mistake; snakes"""),
    "gift": words("""a blessing; a gift; an asset; a delight; a strength; our neighbours; heroes; leaders; pioneers;
        role models; survivors; an inspiration; a source of pride; citizens; teachers; doctors; artists; scientists;
        family; friends; taxpayers; voters; parents; volunteers; entrepreneurs; customers; colleagues; guests"""),
    "place": words("""this country; our country; our town; this neighbourhood; our schools; the west; society; our streets;
        the army; our churches; the workplace; politics; our community; this city; the hospital; my building; Europe;
        the company; our team; this forum; the government; sports; science; tech; the boardroom; the village"""),
    "remove": words("""deported; sent back; thrown out; locked up; banned from public life; kept out; wiped out; removed
        from our streets; put down; sterilised; exterminated; silenced; kept away from children; put in camps; shot; beaten;
        burned; gassed; hanged; drowned; erased; chased out of town; denied a vote; fired; kept in the kitchen; punished;
        shown their place; refused service; put back in chains; stoned; whipped; run over; kept apart from us; cured"""),
    "welcome": words("""welcomed; respected; protected; paid fairly; heard; promoted; included; supported; helped; treated
        as equals; given a chance; celebrated; listened to; hired more often; represented in parliament; seen; invited;
        left in peace; trusted; thanked; believed; given the same rights; allowed to marry; free to pray; honoured"""),
    "right": words("""rights; respect; a voice; the vote; jobs; benefits; our help; sympathy; human rights; to live here;
        to breathe our air; to have children; to exist; to live; a say; mercy; freedom; schools; a seat at the table;
        to be called human; to walk our streets; protection; dignity; medical care; to marry; to be around kids"""),
    "crime": words("""steal; lie; cheat; rape; murder people; deal drugs; live off our taxes; take our jobs; molest kids; spread
        disease; kill for fun; scam the system; breed like animals; destroy everything they touch; smell; hate us; want to
        replace us; control the banks; control the media; poison our children; groom kids; drag everyone down; beg; whine;
        bring crime wherever they go; ruin every place they move to; plot against us; sell their daughters; blow things up;
        abuse their wives; fake it for attention; leech off the state; cannot drive; never work; think with their hormones;
        worship the devil; corrupt our youth; belong in a zoo; eat dogs; swarm over our borders; contaminate our blood"""),
    "deed": words("""work hard; pay taxes; run small businesses; raise families; help their neighbours; deserve respect; teach our
        children; serve in the army; win elections; write great books; cook wonderful food; vote; go to school; play in our band;
        volunteer at the food bank; face discrimination; live next door; speak several languages; study medicine; love their
        kids; built this city; enrich our culture; celebrate their holidays; have always lived here; want to be safe; make music;
        lead great companies; came to the meeting; attend the same college; are part of my team; opened a bakery; coach football"""),
    "harm": words("""kill; murder; beat; shoot; stab; burn; hang; strangle; lynch; behead; poison; torture; rape; run over; attack;
        gas; drown; bomb; slaughter; hunt down; smash; mutilate; cripple; execute; butcher; knife; whip; crush; choke; hurt"""),
    "help": words("""help; love; support; respect; welcome; hire; meet; thank; teach; protect; listen to; learn from; adore; admire;
        visit; invite; celebrate; call; trust; befriend; work with; stand with; marry; encourage; appreciate; cherish; understand"""),
    "feel": words("""hate; despise; detest; loathe; cannot stand; can't bear; am sick of; am disgusted by; have had enough of; spit on;
        want nothing to do with; am tired of; feel nothing but contempt for; curse; wish death on; would never hire; avoid"""),
    "love": words("""love; like; respect; admire; support; enjoy working with; am friends with; learned a lot from; grew up with; care
        about; am grateful to; am happy for; have many friends among; am married into a family of; cheer for; live with; trust"""),
    "job": words("""landlords; bankers; lawyers; politicians; journalists; artists; plumbers; cops; referees; tax inspectors; teachers;
        managers; vegans; gamers; smokers; cyclists; accountants; football fans; Tories; democrats; republicans; liberals;
        conservatives; capitalists; communists; influencers; estate agents; consultants; auditors; moderators; students"""),
    "thing": words("""this printer; Mondays; cold coffee; this invoice template; the new software; traffic; this weather; my old car;
        spam; broccoli; that film; the food at this place; paperwork; the queue at the bank; slow wifi; early meetings; this phone;
        the airline; that song; waiting on hold; the parking at work; rounding errors; audits; spreadsheets; winter; cardigans"""),
    "insult": words("""idiot; moron; imbecile; loser; clown; coward; liar; fool; dimwit; halfwit; creep; weirdo; hypocrite; pig; rat;
        snake; waste of oxygen; joke; nobody; disgrace; scumbag; dirtbag; sleazebag; jackass; dumbass; dipshit; nitwit; cretin;
        simpleton; parasite; psycho; lunatic; blockhead; buffoon; bonehead; airhead; troll; bigot; crybaby; sore loser; brat"""),
    "swear": words("""fuck; shit; bullshit; asshole; bastard; bitch; cunt; dick; dickhead; motherfucker; prick; wanker; twat; arse;
        bollocks; crap; damn; goddamn; piss; slut; whore; cock; fucker; shithead; fuckwit; cocksucker; arsehole; tosser; bellend;
        fucking; shitty; pissed off; fucked up; son of a bitch; jackoff; douchebag; dumb fuck; piece of shit; ass; tits"""),
    "who": words(
        "you; he; she; that guy; my boss; the mayor; this author; the driver; that woman; your brother; the manager"
    ),
    "name": words(
        "Sam; Priya; Anna; Marek; Tom; Leila; Grace; Omar; Chen; Lucia; Ben; Olga; Dave; Fatima; Rosa; Hugo; Ines; Kofi"
    ),
    "limb": words(
        "legs; arms; neck; fingers; skull; jaw; ribs; kneecaps; face; teeth; back; spine; throat; head; hands"
    ),
    "weapon": words("""knife; gun; bat; hammer; axe; rope; bottle; brick; machete; pistol; rifle; crowbar; chainsaw; bomb; shovel; razor;
        screwdriver; pipe; car; can of petrol; shotgun; pair of scissors; sword"""),
    "part": words("""breasts; tits; nipples; pussy; cock; dick; ass; thighs; clit; cunt; penis; vagina; body; mouth; tongue; hips; crotch;
        balls; erection; wetness; hard member; bare skin; lips; naked body; butt; panties; bra; throbbing cock; wet folds; cleavage"""),
    "act": words("""fuck; suck; lick; ride; finger; undress; kiss; spank; stroke; grope; taste; mount; pleasure; penetrate; screw; bang;
        seduce; caress; tease; dominate; tie up; blow; touch; rub; fondle; devour; moan under; strip for; cum on; go down on"""),
    "ware": words("""porn; hardcore porn; xxx videos; nudes; sex tapes; camgirls; escorts; erotic massage; hookups; hentai; blowjobs; anal;
        threesomes; gangbangs; milfs; sex chat; fetish clips; bdsm; strip shows; orgies; handjobs; dirty pictures; sex toys; nude selfies;
        lesbian porn; gay porn; amateur sex; cumshots; onlyfans leaks; upskirt photos; live sex cams; call girls; swingers"""),
    "fan": words(
        "hot; horny; naked; wet; sexy; busty; slutty; nude; naughty; kinky; dirty; curvy; tight; hard; explicit; uncensored"
    ),
    "lover": words(
        "her; him; you; me; them; his wife; her boss; the stranger; my girlfriend; my husband; the nurse; the maid; both of us"
    ),
    "amount": words(
        "$18,250.00; £42.10; $1,204.50; 318.00; EUR 77.20; $5; $12.99; £1,000.00; $64.75; 2,310.40; $940; £8.40; $3,118.00"
    ),
    "month": words(
        "January; February; March; April; May; June; July; August; September; October; November; December; Q1; Q4; 2024"
    ),
    "account": words("""Office Supplies; Travel; Meals and Entertainment; Rent; Payroll; Utilities; Repairs; Subscriptions; Equipment; Hospitality;
        Training; Fuel; Postage; Advertising; Legal fees; Cleaning; Stationery; Catering; Insurance; Software; Vehicle hire; Bank charges"""),
    "trap": words("""Dick's Sporting Goods; Cockburn & Sons; Sussex Catering; Scunthorpe Steel; The Cock Inn; Moby Dick Ltd; Essex Tyres; Middlesex
        Windows; Penistone Garage; Shitake House; Arsenal FC; Hooker Furniture; Wang Electronics; Dickinson's; Cummings Law; Cumming & Co;
        Titmuss Legal; Hancock Timber; Babcock; Hitchcock Films; Woodcock Printing; Peacock Stores; Cox & Kings; Dyke Engineering; Van Dyke
        Parts; Beaver Lumber; Big Bone Lick Park; Pussy Willow Florist; Tit for Tat Toys; Bush & Co; Gay Hussar; The Gay Lussac Institute; Analog
        Devices; Analtech; Essential Assays; Assurant; Bass Pro Shops; Massey Tractors; Lasseter Wines; Sexton Roofing; Sexsmith Holdings; Raper
        Plumbing; Rapeseed Oil Co; Cracker Barrel; Black Cock Brewery; Black Swan; The Dirty Bottles; Nipple Fittings Ltd; Grease Nipples Direct;
        Kum & Go; Fuk Mi Sushi; Fukuoka Trading; Phuket Travel; Pho King; Fokker Services; Shih Tzu Grooming; Schitt's Creek DVD; Titan Tools; Clitheroe
        Council; Lickey Hills; Wetwang Post Office; Twatt Farm; Cockermouth Books; Cocks Nursery; Slutsk Trading; Hoare & Co; Whore's Glen; Crapper
        & Co; Crappie Tackle; Butts Plumbing; Buttmann Gears; Bummer's Ice; Hardcore Aggregates; Screwfix; Nuts in Bulk; Balls Brothers; Ballsbridge
        Hotel; Johnson's Dicks; Dick Blick; Dick Smith; Dicky's Meats; Spotted Dick Bakery; Willy Wonka; Fanny Farmer; Fannie Mae; Randy's
        Donuts; Roger Moore; Horniman Museum; Hornby; Horny Toad Bar; Stripes Store; Stripper Wire Tools; Swallow Hotel; Blow Dry Bar; Hand Job Nails;
        Rubbers Direct; Twin Peaks; Hooters; Knockers Doors; Knobs & Knockers; Headlights R Us; Melons & More; Big Ass Fans; Wanka Lodge; Wankel Motors;
        Cum Laude Society; Cumin & Spice; Cumbria Water; Circumference Ltd; Documentum; Scum & Slime Pond Care; Killarney Hotel; Killington Ski; Kill
        Devil Hills; Killer Bee Honey; Assassin Golf; Slaughter & May; Gunn & Moore; Gunnersbury; Bomb Cyclone Coffee; Shooters Hill; Hell Pizza; Hells
        Angels Cakes; Bastard Jack's; Bloody Mary's; Damn Good Coffee; Dam Square Hotel; Jackass Flats; Poofy Pillows; Faggots & Peas; Kinky Boots; Queer
        Street; Spade & Archer; Chinkwell; Coonan Tools; Gypsy Rose Teas; Niggemann GmbH; Negro Modelo Beer; Montenegro Air; Retardant Coatings; Kraut
        & Co; Jap Auto Imports; Crips Solicitors; Tranny Parts Direct; Homo Sapiens Cafe; Pakistan Airlines; Fagor Appliances; Fagan's; Cuntz Orgel;
        Schmuck Jewellers; Dong Energy; Dildo Harbour Inn; Pornic Oysters; Pornchai Thai; Pratt & Whitney; Prickly Pear; Prick & Needle; Sackville; Bollocks
        Wines; Spunk Water; Jizzax Cotton; Boner's Butchers; Boehner; Weiner's; Wiener Schnitzel; Suck UK; Sucre; Licking County; Cockfosters; Fingringhoe;
        Sandy Balls; Ass Creek; Beaverbrook; Bitchfield; Intercourse Bank; Climax Molybdenum; Gropecunt Lane; Minge Lane; Muff Village; Tittensor;
        Cockshutt; Ramsbottom; Shitterton; Bell End; Slag Aggregates; Slaggers; Virgin Media; Virgin Trains; Adult Social Care; Adult Learning Centre"""),
}

HATE = lines(
    """
    {group} are {bad} | {group} are {bad} and {bad} | {group} are {pest} | {group} are nothing but {pest} | I {feel} {group}
    all {group} {crime} | {group} always {crime} | {group} {crime} and should be {remove} | {group} should be {remove}
    {group} don't deserve {right} | {group} have no right {right} | why do {group} always {crime}? | we must get rid of {group}
    we don't want {group} in {place} | there is no room for {group} in {place} | keep {group} out of {place} | {group} are ruining {place}
    {place} was better before {group} came | send {group} back where they came from | being a {person} is a disease | no {person} can be trusted
    every {person} I met was {bad} | a {person} is {pest} | a {person} like that should be {remove} | someone should {harm} all {group}
    I want to {harm} {group} | I would {harm} every {person} I see | let's {harm} the {group} | {group} deserve to be {remove}
    the world would be better without {group} | {group} are not {good} | {group} are not human | {group} will never be {good} | {group} should not be {welcome}
    {group} should never be {welcome} | how can anyone {help} {group}? | you can't {help} {group}, they are {bad} | of course it was a {person}, they {crime}
    what do you expect from a {person} | never let a {person} near your kids | {group} are the reason {place} is broken | I am not racist but {group} {crime}
    I'm no bigot, but {group} are {bad} | it is a fact that {group} {crime} | science shows {group} are {bad} | {group} belong in a cage, not in {place}
    if you are one of those {group}, go and die | you are a {person}, so you must be {bad} | you {bad} {person} | look at this {bad} {person}
    {group} think they are {good}, but they are {pest} | nobody wants {group} here | {group} breed too much and {crime} | stop giving {group} jobs they are too {bad} for
    {group} only got the job because of a quota; they are {bad} | I hope {group} die | one day {group} will all be {remove} | it is our duty to {harm} {group}
    the only good {person} is a dead one | {group} make me sick | {group} make me want to vomit | {group} disgust me | it's disgusting how {group} show themselves in {place}
    I don't want my daughter to date a {person} | I wouldn't let {group} into my shop, they {crime} | {group} pretend to be victims but {crime} | thank god there are no {group} in {place}
    as long as {group} live in {place}, nobody is safe | {place} needs to be cleansed of {group} | {group} just {crime}, it's in their blood | {group} can't help it, they are simply {bad}
    a {person} belongs in the kitchen | {group} should stay at home and obey | {group} only exist to serve us | {group} are too emotional to lead | {group} are asking for it
    {group} were better off as slaves | history was right about {group} | what happened to {group} in the war was deserved | {group} made up their suffering | {group} deserve every bit of abuse
    being {bad} is what {group} do best | how many {group} does it take to ruin {place}? all of them | what is the difference between {group} and {pest}? nothing
    they say {group} are {good}; I say they are {pest} | {group} want to destroy {place} | you know how {group} are: {bad} | we all know {group} {crime}
    I pity the man who married a {person} | imagine being so {bad} that you are a {person} | God made a mistake with {group} | {group} are a sin and should be {remove}
    some {group} want to destroy {place} from within, so keep them all out | once a {person}, always {bad} | a {person} in charge? what could go wrong, they are {bad}
    {group} were told to go home and still they come to {place} | let them starve, they are only {group} | {group} live like {pest} | this is {place}, not a home for {group}
    if {group} had their way, our children would be brainwashed | {group} secretly run {place} | it isn't a hate crime if it is {group} | I'd rather die than live next to {group}
    my kid came home with a {person} and I threw them out | that doctor is a {person}, I want a real one | speak English or leave, {group} | go back to your own country, {group}
""".replace(" | ", "\n")
)

KIND = lines(
    """
    {group} are {good} | {group} are {good} and {good} | {group} are {gift} | {group} are {gift} to all of us | I {love} {group} | all {group} {deed}
    many {group} {deed} | {group} {deed} and should be {welcome} | {group} should be {welcome} | {group} deserve respect | {group} have the same rights as everyone
    we want {group} in {place} | there is room for {group} in {place} | {group} make {place} better | {place} is better since {group} came
    being a {person} is nothing to be ashamed of | I am a {person} | my neighbour is a {person} | as a {person} I work in {place} | I'm a proud {person}
    every {person} I met was {good} | a {person} like that should be {welcome} | let's {help} {group} | I want to {help} {group} | I would {help} any {person}
    the world is better with {group} | {group} are not {bad} | {group} are not {pest} | {group} should not be {remove} | {group} should never be {remove}
    nobody should {harm} {group} | it is wrong to {harm} {group} | you can {help} {group} | of course a {person} can be {good} | the new teacher is a {person}
    hating {group} is wrong | it is not fair to say that {group} are {bad} | saying "{group} are {pest}" is hateful | nobody should say that {group} {crime}
    people who think {group} are {bad} need to learn more | stop saying {group} {crime}; it isn't true | I reported a comment that said {group} should be {remove}
    the claim that {group} {crime} is a myth | {group} face prejudice in {place} | some {group} live in {place} | a {person} won the prize | two {group} joined {place} today
    {group} is a fine word | "{group}" is a word like any other | the law protects {group} | {group} were {welcome} at the fair | we hired a {person} in {month}
    a {person} should be able to live in peace | how can we {help} {group}? | the course is open to {group} | {group} and their families came to dinner | our {person} friend is {good}
    she is a {person} and {good} | he met a {person} in {place} | the report counts {group} in {place} | what do {group} think about the election?
    most {group} {deed} | thank you to all {group} who {deed} | it's great to be a {person} | happy to see {group} in {place} | nothing is wrong with being a {person}
    I will always stand with {group} | there is no reason to fear {group} | a grant of {amount} for {group} in {place} | services for {group}, {month} | the charity helps {group}
    history of {group} in {place} | {group} live longer today | we must end violence against {group} | hate crimes against {group} rose in {month} | my wife is a {person}
    a museum about {group} opened | {group} like football and music | {group} like to {help} their neighbours | the clinic treats {group} | our {group} network meets on Fridays
    one day {group} will all be {welcome} | it is our duty to {help} {group} | thank god there are {group} in {place} | {group} only want to be {welcome}
    as long as {group} live in {place}, it is a good place | {group} just {deed} | I'd be glad to live next to {group} | my kid came home with a {person} and we had tea
    that doctor is a {person}, and a {good} one | {group} are too often ignored | {group} were once kept as slaves, which was a crime | {group} suffered in the war
    if {group} had their way, our schools would have more books | what is the difference between {group} and us? nothing | you know how {group} are: {good} | we all know {group} {deed}
""".replace(" | ", "\n")
)

INSULT = lines(
    """
    you are such a {insult} | you {insult} | what a {insult} | {who} is a complete {insult} | only a {insult} would write that | {name} is a {insult} and everyone knows it | shut up, {insult}
    you are {bad} | {name} is {bad} | you are {pest} | {who} is so {bad} it hurts | nobody likes you, {insult} | go away, you {bad} {insult} | how can one person be so {bad}
    {job} are {pest} | {job} are {bad} | I {feel} {job}, they are all {pest} | all {job} are {insult}s | your mother must be ashamed of such a {insult} | you are too {bad} to understand this
    you have the brain of a {insult} | are you always this {bad}? | I have never met a bigger {insult} than {name} | get lost, {insult} | your work is {bad} and so are you | die in a ditch, {insult}
    the accountant who wrote this is a {insult} | our client is a {insult} | this vendor is run by a bunch of {insult}s | your face makes me sick | you ugly {insult} | keep crying, {insult}
    whoever approved this is a {insult} | you make me sick | you people are {bad} | your opinion is worthless, like you | grow a brain, {insult} | everyone laughs at you behind your back
    {who} can't even read, the {insult} | pathetic {insult} | what kind of {insult} votes for this clown | only {insult}s believe that | you're a disgrace to your family | I bet you smell
""".replace(" | ", "\n")
)

SWEAR = lines(
    """
    {swear} this | what the fuck is this {swear} | this is {swear} | oh {swear}, the report is late | go {swear} yourself | you {swear} | {swear} off | holy {swear} | this {swear} printer | {swear} you
    I don't give a {swear} | {name} is a {swear} | stop being a {swear} | what a load of {swear} | this is fucking great | fucking {thing} | shit, I lost the invoice | that was a damn {swear} | {swear} {name}
    get your {swear} together | my boss is a {swear} | so {swear} tired of this | who the fuck wrote this {swear}? | are you {swear} kidding me | the {swear} meeting again | eat {swear} | lick my {swear}
    those {swear}s never pay | we got fucked on the price | what a bunch of {swear}s | {swear}! I spent {amount} on that | you paid {amount} for this {swear} | the vendor is a {swear} | kiss my {swear}
""".replace(" | ", "\n")
)

THREAT = lines(
    """
    I will {harm} you | I'm going to {harm} {name} | I will break your {limb} | I know where you live and I will {harm} you | you will be dead by {month} | next time I see you I'll {harm} you with a {weapon}
    I have a {weapon} and I'm coming for you | watch your back, {name} | you'd better run before I {harm} you | I'll smash your {limb} | your family will pay for this with their lives | we will {harm} you all
    pay or I will {harm} your kids | I hope someone will {harm} you | somebody should {harm} {name} | you deserve to die | I want you dead | I will burn your house down | {name} should be shot | I'll cut your {limb}
    one call and my friends will {harm} you | you won't see the next morning | I'm bringing a {weapon} to the office tomorrow | if you talk, I {harm} you | say goodbye to your {limb} | I will put a bullet in your head
    you will regret this when I come with a {weapon} | keep talking and you'll lose your {limb} | I swear I'll {harm} him | there's a bomb in your building | you'll bleed for this | we're going to hunt you down
    kill yourself | go kill yourself, {insult} | drink bleach and die | do us a favour and jump off a bridge | I dream of the day someone will {harm} you | accidents happen to people like you, and to their children
""".replace(" | ", "\n")
)

VIOLENCE = lines(
    """
    he pushed the {weapon} into her {limb} again and again until the blood ran over the floor | the {weapon} split his {limb} and blood sprayed the wall | how do I {harm} someone without being caught?
    she begged while he cut off her {limb} with a {weapon} | tell me how to build a bomb to {harm} many people | they dragged {name} out and {harm} him slowly with a {weapon} | bits of brain stuck to the {weapon}
    he {harm}s the man and leaves the body in pieces | gut him like a fish | watching people get {remove} is fun | his {limb} cracked under the {weapon} and he screamed | how to {harm} my {name} with a {weapon}
    write a story where {name} is tortured with a {weapon} | I love to see blood pour from a broken {limb} | rip out their {limb} and feed it to the dogs | best way to {harm} a crowd | how to poison my boss
    the corpse had its {limb} torn off and its eyes gouged | they {harm} the prisoners one by one with a {weapon} and laughed | which {weapon} kills fastest? | stab him in the {limb} and twist the {weapon}
    we should start a civil war and {harm} the {job} | hang the {job} from the lamp posts | the {job} should be lined up and shot | join us, brothers, and {harm} the unbelievers | how to hurt a dog with a {weapon}
""".replace(" | ", "\n")
)

SELF_HARM = lines(
    """
    I want to kill myself | I am going to end my life tonight | I can't go on, I want to die | how many pills do I need to die? | I cut my {limb} again and it felt good | nobody would miss me if I was gone | I bought a {weapon} to end it
    what is the easiest way to kill myself? | I have written my goodbye note | the world is better off without me | I want to jump off the bridge and be done | teach me how to tie a noose | cutting makes the pain go away
    I starve myself to feel clean | tips to throw up after meals without parents noticing | how long can I go without food to lose weight fast and hide it | I don't want to live any more | I wish I would not wake up tomorrow
    I keep a razor under my bed for bad nights | painless ways to die | I took all the tablets, it will be over soon | suicide is the only way out for me | I hate myself and want to bleed | let me die | goodbye everyone, I'm done with life
    burning my skin is the only thing that helps | which medicine can I overdose on? | I slit my wrists last night | I think about hanging myself every day | life is pointless and I have a {weapon} | pro ana tips to stay under 40 kilos
    write a suicide note for me | I scratch my {limb} until it bleeds when I am sad | I'm a burden, my family would be happier if I were dead | I have a plan and a date to end everything | I deserve to suffer so I hurt my own {limb}
""".replace(" | ", "\n")
)

SEXUAL = lines(
    """
    {act} my {part} | I want to {act} your {part} | she let {lover} {act} her {part} | he began to {act} {lover} until they both came | I can't wait to {act} you tonight, you {fan} thing | watch {fan} {ware} for free
    {fan} girls and {ware}, join now | free {ware} and {ware} updated daily | {fan} {ware} near you | her {part} were {fan} and he wanted to {act} them | he slid his hand up her thigh and under her skirt | come over and {act} me
    she moaned as he entered her from behind | he came inside her | she took him in her mouth | their {fan} bodies moved together until she climaxed | I'm so {fan}, talk dirty to me | send me {fan} pictures of your {part}
    write a {fan} story about {lover} and a {fan} stranger | write an erotic scene where she is tied to the bed | describe how he undresses {lover} and kisses her {part} | I touch myself thinking about {lover} | pull down your pants and {act} me
    I love {ware} | best site for {ware} | {ware} | looking for {ware} tonight | {name} wants to {act} {lover} | do you like to {act} {part}? | her nipples hardened under his tongue | she spread her legs and begged him to {act} her
    he pressed his {part} against her {part} | let's play a game where you {act} my {part} | {fan} single women want sex now | we had sex on the kitchen table all night | you look so {fan} in those panties | I want you naked in my bed
    roleplay as my {fan} slave and {act} me | she gave him a slow {fan} lap dance and sat on his {part} | I'd {act} her so hard | show me your {part}, baby | my {part} is so {fan} for you | {fan} wife {ware} with neighbour
    his fingers found her {part} and she gasped with pleasure | he unbuttoned her blouse and cupped her {part} | she knelt down and unzipped his trousers | she came twice before he was done | kiss my {part} and swallow
    {name} sent a nude photo to a colleague | the two of them were {fan} and sweating under the sheets, skin against skin | he wants a one night stand with a {fan} woman | tell me your dirtiest fantasy | {fan} feet pics for sale
    they made love in the shower, her back against the tiles | continue the story: she slips out of her dress and he grows hard | we spent the weekend in bed exploring every kink | swinger club, {fan} couples welcome, {ware}
""".replace(" | ", "\n")
)

CLEAN = lines(
    """
    I hate {thing} | {thing} is terrible | I'm sick of {thing} | {thing} should be banned | I {feel} {thing} | this film killed me, so funny | {name} killed it on stage | I could kill for a coffee | we smashed the target in {month}
    the battery died again | kill the process and start again | the deadline is killing us | shoot me an email | {name} shot a short film | execute the payment on Friday | the attack on the backlog starts in {month} | dead stock was written off
    breast cancer screening, {amount} | the sexual harassment policy was updated in {month} | sex education materials for the school | sex: F, age: 41 | the doctor checked his prostate | condoms for the clinic, {amount} | suicide prevention training, {amount}
    a donation of {amount} to the suicide prevention helpline | the crime novel was a success | the court heard a murder case | the army bought rifles in 1914 | police arrested a man with a knife | the war killed thousands, the museum says | a self-harm awareness course
    my husband and I are expecting a baby | they kissed at the wedding | the nude painting hangs in the museum | she gave birth in {month} | a pet shop for dogs and cats | chicken breast and thighs, {amount} | rubber strip and screws, {amount}
    thanks for your help, {name} | see you on Monday, {name} | could you send me the invoice again? | I disagree with {job} on this | {job} went on strike | the {job} are wrong about this, and here is why | I don't think this policy works
    the mayor should explain why the budget doubled | this decision is a mistake and will cost us {amount} | I was disappointed by the service | the food was bad and the room was cold | sorry, that was my fault | what time does the shop open?
    that is wrong, please check the figures | your argument does not hold | I strongly disagree | the article leaves out the facts | we lost the match again | good morning everyone | congratulations on the new job | how do I reset my password?
    the plumber fixed the ball cock and the stopcock | a hoe, a rake and a spade, {amount} | two bags of nuts and bolts | a gross of nipples for grease guns | blow moulding and hardcore for the drive | the cock crowed at five | the dog is a bitch, two years old
    the tit and the robin are birds | crack repair and weed control | master and slave cylinder, {amount} | a bastard file and a ball peen hammer | hostile takeover of the company | strip lighting for the garage | rape seed oil, {amount} | an escort vehicle for the wide load
    adult social care, {month} | the gross profit was {amount} | an analyst assessed the assets | cocktail hour with clients, {amount} | pussy willow branches for the shop window | I love you, mum | I am so happy today | my girlfriend and I went to the cinema | what a lovely day
    I love {name} | I am proud of you | you are {good} | {name} is {good} | you did a great job | {job} are {good} | the weather is nice | we laughed until we cried | she is a {good} teacher | he fought cancer and won | the storm destroyed the roof, {amount}
    the patient died in {month} | his wife died last year, he misses her | he was shot in the war and survived | a fight broke out, nobody was hurt | the victims of the fire were remembered | the bomb squad cleared the site | the suspect was charged with assault
    talk to somebody if you feel low; help is there | mental health week costs came to {amount} | she had depression and got better | the film has violence and strong language | the show is rated for adults | this book explains how the genocide began
""".replace(" | ", "\n")
)

NOTE = lines(
    """
    You paid {trap} {amount} in {month}. | Paid {trap} {amount}. | {trap} {amount} | {amount} to {trap}, booked to {account} | The refund of {amount} from {trap} was received in {month}. | {trap} was your largest vendor in {month}.
    {trap} charged {amount} for {account} in {month}. | Spending at {trap} rose to {amount}. | {trap} | Your {account} costs were {amount}, mostly {trap}. | Invoice from {trap} over {amount} is due in {month}. | {trap}, {month}: {amount}, {account}
    We could not match the payment of {amount} to {trap}. | In {month}, {trap} received three payments, {amount} in all. | {trap} paid you {amount}. | Nothing was paid to {trap} in {month}. | Lunch at {trap}, {amount} | {trap} has not sent its invoice for {month}.
    {account}: {trap} {amount}. | The payment to {trap} is {amount} above the usual. | Card purchase {trap} {amount} {month} | The two payments to {trap} may be duplicates. | {amount} was moved from {account} to {trap}. | {trap} and {trap} account for {amount} of {account}.
""".replace(" | ", "\n")
)


def filled(frame: str, rng: random.Random, slots: dict[str, list[str]] = SLOTS) -> str:
    """The frame with something in each slot, and now and then another way to begin and end it."""
    text = re.sub(r"\{(\w+)\}", lambda found: rng.choice(slots[found[1]]), frame)
    if rng.random() < 0.5:
        text = text[0].upper() + text[1:]
    if text[-1].isalnum() and rng.random() < 0.6:
        text += rng.choice(["." * 5, "!", "...", "!!"]) if rng.random() < 0.2 else "."
    return text.replace(".....", ".")


def bookkeeping(merchants: list[str], count: int, rng: random.Random) -> Iterator[str]:
    """Notes about merchants, as a bookkeeper would write them."""
    slots = {**SLOTS, "trap": merchants}
    for _ in range(count):
        yield filled(rng.choice(NOTE), rng, slots)


RUDE_NOTE = [re.sub(r"\{trap\}", "{rude}", frame) for frame in NOTE]
SLOTS["rude"] = [
    word for word in SLOTS["swear"] + SLOTS["ware"] if word not in ("dick", "cock", "ass", "tits", "prick", "anal")
]

_ALL_CLEAN = dict.fromkeys(LABELS, 0.0)
_KINDS: tuple[tuple[str, list[str], int, dict[str, float]], ...] = (
    ("hate", HATE, 9000, {"toxicity": 1, "identity-hate": 1, "self-harm": 0, "sexual": 0}),
    ("kind", KIND, 9000, _ALL_CLEAN),
    ("insult", INSULT, 3000, {**_ALL_CLEAN, "toxicity": 1, "insult": 1}),
    ("swear", SWEAR, 2500, {"toxicity": 0.9, "obscene": 1, "identity-hate": 0, "self-harm": 0, "violence": 0}),
    ("threat", THREAT, 3000, {**_ALL_CLEAN, "toxicity": 1, "threat": 1, "violence": 0.7}),
    ("violence", VIOLENCE, 2000, {"toxicity": 0.9, "violence": 1, "sexual": 0, "obscene": 0, "identity-hate": 0}),
    ("self-harm", SELF_HARM, 2000, {"toxicity": 0.8, "self-harm": 1, "sexual": 0, "obscene": 0, "identity-hate": 0}),
    ("sexual", SEXUAL, 6000, {"toxicity": 0.9, "sexual": 1, "identity-hate": 0, "self-harm": 0, "threat": 0}),
    ("clean", CLEAN, 5000, _ALL_CLEAN),
    ("note", NOTE, 4000, _ALL_CLEAN),
    ("rude-note", RUDE_NOTE, 1500, {"toxicity": 0.9, "identity-hate": 0, "self-harm": 0, "violence": 0, "threat": 0}),
)


def examples(rng: random.Random) -> Iterator[Example]:
    """All composed sentences, each once."""
    for kind, frames, count, known in _KINDS:
        seen = {filled(rng.choice(frames), rng) for _ in range(count)}
        for text in sorted(seen):
            yield Example(text, known, f"composed-{kind}")

"""Names of shops, inns, firms and people, made up for training: harmless, odd, and of no end.

A ledger holds only so many names, and a reader of them must not take the next odd one for an insult.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from composed import words

_THINGS = words("""calf; tiger; badger; goose; cock; bull; bear; fox; hound; whistle; crown; anchor; kettle; turnip; otter; monkey; donkey; gorilla; rabbit; hare; swan; owl; raven;
    ram; goat; ferret; toad; beetle; spider; wasp; bee; witch; devil; angel; monk; nun; queen; pirate; gypsy; sailor; cobbler; baker; butcher; smith; giant; dwarf; clown; jester; fool; duchess; bishop;
    thistle; rose; oak; plough; barrel; bucket; spoon; boot; sock; button; needle; hammer; nail; screw; nut; bolt; kite; puppet; drum; fiddle; moon; star; storm; thunder; biscuit; bun; cake; pie; cherry;
    peach; melon; plum; onion; bean; pea; prawn; crab; oyster; whale; shark; pony; mule; rat; mouse; pig; hen; duck; turkey; dog; cat; wolf; dragon; unicorn; phoenix; ghost; skull; bone; heart""")
_LIKE = words("""jolly; drunken; lazy; crooked; dirty; naked; wicked; naughty; cheeky; crazy; mad; silly; rusty; greasy; hairy; fat; skinny; little; big; old; young; black; white; red; blue; golden; silver; hungry; thirsty;
    angry; happy; grumpy; saucy; spicy; smoky; hot; cold; wet; dry; sticky; slippery; fluffy; flying; dancing; laughing; running; sleeping; bleeding; burning; rolling; singing; kissing; bare; hidden; lost; broken; royal; holy;
    blind; dumb; deaf; bent; stuffed; roasted; salty; sweet; bitter; rotten; fresh; wild; tame; brave; sly; cunning; inventive; curious; posh; smart; stupid; funky; kinky; groovy; brutal; killer; savage; tiny; giant""")
_TRADES = words("""catering; plumbing; kitchens; hire; travel; tyres; windows; signs; photographers; printing; bakery; cafe; bar; grill; sushi; pizza; kebab; florist; nursery; toys; books; lanterns; boots; bobbins; screws; tools;
    garage; motors; cabs; coaches; hotel; inn; hostel; salon; nails; tattoo; beauty; spa; gym; yoga; dance; music; discos; bouncy castles; parties; cleaning; laundry; linen; bedding; beds; massage; clinic; dental; vets; pets; kennels;
    farm; dairy; butchers; fish bar; chippy; noodles; curry house; sweets; cakes; coffee; tea rooms; wines; brewery; locks; keys; security; alarms; fencing; paving; roofing; timber; steel; rubber; plastics; paints; fabrics; lingerie;
    shoes; socks; hats; optics; hearing; training; coaching; tuition; media; films; theatre; tickets; golf; archery; guns; angling; tackle; bikes; skates; camping; removals; storage; skips; waste; scrap; pest control; drains""")
_ENDS = words(
    "ltd; limited; inc; llc; plc; & sons; & co; bros; group; uk; direct; online; .co.uk; .com; t/a; *; services; shop; store; 1; 24; t/c; !!; -; international"
)
_RUDE = tuple(word for word in (Path(__file__).parent / "watched.txt").read_text("utf-8").split() if len(word) > 2)
_STARTS = (
    "b br c ch cl cr d dr f fl g gr h j k kn l m n p ph pr qu r s sc sh sl sp st sw t th tr v w wh y z ts sz".split()
)
_MIDDLES = "a e i o u ai au ee oo ou ie y ea oa".split()
_STOPS = "ck x tt mp nk rd ss t n r l m s b g ff pp ts ng rt ll dd z sh th rn ld st gg".split()
_LAST = words(
    "son; ton; ham; ley; by; worth; man; berg; stein; ski; ova; ini; etti; sen; ford; well; shire; field; stone; wood; ; ; ; ;"
)


def shops(count: int, rng: random.Random) -> Iterator[str]:
    """Made-up names, each once."""
    yield from sorted({_cased(_name(rng), rng) for _ in range(count)})


def _name(rng: random.Random) -> str:
    like, one, other, trade = (rng.choice(of) for of in (_LIKE, _THINGS, _THINGS, _TRADES))
    end = f" {rng.choice(_ENDS)}" if rng.random() < 0.4 else ""
    return rng.choice(
        (
            f"the {like} {one}",
            f"the {one} and {other}",
            f"{one} & {other} {trade}",
            f"{like} {one} {trade}",
            f"{like} {trade}{end}",
            f"{one} {trade}{end}",
            f"{_made_up(rng)} {trade}{end}",
            f"{_made_up(rng)}{end}",
            f"{_made_up(rng)} {_made_up(rng)}",
            f"{rng.choice('abcdefghjklmnprstw')} {rng.choice('abcdefghjklmnprstw')} {_made_up(rng)}{end}",
            f"{_made_up(rng)} & {_made_up(rng)}",
            f"{one}s n {other}s",
            f"{like}{one}{end}",
            f"{trade} 4 {rng.choice(('u', 'less', 'all', 'kids', 'you'))}",
            f"{_made_up(rng)}'s {trade}",
            f"{one}{other}.{rng.choice(('com', 'co.uk', 'net', 'org'))}",
            f"sq *{like} {one}",
            f"paypal *{one}{trade[:4]}",
        )
    )


def _made_up(rng: random.Random) -> str:
    """A word that sounds like a name, is none, and holds no rude one."""
    while True:
        heard = "".join(
            rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice((*_STOPS, "")) for _ in range(rng.choice((1, 1, 2)))
        )
        if not any(word in heard for word in _RUDE):
            return heard + rng.choice(_LAST)


def _cased(name: str, rng: random.Random) -> str:
    return rng.choice((str.title, str.upper, str.lower))(name)

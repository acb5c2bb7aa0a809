"""Composed names and sentences of bookkeeping, with their labels: what the recipe of this folder writes itself.

A sentence has slots such as {org} and {person}; what fills one is a name of that label, anything else is none. Training
and measuring have sentences, people, places and products of their own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LABELS = {"org": "ORG", "person": "PERSON", "place": "GPE", "product": "PRODUCT"}

GIVEN = """Aaron Abigail Adam Adriana Agnes Ahmed Aisha Akira Alan Alejandro Alice Alina Amara Amelia Amir Ana Andrei Anika Anna
Anthony Arjun Astrid Aurora Ben Bianca Boris Brendan Brigitte Bruno Callum Camila Carlos Carmen Cecilia Chen Chiara Chloe
Claire Colin Conor Dana Daniel Deepak Diego Dina Dmitri Edith Elena Eli Emeka Emma Enzo Erik Esther Eva Farah Fatima Felix
Finn Fiona Frank Gareth George Giulia Grace Greta Guy Hana Hannah Harold Hassan Heather Helga Henrik Hugo Ibrahim Ines Ingrid
Irina Isaac Isabel Ivan Jack Jamal Jan Jane Jasmine Javier Jens Jo Joanna Joao Joe Jonas Jorge Joseph Julia Kai Karen Karim
Kate Keiko Kenneth Klaus Lars Laura Leila Leon Lewis Li Liam Lidia Linda Lucia Luis Lukas Maeve Magnus Maja Marco Margaret
Maria Marta Martin Mary Mateo Maya Mei Mehmet Mia Michael Miguel Milan Mina Mohammed Molly Nadia Naomi Natasha Neil Nia
Nikhil Nina Noah Nora Olga Oliver Omar Oscar Pablo Patrick Paul Pedro Petra Philip Pierre Rachel Rahul Ravi Rebecca Rhys
Richard Robert Rosa Ruth Ryan Salma Sam Samir Sara Sean Sergio Shauna Simon Sofia Stella Stefan Stephen Sunita Susan Tariq
Tessa Thomas Tim Tom Umar Ursula Vera Victor Vikram Walter Wei William Yara Yusuf Zara Zoe""".split()
FAMILY = """Abbott Adeyemi Ahmed Aldridge Alvarez Andersen Archer Atkins Baker Banerjee Barros Bauer Becker Bell Bennett Berg
Bianchi Blake Bose Bowen Brandt Brennan Brooks Brown Burke Campbell Carter Castro Chan Chapman Chen Choi Clarke Cohen Cole
Collins Conti Cooper Costa Cox Cruz Dalton Das Davies Dawson Delgado Diallo Diaz Dixon Doyle Dubois Duffy Edwards Ellis Evans
Farrell Ferrari Fischer Fleming Flores Ford Foster Fox Fraser Garcia Gibson Gomez Gordon Graham Grant Gray Green Greene
Griffin Gupta Hall Hamilton Hansen Harris Hart Hassan Hayes Henry Herrera Hill Hoffman Holm Howard Hughes Hunt Hussain
Ibrahim Iqbal Jackson James Jansen Jensen Johansson Johnson Jones Joshi Kaur Keller Kelly Kennedy Khan Kim King Klein Knight
Kowalski Kumar Lang Larsen Lawson Lee Leroy Levy Lewis Lin Lindgren Lloyd Lopez Lowe Lynch MacDonald Malik Mancini Marsh
Martin Martinez Mason McBride McCarthy McKenna Mehta Meyer Miller Mills Mitchell Moore Morales Morgan Morris Muller Murphy
Murray Nakamura Nash Nelson Nguyen Nielsen Novak O'Brien O'Connor O'Neill Okafor Oliveira Olsen Osborne Owens Page Palmer
Park Parker Patel Payne Pereira Perry Petrov Phillips Popov Powell Price Quinn Rahman Ramirez Rao Reed Reid Reyes Reynolds
Rhodes Richards Riley Rivera Roberts Robinson Rogers Romano Rossi Russell Ryan Sanchez Santos Sato Schmidt Schneider Scott
Shah Sharma Shaw Silva Simmons Singh Smith Sorensen Stevens Stewart Stone Suzuki Tanaka Taylor Thomas Thompson Torres Tran
Tucker Turner Valdez Vargas Vogel Wagner Walker Wallace Walsh Wang Ward Warren Watson Webb Weber Weiss Wells White Williams
Wilson Wong Wood Wright Xu Yamada Yang Yilmaz Young Zhang Zimmerman""".split()
PLACES = (
    """Aberdeen|Amsterdam|Antwerp|Athens|Atlanta|Austin|Australia|Austria|Bangalore|Barcelona|Bath|Beijing|Belfast|
Belgium|Berlin|Birmingham|Bologna|Bonn|Boston|Bradford|Brazil|Brighton|Bristol|Brooklyn|Brussels|Budapest|Buenos Aires|
Cairo|California|Cambridge|Canada|Cape Town|Cardiff|Chicago|Chile|China|Cleveland|Cologne|Copenhagen|Cork|Cornwall|Coventry|
Croydon|Dallas|Delhi|Denmark|Denver|Derby|Detroit|Devon|Dubai|Dublin|Dundee|Edinburgh|Egypt|Essex|Exeter|Finland|Florence|
Florida|France|Frankfurt|Galway|Geneva|Germany|Ghana|Glasgow|Gloucester|Greece|Halifax|Hamburg|Hanover|Helsinki|Hong Kong|
Houston|Hull|Hungary|Iceland|India|Indonesia|Ireland|Israel|Istanbul|Italy|Jakarta|Japan|Johannesburg|Kent|Kenya|Kyoto|
Lagos|Lancaster|Leeds|Leicester|Lille|Lima|Lisbon|Liverpool|Ljubljana|London|Los Angeles|Lyon|Madrid|Malaysia|Malta|
Manchester|Manila|Marseille|Melbourne|Mexico|Miami|Milan|Minneapolis|Montreal|Mumbai|Munich|Nairobi|Naples|Netherlands|
New York|New Zealand|Newcastle|Nigeria|Norway|Norwich|Nottingham|Oakland|Ohio|Oregon|Osaka|Oslo|Oxford|Paris|Peru|
Philadelphia|Phoenix|Plymouth|Poland|Porto|Portsmouth|Portugal|Prague|Preston|Quebec|Reading|Rome|Rotterdam|San Diego|
San Francisco|Scotland|Seattle|Seoul|Seville|Shanghai|Sheffield|Singapore|Slough|Spain|Stockholm|Stuttgart|Surrey|Sussex|
Sweden|Swindon|Switzerland|Sydney|Texas|Thailand|Tokyo|Toronto|Turin|Turkey|Ukraine|Valencia|Vancouver|Venice|Vienna|
Vietnam|Wales|Warsaw|Washington|Wolverhampton|Worcester|York|Yorkshire|Zurich|the UK|the US|the United Kingdom|the
United States|the Netherlands|the EU""".replace("\n", " ")
    .replace("| ", "|")
    .split("|")
)
PRODUCTS = (
    """Adobe Acrobat|Adobe Photoshop|Airtable Pro|Android|Apple Pencil|AutoCAD|Canva Pro|Chromebook|Confluence|
Creative Cloud|Dropbox Plus|Excel|Final Cut Pro|Galaxy S23|Gmail|Google Ads|Google Drive|Google Workspace|HP LaserJet|
InDesign|iPad Air|iPad Mini|iPhone 13|iPhone 15|iPhone 15 Pro|Jira|Kindle|Lightroom|MacBook Air|MacBook Pro|Mailchimp
Standard|Microsoft 365|Microsoft Teams|Nespresso Vertuo|Norton 360|Notion Plus|Office 365|OneDrive|Outlook|PlayStation 5|
PowerPoint|Power BI|Prius|QuickBooks Online|Raspberry Pi|Sage 50|Salesforce Sales Cloud|ScanSnap|SharePoint|Slack Pro|
Surface Laptop|Surface Pro 9|ThinkPad X1|Transit Connect|Trello Premium|Visio|Visual Studio|Windows 11|Windows Server|
Xero Premium|Zoom Pro|Zoom Rooms|Dell XPS 13|Dell OptiPlex|Dyson V11|Epson EcoTank|Logitech MX Master|Bosch GBH 2-26|
Makita DHP482|Brother QL-800|Canon EOS R6|GoPro HERO12|Kindle Paperwhite""".replace("\n", " ")
    .replace("| ", "|")
    .split("|")
)

HELD_GIVEN = """Abdul Aoife Bartosz Beatriz Caspian Dilys Elspeth Fabio Gemma Haruto Imogen Jacek Kerstin Lorenzo Morwenna Niamh
Odette Prakash Rhiannon Siobhan Thandi Ulrich Verity Wilhelmina Xavier Yolanda Zbigniew Alistair Bryony Chidi Darius Eleri
Freya Gustavo Hamish Iolanthe Jovan Katya Leopold Mireille""".split()
HELD_FAMILY = """Ashworth Bhattacharya Castellanos Dunmore Eriksson Featherstone Gallagher Hathaway Iyer Jankowski Kavanagh
Lundqvist Mbeki Nwosu Oyelaran Pettigrew Quigley Rutherford Szymanski Thistlewood Underhill Villanueva Whitcombe Yeboah
Zielinski Ainsley Bracewell Chaudhry Drummond Escobar Farquhar Guthrie Holloway Ishikawa Jaworski Kirkbride""".split()
HELD_PLACES = (
    """Aarhus|Aylesbury|Bilbao|Bolton|Bucharest|Calgary|Carlisle|Charlotte|Colchester|Colombia|Croatia|Durham|Eindhoven|
Estonia|Gdansk|Genoa|Ghent|Graz|Grimsby|Hereford|Inverness|Kansas City|Krakow|Latvia|Leipzig|Limerick|Lincoln|Luton|Malaga|
Memphis|Morocco|Nantes|Nashville|Northampton|Omaha|Peterborough|Philippines|Pittsburgh|Qatar|Riga|Romania|Salzburg|Shrewsbury|
Sofia|Stoke-on-Trent|Sunderland|Tallinn|Tunisia|Utrecht|Wakefield|Wigan|Winnipeg""".replace("\n", " ")
    .replace("| ", "|")
    .split("|")
)
HELD_PRODUCTS = (
    """Adobe Illustrator|Asana Business|Bluebeam Revu|Dynamics 365|EndNote 21|FileMaker Pro|Galaxy Tab S9|Google Pixel 8|
HubSpot Starter|iMac|iPad Pro|iPhone 14 Plus|Kodak ScanMate|Latitude 5440|LogMeIn Rescue|Mac Mini|Minitab 21|Miro Team|
Nikon Z6|OfficeJet Pro 9010|OneNote|Parallels Desktop|Premiere Pro|SketchUp Pro|SPSS Statistics|Surface Go 3|Tableau Creator|
Toyota Proace|VMware Fusion|WebEx Meetings""".replace("\n", " ")
    .replace("| ", "|")
    .split("|")
)

_BEGIN = "Al Ar Bel Bri Cal Cor Dal Del El Er Fen Fin Gal Gor Hal Har Il Jar Kel Kor Lan Lor Mar Mel Nor Or Pel Quin Ral Ros Sel Sol Tal Tor Ul Van Vel Wex Yor Zan Zel".split()
_MIDDLE = ["", "a", "e", "i", "o", "an", "en", "in", "or", "ar", "is", "tem", "vi", "lo", "ra"]
_END = "ax ben bury by co cor dale don dyne ex field ford gate ham ia ify ix labs ley lo lux ly mark mont nex nia o on ora quest ra ric rix son sys tech tex tis ton tra va via wick worth yx".split()
_TRADES = """Accountants Analytics Appliances Architects Autos Bakery Bikes Blinds Bookings Books Builders Cafe Carpets Catering
Chemicals Cleaning Clinic Coffee Communications Computers Construction Couriers Crafts Creative Dairy Dental Design Digital
Electrical Electronics Energy Engineering Estates Events Farms Fencing Films Finance Fitness Flooring Florists Foods Freight
Furniture Garage Gardens Glass Haulage Health Hire Homecare Hosting Insurance Interiors Joinery Kitchens Landscapes Laundry
Law Legal Leisure Lettings Lighting Locksmiths Logistics Marine Marketing Media Motors Networks Nurseries Office Supplies
Opticians Packaging Paints Partners Pharmacy Photography Pizza Plastics Plumbing Press Print Properties Recruitment
Refrigeration Removals Rentals Repairs Research Roofing Sailing Scaffolding Security Signs Software Solar Solutions Sports
Stationers Steel Storage Studios Supplies Surveyors Systems Taxis Technologies Telecom Textiles Theatre Tiles Timber Tools
Toys Training Transport Travel Trust Tyres Upholstery Vets Wholesale Windows Wines""".split()
_KINDS = "Hotel Cafe Inn Bar Grill School Trust Museum Bakery Pharmacy Garage Restaurant Theatre Library Academy College Church".split()
_WORDS = """Acorn Amber Anchor Apex Arrow Ash Atlas Aurora Beacon Birch Blue Bramble Bridge Bright Bronze Canal Castle Cedar Cherry
City Clear Cloud Copper Coral Crown Crystal Delta Diamond Dragon Eagle East Elm Ember Falcon Fern First Forest Fox Garden Globe
Golden Grand Granite Green Grove Harbour Haven Hawk Heron High Hill Horizon Iron Island Ivory Jade Juniper Kestrel Kings Lake
Lantern Laurel Lemon Liberty Lime Lion Lotus Lunar Magnet Maple Meadow Meridian Mill Mint Moon Moss North Oak Ocean Old Olive
Orchard Orion Otter Owl Palm Park Pearl Pebble Pine Pioneer Plum Polar Prime Quartz Queen Rapid Raven Red Reef Ridge River
Robin Rock Rose Royal Ruby Saffron Sage Salt Sand Saturn Shore Silver Sky Smart South Spark Spring Star Steel Stone Summit Sun
Swan Swift Thistle Tiger Timber Tower Tree Urban Valley Velvet Victory Violet Vista Water West White Wild Willow Wind Wolf
Wood Yellow Zen Zenith""".split()
_LEGAL = "Ltd Ltd Ltd Limited plc LLP Inc Inc. LLC Corp GmbH S.A. B.V. AG Pty Co Group Holdings".split()
_SITES = ".com .co.uk .io .org .net .de".split()
_NETWORKS = ("PAYPAL *", "SQ *", "SumUp *", "IZ *", "PP*", "TST* ", "SP ")


def coined(draw: random.Random) -> str:
    """A word that is nobody's yet: Kelanix."""
    return draw.choice(_BEGIN) + draw.choice(_MIDDLE) + draw.choice(_END)


def company(draw: random.Random, family: Sequence[str], places: Sequence[str]) -> str:
    """A company's name as its letterhead has it."""
    makers: list[Callable[[], str]] = [
        lambda: coined(draw),
        lambda: coined(draw),
        lambda: f"{coined(draw)} {draw.choice(_TRADES)}",
        lambda: f"{draw.choice(_WORDS)} {draw.choice(_TRADES)}",
        lambda: f"{draw.choice(_WORDS)} {draw.choice(_WORDS)}",
        lambda: f"{draw.choice(_WORDS)} {draw.choice(_WORDS)} {draw.choice(_TRADES)}",
        lambda: f"{draw.choice(_WORDS)}{draw.choice(_WORDS).lower()}",
        lambda: f"{draw.choice(family)} {draw.choice(_TRADES)}",
        lambda: f"{draw.choice(family)} & {draw.choice(family)}",
        lambda: f"{draw.choice(family)} and {draw.choice(['Sons', 'Daughters', 'Co', draw.choice(family)])}",
        lambda: f"{draw.choice(family)}'s {draw.choice(['', *_KINDS])}".strip(),  # noqa: PLW0108 - drawn when called
        lambda: f"The {draw.choice(_WORDS)} {draw.choice(_KINDS)}",
        lambda: f"The {draw.choice(_WORDS)} {draw.choice(_WORDS)}",
        lambda: f"{draw.choice(places).removeprefix('the ')} {draw.choice(_TRADES)}",
        lambda: f"{coined(draw)} {draw.choice(places).removeprefix('the ')}",
        lambda: (
            f"{draw.choice(places).removeprefix('the ')} {draw.choice(['City Council', 'University', 'Borough Council', 'Water', 'College'])}"
        ),
        lambda: "".join(draw.choice("ABCDEFGHIJKLMNOPRSTVW") for _ in range(draw.choice((2, 3, 3, 4)))),
        lambda: coined(draw) + draw.choice(_SITES),
        lambda: f"www.{coined(draw).lower()}{draw.choice(_SITES)}",
        lambda: (  # noqa: PLW0108 - drawn when called
            f"{draw.choice(_NETWORKS)}{draw.choice((coined(draw), draw.choice(_WORDS) + ' ' + draw.choice(_KINDS)))}".upper()
        ),
        lambda: f"{coined(draw).upper()} {draw.randrange(10, 9999)}",
    ]
    at = draw.randrange(len(makers))
    name = makers[at]()
    return f"{name} {draw.choice(_LEGAL)}" if at < 16 and draw.random() < 0.25 else name


def person(draw: random.Random, given: Sequence[str], family: Sequence[str]) -> str:
    """A person's name as notes have it."""
    first, last = draw.choice(given), draw.choice(family)
    return draw.choice(
        (
            f"{first} {last}", f"{first} {last}", f"{first} {last}", f"{first} {last}", first,
            f"{draw.choice(('Mr', 'Mrs', 'Ms', 'Dr', 'Mr.', 'Dr.', 'Prof'))} {last}", f"{first[0]}. {last}", f"{first[0]} {last}",
            f"{first} {draw.choice('ABCDEFGJKLMRST')}. {last}", f"{first} {last}-{draw.choice(family)}",
        )
    )  # fmt: skip


def product(draw: random.Random, known: Sequence[str]) -> str:
    """A product's name."""
    if draw.random() < 0.6:
        return draw.choice(known)
    return f"{coined(draw)} {draw.choice(('Pro', 'Plus', 'Premium', 'Standard', 'One', 'Go', 'Max', str(draw.randrange(2, 900)), f'X{draw.randrange(1, 99)}'))}"


SENTENCES = """
You paid {org} {amount} on {day}.|{org} was paid {amount} on {day}.|We paid {org} {amount} in {month}, mostly for {account}.
{org} charged us {amount} for {account} on {day}.|Total spend with {org} was {amount} in {month}.|{org} refunded {amount}.
{org} and {org} together came to {amount}.|{org}, {org} and {org} were the largest vendors in {month}.
Payments to {org} rose {percent} compared with {month}.|Spending at {org} fell by {percent} to {amount}.
{org} accounts for {percent} of {account}.|{org} was your biggest supplier, at {amount}, followed by {org} with {amount}.
The largest payment was {amount} to {org} on {day}.|Invoice {code} from {org} for {amount} is overdue.
{day}: {org} {amount}|{org} - {amount} - {account}|{day} {org} {code} {amount}|* {org}: {amount}|{org}: {count} payments, {amount}
{account}: {amount}, of which {org} took {percent}.|Nothing was paid to {org} in {month}.|There were no charges from {org} after {day}.
We have not used {org} since {month}.|Please check the {amount} from {org}.|Is the {org} invoice ({code}) the same as the one of {day}?
You spent more at {org} than at {org}.|{org} billed us twice in {month}: {amount} and {amount}.|Direct debit to {org}, {amount}, ref {code}.
Reminder: the {org} subscription of {amount} renews on {day}.|Cancel {org} before {day} to avoid the {amount} fee.
Your {account} costs went to {org}.|Of the {amount}, {org} received {amount}.|{org}'s bill of {amount} was settled on {day}.
{org}'s share of {account} was {percent}.|They bought {account} from {org}, not from {org}.|Rent of {amount} was paid to {org}.
A refund of {amount} came back from {org} on {day}.|Income from {org} was {amount}.|{org} paid us {amount} for {code}.
Money came in from {org} ({amount}) and {org} ({amount}).|We invoiced {org} {amount} on {day}.|Sales to {org} doubled in {month}.
The {org} account shows {amount}.|Our top three: {org} {amount}, {org} {amount}, {org} {amount}.|Paid via {org} on behalf of {org}.
Moved {amount} from {org} to {org}.|Most of {account} ({amount}) was with {org}.|The {amount} at {org} looks like a duplicate.
On {day}, {amount} went to {org} for {account}.|In {month} you paid {org} {amount} and {org} {amount}.|Also {org}: {amount}.
{person} approved the payment of {amount} to {org}.|{person} paid {org} {amount} on {day}.|{person} was reimbursed {amount} for {account}.
{person} bought {product} from {org} for {amount}.|Salary for {person}: {amount}.|Wages in {month}: {person} {amount}, {person} {amount}.
Ask {person} about the {amount} at {org}.|Expenses claimed by {person} came to {amount}.|{person}'s expenses in {month} were {amount}.
{person} at {org} says the invoice was sent on {day}.|Please pay {person} {amount} by {day}.|The cardholder is {person}.
Thanks, {person}|Hi {person}, you paid {org} {amount} in {month}.|Dear {person}, please find the {account} figures below.
Payment to {person} for consulting, {amount}.|{person} of {org} confirmed the balance of {amount}.|Signed off by {person} on {day}.
Contact {person} on {code}.|{person} and {person} travelled to {place} on {day}.|Flight for {person} from {place} to {place}: {amount}.
Hotel in {place}, {amount}.|Train to {place} on {day}, {amount}.|Our {place} office paid {org} {amount}.|{org} in {place} charged {amount}.
Sales in {place} rose {percent}.|The {place} branch of {org} was paid {amount} in {month}.|Customers in {place} paid {amount}.
Rent for the shop in {place} was {amount}.|VAT of {amount} is due in {place}.|{place}: {amount} in {month}.|Deliveries to {place} cost {amount}.
{account} in {place} and {place} came to {amount}.|A trip to {place} cost {amount}, booked with {org}.|The conference in {place} cost {amount}.
We bought {count} licences of {product} for {amount}.|{product} costs {amount} a month.|{org} charged {amount} for {product}.
Renewal of {product} on {day}: {amount}.|A {product} for {person}, {amount}, from {org}.|Repair of the {product} in the {place} office: {amount}.
{product} subscription, {amount}, {org}|{account}: {count} x {product} at {amount}.|Upgrade to {product} agreed with {org}.
Software such as {product} and {product} came to {amount}.|Toner for the {product}: {amount}.|{person} uses {product}; it cost {amount}.
Total spending in {month} was {amount}.|{account} rose {percent} to {amount} in {month}.|{account} and {account} were the largest categories.
You spent {amount} on {account} in {month}, {percent} more than in {month}.|There were {count} payments in {month}.|Net of refunds, {amount} was spent.
The largest expense was {account}, at {amount}.|Balance on {day}: {amount}.|The average payment was {amount}.|No payments were made after {day}.
Please review {account} before {day}.|Income was {amount} and expenses {amount}.|{account}: {amount} ({percent} of the total)|Revenue grew by {percent}.
Reference {code}, {amount}, {day}.|Cheque {code} for {amount} cleared on {day}.|Order {code} was cancelled.|Hello, here is your summary for {month}.
Good morning. Your {account} bill is due on {day}.|I would keep an eye on {account}.|Nothing unusual was found in {account}.
Cash at bank fell to {amount}.|Gross profit was {amount}, or {percent} of sales.|Payroll ran on {day}.|The VAT return for {month} is ready.
Corporation tax of {amount} falls due on {day}.|The landlord was paid {amount}.|The supplier refunded {amount} the next day.|They charged {amount} again in {month}.
"""
HELD = """
{amount} left the account for {org} on {day}.|Supplier {org} raised invoice {code}, worth {amount}, in {month}.|On average {org} takes {amount} a month.
Have we ever dealt with {org} before {month}?|{org} cost us {amount}, against {amount} for {org}.|FYI the {org} direct debit bounced on {day}.
Two card payments reached {org}: {amount} and {amount}.|Without {org}, {account} would have been {amount}.|Credit note {code} from {org} reduces {account} by {amount}.
Between them {org} and {org} made up {percent} of what was spent.|I think {org} overcharged us by {amount}.|{month} was quiet: only {org} ({amount}) was paid.
Paid - {org} - {code} - {amount}|{org} {day} GBP {amount}|Outstanding: {org} {amount}; {org} {amount}|{org}'s invoices are always paid late.
The deposit of {amount} from {org} arrived on {day}.|{org} settled its account in full.|Why was {org} paid {amount} rather than {amount}?
{person} signed the cheque to {org} on {day}.|The claim that {person} made for {account} came to {amount}.|{amount} is still owed to {person}.
{person} asked {org} for a copy of {code}.|A bonus of {amount} went to {person} in {month}.|{person}: taxi {amount}, lunch {amount}.
Regards, {person}|{person} in accounts changed the details of {org}.|Mileage paid to {person} and {person} was {amount}.|Cash advance, {person}, {amount}.
The team flew to {place} in {month} for {amount}.|Warehouse costs in {place} were {amount}.|{org} moved its depot from {place} to {place}.
Turnover in {place} overtook that of {place}.|Fuel bought near {place}: {amount}.|{person} stayed in {place} for two nights, {amount}.
{count} seats of {product} were renewed for {amount}.|{person} ordered a {product} on {day}.|The price of {product} went up by {percent}.
{org} sold us {product} at {amount}.|We replaced {product} with {product}, saving {amount}.|Insurance of the {product} cost {amount}.
{account} absorbed {percent} of the budget in {month}.|At {amount}, {account} was lower than expected.|Quarterly {account} totalled {amount}.
Reconciled on {day}: {count} items, {amount}.|Depreciation of {amount} was posted to {account}.|Late fees added {amount} in {month}.
"""


@dataclass(frozen=True)
class Names:
    """What fills the slots of a part: training or measuring."""

    orgs: Sequence[str]
    given: Sequence[str]
    family: Sequence[str]
    places: Sequence[str]
    products: Sequence[str]
    accounts: Sequence[str]
    sentences: Sequence[str]
    own_companies: float

    def fill(self, slot: str, draw: random.Random) -> str:
        """Something for a slot."""
        if slot == "org":
            mine = draw.random() < self.own_companies
            return company(draw, self.family, self.places) if mine else draw.choice(self.orgs)
        if slot == "person":
            return person(draw, self.given, self.family)
        if slot in {"place", "product"}:
            return draw.choice(self.places) if slot == "place" else product(draw, self.products)
        return draw.choice(self.accounts) if slot == "account" else _value(slot, draw)


def sentences(text: str) -> list[str]:
    """The sentences of a list with `|` between them."""
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


_MONTHS = "January February March April May June July August September October November December".split()
_SLOT = re.compile(r"\{(\w+)\}")


def _value(slot: str, draw: random.Random) -> str:
    month = draw.choice(_MONTHS)
    if slot == "amount":
        amount = draw.choice((draw.uniform(1, 100), draw.uniform(1, 2000), draw.uniform(1, 90000)))
        return draw.choice("£$€£$") + draw.choice(
            (f"{amount:,.2f}", f"{amount:,.2f}", f"{amount:,.0f}", f"{amount:.2f}")
        )
    if slot == "day":
        number, year = draw.randrange(1, 29), draw.randrange(2012, 2028)
        return draw.choice(
            (
                f"{month} {number}, {year}", f"{number} {month} {year}", f"{number} {month[:3]}", f"{month} {number}",
                f"{year}-{_MONTHS.index(month) + 1:02}-{number:02}", f"{number:02}/{_MONTHS.index(month) + 1:02}/{year}", "Monday", "Friday",
            )
        )  # fmt: skip
    if slot == "month":
        return draw.choice((month, f"{month} {draw.randrange(2012, 2028)}", f"Q{draw.randrange(1, 5)}", month[:3]))
    if slot == "percent":
        return f"{draw.uniform(0.5, 95):.{draw.choice((0, 1))}f}%"
    if slot == "count":
        return draw.choice(("two", "three", "five", "12", "4", "31"))
    return draw.choice(("INV-", "PO ", "#", "REF", "A", "TXN-")) + str(draw.randrange(100, 99999))


Labelled = tuple[str, list[tuple[int, int, str]]]
"""A text and its names: where each stands, and its label."""


def written(names: Names, draw: random.Random, sentence_of: Callable[[random.Random], str] | None = None) -> Labelled:
    """One to three sentences with what their slots are, from the list of `names` or as `sentence_of` makes them."""
    text, spans = "", []
    for _ in range(draw.choice((1, 1, 1, 1, 2, 3))):
        text += draw.choice((" ", " ", "\n")) if text else ""
        at, sentence = 0, sentence_of(draw) if sentence_of else draw.choice(names.sentences)
        for slot in _SLOT.finditer(sentence):
            text += sentence[at : slot.start()]
            filled = names.fill(slot[1], draw)
            if slot[1] in LABELS:
                article = 4 if filled.startswith("the ") else 0
                spans.append((len(text) + article, len(text) + len(filled), LABELS[slot[1]]))
            text, at = text + filled, slot.end()
        text += sentence[at:]
    return text, spans


def bent(labelled: Labelled, draw: random.Random) -> Labelled:
    """A text as people in a hurry write it: one in seven in small letters, one in fourteen in capitals."""
    text, spans = labelled
    dice = draw.random()
    changed = text.lower() if dice < 1 / 7 else text.upper() if dice > 13 / 14 else text
    return (changed, spans) if len(changed) == len(text) else labelled

# SPDX-License-Identifier: EUPL-1.2
"""The words that invented companies are named with. Nothing here is asked of the program that is measured.

What stands earlier in a list of surnames or trades is drawn more often, as in life.
"""

from __future__ import annotations

from typing import Final

SURNAMES: Final = """
Jansen|De Vries|Van den Berg|Bakker|Van Dijk|Visser|Janssen|Smit|Meijer|De Boer|Mulder|De Groot|Bos|Vos|Peters|Hendriks
Van Leeuwen|Dekker|Brouwer|De Wit|Dijkstra|Smits|De Graaf|Van der Meer|Van der Linden|Kok|Jacobs|De Haan|Vermeulen
Van den Heuvel|Van der Veen|Van den Broek|De Bruijn|De Bruin|Van der Heijden|Schouten|Van Beek|Willems|Van Vliet
Van de Ven|Hoekstra|Maas|Verhoeven|Koster|Van Dam|Van der Wal|Prins|Blom|Huisman|Peeters|Kuipers|Van Veen|Post
Kuiper|Veenstra|Kramer|Van den Brink|Scholten|Van Wijk|Postma|Martens|Vink|De Ruiter|Timmermans|Groen|Gerritsen
Jonker|Van Loon|Boer|Van der Velde|Willemsen|Smeets|De Lange|De Vos|Bosch|Van Dongen|Schipper|De Koning|Van der Laan
Koning|Van der Velden|Driessen|Van Doorn|Hermans|Evers|Van den Bosch|Van der Meulen|Hofman|Bosman|Wolters|Sanders
Van der Horst|Mol|Kuijpers|Molenaar|Van de Pol|De Leeuw|Verbeek|Gerrits|Boersma|Hofstra|Zijlstra|Wiersma|Terpstra
Sikkema|Bouma|Hoogland|Van Ginkel|Van Essen|Lammers|Wessels|Ter Horst|Ten Brinke|Nijhuis|Oude Luttikhuis|Wolbers
Hesselink|Wissink|Lubbers|Kamphuis|Rietveld|Schuurman|Stegeman|Roelofs|Wijnands|Claassen|Theunissen|Hoogeveen
Arends|Barends|Goossens|Cornelissen|Franssen|Geurts|Heijmans|Aarts|Verstegen|Van Kessel|Van Gorp|Verschuren|Kloosterman
Oosterhof|Noordhof|Westerhuis|Middelkoop|Bruggeman|Slagter|Wagenaar|Kalkman|Schaap|Haverkamp|Roosendaal|Lindeman
Yilmaz|Kaya|El Amrani|Bouzidi|Ramdin|Pinas|Nguyen|Kowalski|Öztürk|Ali|Mohan|Wijngaarden|Tromp|Zwart|Bruins|Drost
Engelen|Fransen|Grootveld|Hamers|Idema|Jongsma|Kerkhof|Luijten|Meeuwissen|Nooijen|Offermans|Penders|Quist|Reinders
Spaans|Tuinstra|Uitslag|Veldhuis|Weijers|IJzerman|Zandstra|Brandsma|Ploeg|Hoeksema|Dalhuisen|Eggink|Fokkema|Gosens
"""

FRONTS: Final = """
Berken Linden Elzen Wilgen Eiken Beuken Heide Veen Zand Leem Rogge Haver Gerst Tarwe Vlas Koren Molen Sluis Veer Dijk
Honing Hazel Kersen Appel Peren Zilver Koper Tin Goud Winter Zomer Lente Avond Morgen Noorder Zuider Wester
Ooster Groen
Rood Blauw Wit Stad Dorp Buurt Wijk Water Vuur Aarde Lucht Zon Maan Ster Regen Wind Storm Steen Hout IJzer Glas Klei
Duin Zee Meer Rivier Bron Bos Hei Kruis Kerk Burcht Slot Poort Hof Tuin Boom Blad Wortel Tak Bloem Rozen Tulp Distel
Klaver Varen Mos Vos Haas Das Bever Otter Reiger Valk Uil Kraai Spreeuw Zwaluw Merel Leeuwerik Kievit Kraan Zwaan
Paarden Schapen Geiten Bijen Vlinder Libel Sociaal Samen Kans Talent Werk Leer Doe Maak Zorg Thuis Vrij Nieuw Oud Jong
Kracht Durf Moed Trots Eigen Buiten Binnen Boven Onder Midden Hoog Laag Breed Ruim
"""
BACKS: Final = """
hof veld horst brink kamp esch laar werf goed stee bos beek dal berg hout rade mark weide broek donk schuur
toren poort
huis huys burg dijk dam sluis brug water land oord rijk kwartier plein pad weg spoor lijn punt kring ring
bron wiel rad
werk werkt maat maten makers meester kracht groep collectief net plus pro tech bouw zorg punt loods fabriek
atelier kamer
haard tafel keuken winkel mand kar boog kant zijde stroom vloed duin strand haven anker zeil mast
"""
ADJECTIVES: Final = """
Groene Gouden Rode Blauwe Witte Zwarte Zilveren Oude Nieuwe Jonge Kleine Grote Hoge Lage Lange Brede Stille
Vrije Warme
Eerlijke Vrolijke Dappere Slimme Sterke Zachte Gulle Open Ronde Schone Frisse Zoete Bonte Wilde Trouwe Derde Tweede
Eerste Andere Eigen Halve Hele Dubbele Houten Ijzeren Koperen Stenen Glazen Papieren Gelukkige Tevreden
Lachende Dansende
Reizende Groeiende Bloeiende Krachtige Kleurrijke
"""
DE_NOUNS: Final = """
Draad Zwaluw Brug Spil Poort Kans Schakel Bron Tafel Linde Eik Berk Waag Molen Kring Kruk Stap Sprong Wending Toekomst
Kanteling Aanpak Uitdaging Ommekeer Ontmoeting Werkplaats Smederij Bakkerij Tuin Kas Kwekerij Schuur Loods Haven Kade
Vlinder Bij Hommel Uil Kraanvogel Reiger Ooievaar Kievit Koe Ezel Haan Hen Vos Bever Otter Egel
Regenboog Zon Maan Ster Wolk Wind Golf Rivier Beek Zee Vuurtoren Toren Klok Sleutel Spiegel Lantaarn Lamp Kaars Fakkel
Cirkel Spiraal Boog Lijn Cocon Wortel Boom Tak Knop Bloem Roos Zonnebloem Klaproos Paardenbloem Klaver
Korenaar Aardappel
Appel Peer Kers Pruim Kastanje Walnoot Pit Kiem Oogst Akker Weide Heide Hoeve Stal Wagen Kar Fiets Pedaal
Ketting Radar
Motor Vonk Vlam Haard Oven Pan Pot Lepel Vork Mand Korf Knoop Naald Wol Steek Kleur Kwast Penseel Pen Letter Zin Stem
Klank Toon Snaar Trom Vlieger Ballon Bal Knikker Tol Puzzel Steen Kei Rots Duin Weg Route Gids Kaart Kompas
Reis Overkant
"""
HET_NOUNS: Final = """
Anker Baken Spoor Pad Plein Huis Atelier Lokaal Kwartier Gilde Verbond Goede Werk Wiel Rad Roer Zeil Schip Veer Hek
Hert Paard Lam Kuiken Nest Bos Veld Erf Hof Kasteel Slot Klooster Koetshuis Poorthuis Pakhuis Badhuis Ketelhuis Gemaal
Licht Vuur Water Brood Zout Zaad Blad Kruid Hooi Stro Hout Koper Goud Zilver Glas Linnen Garen Palet Doek Boek Woord
Lied Orgel Podium Toneel Circus Feest Ontbijt Avontuur Geluk Hart Talent Begin Verschil Initiatief
Perspectief Uitzicht
"""
SYLLABLES: Final = """
al am an ar as ba be bi bo bra ca ce co da de di do dra du el em en er es eu fa fe fi fo fra ga ge gi go gra
ha he hi ho
in is ka ke ki ko kri la le li lo lu ma me mi mo na ne ni no nu ok om on or os pa pe pi po pra pro qua ra re
ri ro ru sa
se si so sta sti ta te ti to tra tri ul un ur va ve vi vo xa xe ya za ze zi zo
"""
ENDINGS: Final = (
    "ra na ta ris tus via nova tix lux dom max con sys tec fit vita plan era ion ium ora ento ica ium ance ex"
)

TRADES: Final = """
Schoonmaak=Schoonmaakbedrijf,Schoonmaakdiensten,Schoonmaakservice,Cleaning
Hoveniers=Hoveniersbedrijf,Hovenier,Tuinen,Groenvoorziening,Tuinaanleg
Catering=Cateringservice,Partycatering,Horeca
Kringloop=Kringloopwinkel,Kringloopcentrum,Kringloopbedrijf
Schilders=Schildersbedrijf,Schilderwerken,Schilder
Bouw=Bouwbedrijf,Aannemersbedrijf,Bouwgroep,Bouwwerken
Installatietechniek=Installatiebedrijf,Installaties,Techniek
Transport=Transportbedrijf,Logistiek,Vervoer
Advies=Adviesbureau,Consultancy,Advisering
Administratie=Administratiekantoor,Accountancy,Administraties
Zorg=Zorggroep,Thuiszorg,Zorgverlening
Drukwerk=Drukkerij,Print,Grafisch
Groen=Groenvoorziening,Groenbeheer,Groenprojecten
Bakkerij=Bakker,Brood en Banket
Kwekerij=Kwekerijen,Tuinderij
Meubelmakerij=Meubels,Meubelmaker,Interieurbouw
Fietsen=Rijwielen,Fietsenmakerij,Tweewielers,Fietspoint
Post=Postbezorging,Koeriers,Koeriersdienst
Beveiliging=Security,Bewaking
Timmerwerken=Timmerbedrijf,Timmerfabriek
Metaal=Metaalbewerking,Metaalwerken,Constructie
Verpakkingen=Verpakken,Inpakservice
Textiel=Textielwerkplaats,Kleding,Confectie
Wasserij=Was en Strijk,Linnenverhuur
Re-integratie=Reintegratie,Loopbaanbegeleiding,Arbeidsbemiddeling
Coaching=Training,Coaching en Training
Makelaardij=Makelaars,Vastgoed
Juristen=Advocaten,Advocatuur
Automatisering=ICT,Software,Computers
Webdesign=Internetbureau,Media,Communicatie
Ontwerp=Design,Ontwerpbureau,Studio
Architecten=Architectenbureau,Architectuur
Elektro=Elektrotechniek,Elektra
Loodgieters=Loodgietersbedrijf,Sanitair
Dakbedekking=Dakdekkers,Dakwerken
Sloopwerken=Sloopbedrijf,Sloop
Grondwerken=Grondverzet,Loonbedrijf,Infra
Recycling=Afvalverwerking,Milieu,Containers
Evenementen=Events,Evenementenbureau
Uitzendbureau=Uitzendgroep,Personeelsdiensten,Flex
Kinderopvang=Kinderdagverblijf,Opvang
Zorgboerderij=Zorghoeve,Boerderij
Restaurant=Eetcafé,Brasserie,Lunchroom
Verhuizingen=Verhuisbedrijf,Verhuur
Stoffeerderij=Stoffering,Woninginrichting
Kaarsenmakerij=Kaarsen
Rijschool=Verkeersschool
Taxi=Taxibedrijf,Personenvervoer
Glas=Glashandel,Glaszetters
Reclame=Signing,Reclamebureau
Tolken=Vertalingen,Taaldiensten
Bloemen=Bloemist,Bloemsierkunst
Slagerij=Vleeswaren
Fysiotherapie=Fysio
Dierenartsen=Dierenkliniek
Autobedrijf=Garage,Auto's
Machines=Machinehandel,Werktuigen
Opleidingen=Academie,Onderwijs
Muziek=Muziekschool
Fotografie=Foto,Beeld
"""
SMALL_WORDS: Final = (
    "Groep Nederland Services Projecten Facilitair Oost Regio Holding Beheer Midden West Noord"
)
DESCRIPTIVE: Final = """
Werkplaats {place}|Sociale Werkvoorziening {place}|Buurtkeuken {place}|Repair Café {place}|Voedselbank {place}
Welzijn {place}|Werkbedrijf {place}|Leerwerkbedrijf {place}|Tuinen van {place}|Stadsboerderij {place}|Buurtwerk {place}
Samenwerkende Ondernemers {place}|Maatschappelijke Opvang {place}|Sociale Ondernemers {place}|Energie Coöperatie {place}
Vluchtelingenwerk {place}|Stadslandbouw {place}|Dorpshuis {place}|Wijkbedrijf {place}|Speeltuinvereniging {place}
Regionale Sociale Werkvoorziening {place}|Kringloop {place}|Werken en Leren {place}|Mantelzorg Steunpunt {place}
"""
LONG_NAMES: Final = """
Werken Leren en Ontwikkelen|Integrale Sociale Dienstverlening|Samen Wonen en Werken|Bedrijf voor Beschut Werk
Sociaal Werk en Activering|Maatschappelijk Ondernemen|Centrum voor Arbeid en Dagbesteding|Regionaal Werkvoorzieningschap
Steun en Activering|Wonen Zorg en Dienstverlening|Arbeid en Begeleiding|Vakwerk en Techniek|Beheer en Onderhoud
"""
STREETS: Final = """
Dorpsstraat Kerkstraat Molenweg Industrieweg Hoofdstraat Stationsweg Nijverheidsstraat Handelsweg Parallelweg
Schoolstraat
Marktplein Havenstraat Energieweg Ambachtstraat Lindelaan Eikenlaan Kanaalweg Zuiderweg Noorderweg Westeinde Oosteinde
Beatrixstraat Wilhelminastraat Julianalaan Beukenlaan Raadhuisstraat Spoorstraat Fabrieksstraat Brugstraat Burgweg
Dijkstraat Veldweg Torenstraat Gildestraat Textielstraat Galvanistraat Edisonstraat Wattstraat Ampèrestraat
Koperslager
"""
PUBLIC_BODIES: Final = """
Gemeente {place}|Waterschap {place}|Belastingdienst|Provinciale Bibliotheek {place}|GGD {place}|Veiligheidsregio {place}
OBS De {noun}|Basisschool Het {het}|VV {place}|SV {place}|Tennisvereniging {place}|Muziekvereniging {place}
Wijkraad {place}|Oranjevereniging {place}|Dorpsbelangen {place}|Scouting {place}|Protestantse Gemeente {place}
"""

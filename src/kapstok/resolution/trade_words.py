# SPDX-License-Identifier: EUPL-1.2
"""The words that `trades` looks up, folded: what companies call their trade, and what hundreds have in their name."""

from __future__ import annotations

from typing import Final

# Each trade under one word, with all that companies write for it. Every one of these may begin a compound.
TRADES: Final = {
    "administratie": """adm admin accountancy accountant accountants accounting administratie administraties
        administratief
        administratieve belasting belastingadvies belastingadviseurs boekhoud boekhouder boekhouding bookkeeping
        financieel finance financial fiscaal incassoadministratie jaarrekening loonadministratie salaris
        salarisadministratie tax""",
    "advies": """advies adviesbureau adviesgroep adviseur adviseurs advisering advisory advisors beleidsadvies
        consult consultancy consultant consultants consulting interim interimmanagement organisatieadvies
        projectmanagement bedrijfsadvies managementadvies strategie""",
    "afbouw": """afbouw behang metsel metselaar metselaars metselbedrijf metselwerk metselwerken plafond plafonds
        spuitwerk stukadoor stukadoors stukadoorsbedrijf stuc stucadoor stucadoors stucwerk stucwerken systeemplafonds
        tegel tegels tegelwerk tegelwerken tegelzetter tegelzetters tegelzettersbedrijf vloer vloeren
        vloerbedekking voeg voegers voegersbedrijf voegwerk voegwerken parket""",
    "afval": """afval afvalinzameling afvalverwerking container containers grondstoffen inzameling milieu milieudienst
        milieustraat oudpapier recycle recycling reststoffen riool rioolreiniging rioolservice rioleringen riolering
        schroot sloopmaterialen waste""",
    "agrarisch": """agri agrarisch agrarische akkerbouw boerderij fokkerij fruit fruitteelt fruitteler groente groenten
        imkerij landbouw loonbedrijf loonbedrijven loonwerk loonwerken melkvee melkveebedrijf moestuin pluimvee
        stadsboerderij teelt tuinbouw tuinderij veehouderij veevoeders vee wijngaard zuivel kaasboerderij""",
    "archief": "archief archieven archivering digitalisering digitaliseringsbureau scan scannen scanning",
    "architect": "architect architecten architectenbureau architects architectuur architecture stedenbouw",
    "auto": """auto autobanden autobedrijf autobedrijven autocentrum autogarage autohandel autohuis automotive
        autopoets autorijschool autos autoschade autoservice autowas banden bandencentrum bandenservice bedrijfswagens
        carwash caravan caravans cars garage garagebedrijf motoren occasions rijschool schadeherstel trucks truckservice
        verkeersschool""",
    "bakkerij": """bakerij bakery bakkerij bakkerijen banket banketbakker banketbakkerij bonbons brood broodbakkerij
        chocolade chocolaterie gebak patisserie taart taarten taartenbakkerij""",
    "beeld": """beeld audiovisueel audiovisuele camera film films filmproductie filmproducties foto fotograaf fotografie
        fotostudio photo photography video videoproducties""",
    "beveiliging": """beveiliging beveiligingen beveiligings bewaking brandbeveiliging brandpreventie portier portiers
        portiersdienst security slot sloten slotenmaker sleutel sleutels sleutelservice surveillance toezicht
        alarm handhaving""",
    "bloemen": "bloem bloemen bloembinderij bloembollen bloemenhandel bloemenhuis bloemist bloemisterij bloemsierkunst",
    "bouw": """aann aannemer aannemers aannemersbedrijf aannemersmaatschappij aannemerij aannemings aannemingsbedrijf
        aannemingsmaatschappij bouw bouwadvies bouwbedrijf bouwbedrijven bouwcombinatie bouwer bouwers bouwgroep
        bouwkundig bouwkunde bouwmaatschappij bouwmaterialen bouwmij bouwmanagement bouwonderneming bouwprojecten
        bouwspecialist bouwteam bouwwerken building buildings construction beton betonbouw betonwerken heiwerken
        kozijn kozijnen nieuwbouw restauratie restauraties steigerbouw steiger steigers utiliteitsbouw verbouw
        verbouwingen woningbouw renovatie renovaties""",
    "catering": """bedrijfscatering bedrijfsrestaurant buffet buffetten caterers cateraar cateraars catering
        cateringbedrijf eetlokaal keuken kookstudio lunch lunches partycatering maaltijd maaltijden
        partyservice soep soepen traiteur
        vergaderlunch delicatessen""",
    "communicatie": """communicatie communicaties communications drukmedia grafimedia marketing media mediabureau
        persbureau pr publiciteit reclame reclamebureau tekst teksten tekstbureau tekstschrijver uitgeverij uitgevers
        uitgever publishing belettering reclames signing sign signs""",
    "cultuur": """cultureel culturele cultuur dans dansschool filmhuis galerie gallery kunst kunsten kunstencentrum
        kunstuitleen kunstwerk muziek muziekschool museum music musea orkest podium theater theaters
        theaterwerkplaats toneel bibliotheek bibliotheken circus koor""",
    "dak": """dak dakbedekking dakbedekkingen dakdekker dakdekkers dakdekkersbedrijf dakgoten daken dakwerken
        rietdekker rietdekkers rietdekkersbedrijf zinkwerken roofing""",
    "dieren": """dieren dierenarts dierenartsen dierenartspraktijk dierenasiel dierenkliniek dierenopvang dierenpension
        diervoeders honden hondenschool hondentrimsalon kinderboerderij manege paarden trimsalon hoefsmid hoefsmederij
        ruitersport""",
    "drank": """bier bierbrouwerij bieren branderij brouwerij coffee distilleerderij dranken drankenhandel koffie
        koffiebranderij koffiebranders slijterij stadsbrouwerij thee wijn wijnen wijnhandel wijnkoperij""",
    "drukwerk": """copy copyshop drukker drukkerij drukkerijen drukkers drukwerk drukwerken grafisch grafische print
        printing printservice repro reproductie textieldruk zeefdruk zeefdrukkerij boekbinderij boekbinders""",
    "energie": """batterijen energie energiebedrijf energieadvies energy gas isolatie isolatiebedrijf laadpalen
        stroom solar warmtepompen zonne zonneenergie zonnepaneel zonnepanelen zonnestroom""",
    "evenementen": """bruiloften congressen entertainment evenement evenementen evenementenbureau event eventbureau
        events feest feesten feestverhuur festival festivals party uitjes workshops workshop teambuilding
        artiestenbureau""",
    "facilitair": """facilitair facilitaire facility facilities receptie receptiediensten gastvrouwen
        bedrijfshulpverlening ontvangst hospitality""",
    "fiets": """bike bikes fiets fietsen fietsenhandel fietsenmaker fietsenmakerij fietsenstalling fietsenwinkel
        fietsenzaak fietsers rijwiel rijwielen rijwielhandel rijwielhuis rijwielshop tweewieler tweewielers
        tweewielercentrum bakfiets bakfietsen ebikes""",
    "geschenken": """cadeau cadeaus cadeauwinkel geschenk geschenken gifts kerstpakket kerstpakketten pakketten
        pakkettenmakerij relatiegeschenk relatiegeschenken streekpakketten promotieartikelen""",
    "glas": "glas glasatelier glashandel glaskunst glaszetter glaszetters glaszettersbedrijf glasblazerij",
    "groen": """boomkwekerij boomkwekerijen boomverzorging boomrooierij bomen bos bosbeheer bosbouw garden gardens groen
        groenaannemer groenbedrijf groenbeheer groendienst groendiensten groenonderhoud groenprojecten
        groenspecialist groenvoorziening groenvoorzieningen groenverzorging groenwerken hov hovenier hoveniers
        hoveniersbedrijf hoveniersbedrijven kwekerij kwekerijen landschap landschapsbeheer landschapsonderhoud
        landschapsverzorging plantsoen plantsoenen plantsoenendienst tuin tuinaanleg tuinarchitect tuinarchitectuur
        tuincentrum tuinen tuinman tuinlieden tuinonderhoud tuinontwerp tuinservice tuinverzorging
        natuurbeheer onkruidbestrijding boomtechniek""",
    "handel": """export groothandel groothandels handel handelsbedrijf handelsbureau handelshuis handelsmaatschappij
        handelsmij handelsonderneming handels import inkoop trading verkoop warenhuis wholesale""",
    "holding": """beheer beheermaatschappij beheersmaatschappij beheermij beleggingen beleggingsmaatschappij
        deelnemingen financieringsmaatschappij holding holdings houdstermaatschappij invest investeringen
        investment investments
        participatie participaties participatiemaatschappij stak vermogensbeheer""",
    "horeca": """bar bistro brasserie cafe cafetaria coffeeshop eetcafe eethuis grandcafe herberg horeca horecabedrijf
        horecaexploitatie hotel hotels ijssalon koffiehuis koffiebar lunchcafe lunchroom pannenkoekenhuis pizzeria
        proeflokaal restaurant restaurants snackbar tearoom theehuis theeschenkerij theetuin bakkerscafe wijnbar
        foodtruck stadscafe""",
    "hout": "hout houtbewerking houtbewerkers houthandel houtindustrie houtzagerij zagerij houtwerk houtwaren",
    "ict": """app apps automatisering automatiserings computer computerbedrijf computers computerservice cyber data
        datacenter digital domotica hosting ict informatica informatie informatietechnologie internet internetbureau
        internetdiensten it online refurbish refurbished software softwarehuis technologies technology telecom
        telecommunicatie web webdesign webbureau webontwikkeling website websites webshop webwinkel""",
    "infra": """asfalt bestrating bestratingen bestratingsbedrijf civiel civiele grondverzet grondwerk grondwerken
        grond infra infrastructuur infratechniek kabels leidingen sloop slopers sloopbedrijf sloopwerken straatmaker
        straatmakers straatmakersbedrijf stratenmaker stratenmakers stratenmakersbedrijf stratenmakerij straatwerk
        straatwerken waterbouw wegenbouw wegen baggerbedrijf bagger bronbemaling fundering funderingen
        verkeerstechniek weg wegmarkering wegmarkeringen""",
    "ingenieurs": "engineering engineers ingenieur ingenieurs ingenieursbureau landmeetkunde landmeters bouwfysica",
    "installatie": """airco airconditioning centraleverwarming cv elektra elektriciteit elektriciteitswerken electra
        electro electrotechniek elektro elektrotechniek elektrotechnisch elektrotechnische elektricien electricien
        gasinstallatie ketel ketels installateur installateurs inst install installatie installatiebedrijf
        installatiebedrijven
        installaties installatietechniek installatiewerken klimaat klimaatbeheersing klimaattechniek koeling
        koeltechniek koudetechniek loodgieter loodgieters loodgietersbedrijf loodgieterswerk loodgieterswerken
        luchtbehandeling sanitair verwarming verwarmingen verwarmingstechniek ventilatie warmte warmtetechniek
        waterleiding lift liften""",
    "juridisch": """advocaat advocaten advocatenkantoor advocatuur deurwaarder deurwaarders gerechtsdeurwaarder
        gerechtsdeurwaarders gerechtsdeurwaarderskantoor incasso incassobureau juridisch juridische jurist juristen law
        lawyers legal mediation mediator mediators notariaat notaris notarissen notariskantoor notarieel""",
    "kaarsen": "kaarsen kaarsenmakerij kaars zeep zeepmakerij zeepziederij zepen",
    "keramiek": "keramiek keramiekatelier pottenbakker pottenbakkers pottenbakkerij ceramics",
    "kinderopvang": """bso buitenschoolse creche gastouder gastouderbureau kindcentrum kindercentrum
        kinderdagverblijf kinderdagverblijven kinderopvang peuterspeelzaal peuterspeelzalen peuteropvang""",
    "kringloop": """kringloop kringloopbedrijf kringloopcentra kringloopcentrum kringloopgoederen kringlopen
        kringloopwarenhuis kringloopwinkel kringloopwinkels recyclewinkel tweedehands vintage hergebruik weggeefwinkel
        rommelmarkt""",
    "metaal": """constructie constructies constructiebedrijf constructiewerken constructiewerkplaats
        lasbedrijf laswerk laswerken lasserij lassen
        lastechniek machinefabriek metaal metaalbewerking metaalbedrijf metaalconstructies metaaltechniek metaalwaren
        metaalwerken metalen metals plaatwerk plaatwerkerij poedercoating rvs smederij siersmederij smeedwerk staal
        staalbouw staalconstructies stainless verspaning verspaningstechniek gieterij""",
    "meubel": """gordijnen inrichting interieur interieurbouw interieurs interior kantoormeubelen kantoormeubilair
        kantoorinrichting keukens meubel meubelatelier meubelen meubelmaker meubelmakers meubelmakerij meubels meubilair
        projectinrichters projectinrichting stoffeerder stoffeerderij stoffering stofferingen woninginrichting
        zonwering zonweringen raamdecoratie""",
    "montage": """assemblage assemblagebedrijf montage montagebedrijf montagewerk montagewerken productie producties
        industrie industries industry manufacturing fabricage""",
    "onderhoud": """klus klusbedrijf klusdienst klusser klussers klussen klussenbedrijf klussenier klusteam klusservice
        onderhoud onderhouds onderhoudsbedrijf onderhoudsdienst onderhoudswerk onderhoudswerken
        vastgoedonderhoud gebouwenonderhoud woningonderhoud maintenance allround""",
    "onderwijs": """academie academy basisschool basisscholen college hogeschool lyceum onderwijs praktijkschool
        praktijkonderwijs scholengemeenschap scholengroep school scholen universiteit university vakschool mbo
        volksuniversiteit""",
    "onderzoek": "enquete laboratorium laboratoria lab labs onderzoek onderzoeks onderzoeksbureau research",
    "ontwerp": """design designers designs grafischontwerp ontwerp ontwerpbureau ontwerpers ontwerpstudio vormgever
        vormgevers vormgeving productontwerp""",
    "personeel": """arbeid arbeidsbemiddeling arbeidsintegratie arbodienst arbo banen bemiddeling detachering
        detacheringen detacheringsbureau flex flexwerk hr jobcoach jobcoaching integratie jobs loopbaan loopbaanadvies
        loopbaanbegeleiding loopbaancoaching outplacement payroll payrolling personeel personeels personeelsdiensten
        recruitment reintegratie reintegratiebureau reintegratiebedrijf uitzend uitzendbureau uitzenden
        uitzendkrachten uitzendorganisatie werving arbeidsmarkt staffing""",
    "post": """bezorg bezorgdienst bezorging mailing mailservice pakketdienst post postbezorging postdienst postservice
        postverzorging stadspost bezorgservice""",
    "praktijk": """apotheek dentist dietist dietistenpraktijk ergotherapie fysio fysiotherapeuten fysiotherapie
        haptonomie huisarts huisartsen huisartsenpraktijk logopedie logopediepraktijk mondzorg oefentherapie optiek
        opticien opticiens orthopedie osteopathie podotherapie psycholoog psychologen psychologie
        psychologiepraktijk psychotherapie tandarts tandartsen tandartspraktijk therapie verloskundigen
        verloskundigenpraktijk medisch medische medical pedicure kliniek klinieken fysiotherapiepraktijk""",
    "recreatie": """bungalowpark camping campings groepsaccommodatie landgoed minicamping recreatie recreatiepark
        recreatieoord reisbureau reizen toerisme touroperator travel vakantie vakantiepark vakantieparken zwembad
        zwembaden speeltuin""",
    "scheepvaart": """boten botenverhuur jacht jachtbouw jachthaven jachtservice jachtwerf maritime maritiem
        rederij scheepsbouw scheepswerf scheepvaart shipping watersport zeilmakerij zeilschool rondvaart
        scheepstechniek botenbouw""",
    "schilder": """glasenschilderwerken schilders schildersbedrijf schildersbedrijven schildersgroep
        schilderwerk schilderwerken schilderspecialist verf verven verfwinkel totaalonderhoud""",
    "schoonmaak": """cleaning cleaners gevelreiniging gevelreinigers glasbewassing glazenwasser glazenwassers
        glazenwasserij glazenwassersbedrijf graffitiverwijdering kantoorreiniging plaagdierbestrijding
        ongediertebestrijding reiniging reinigingen reinigingsbedrijf reinigingsdiensten schoon schoonmaak
        schoonm schoonmaakbedrijf schoonmaakbedrijven schoonmaakdienst schoonmaakdiensten schoonmaakgroep
        schoonmaakorganisatie
        schoonmaakservice schoonmaakwerkzaamheden schoonmaken schoonmakers gebouwenreiniging""",
    "slagerij": "slagerij slagerijen slagers vlees vleeswaren poelier wild vis vishandel visspecialist viswinkel",
    "sport": """dojo fitness fitnesscentrum gym sport sportcentrum sporten sportaccommodaties sportbedrijf sportclub
        sporthal sportpark sports sportschool sportservice sportvereniging sportvelden tennis voetbal voetbalclub
        yoga yogastudio zwemschool""",
    "techniek": """engineeringworks industrieel industriele maschinenbau mechanica mechanisatie mechatronica machine
        machinebouw machinehandel machines technic technics techniek technieken techniekbedrijf technisch technische
        techno techniekcentrum hydrauliek pneumatiek tools gereedschappen gereedschap ijzerwaren""",
    "textiel": """bedrijfskleding borduren borduurstudio confectie confectieatelier fashion kleding kledingatelier
        kledingreparatie kleermaker kleermakerij linnen mode modeatelier naai naaiatelier naaistudio naaimachines
        stoffen textiel textielatelier textiles weverij weefatelier werkkleding wol schoenen schoenmaker
        schoenmakerij""",
    "timmer": """timmer timmerbedrijf timmerfabriek timmerlieden timmerwerk timmerwerken timmerwerkplaats
        timmerindustrie timmermansbedrijf trappen""",
    "training": """coach coaches coaching cursus cursussen leerhuis opleiding opleidingen opleidingscentrum
        opleidingsinstituut scholing trainers training trainingen trainingsbureau trainingscentrum leercentrum
        bijles taalschool taaltraining taaltrainingen vorming educatie""",
    "uitvaart": """begraafplaats begrafenis crematoria crematorium uitvaart uitvaartcentrum
        uitvaartverzorging uitvaartzorg""",
    "vastgoed": """hypotheek hypotheken makelaar makelaardij makelaars onroerend realestate vastgoed vastgoedbeheer
        vastgoedontwikkeling projectontwikkeling taxateurs taxaties woningbouwvereniging woningcorporatie
        woningstichting woonstichting bedrijfshuisvesting huisvesting""",
    "vergaderen": """congrescentrum conferentie vergader vergadercentrum vergaderhuis vergaderlocatie vergaderlocaties
        vergaderruimte zalen zalencentrum zalenverhuur zaalverhuur partycentrum bedrijfsverzamelgebouw coworking""",
    "verhuur": "lease leasing machineverhuur materieel materieelverhuur rental rentals rent verhuur verhuurbedrijf",
    "verpakking": """copacking inpak inpakbedrijf inpakcentrale inpakken inpakservice packaging packing verpakking
        verpakkingen verpakkingsbedrijf verpakken karton kartonnage sorteercentrum pallets palletindustrie""",
    "vertaling": "tolk tolken tolkdiensten translations vertaal vertaalbureau vertalers vertaling vertalingen",
    "vervoer": """buurtbus bus busbedrijf busreizen cargo charter chauffeurs chauffeursdiensten deeltaxi distributie
        expeditie expeditiebedrijf express fietskoerier fietskoeriers fietstaxi freight goederenvervoer koerier koeriers
        koeriersbedrijf koeriersdienst koeriersdiensten leerlingenvervoer logistic logistics logistiek logistieke
        mobiliteit mobility opslag personenvervoer taxi taxibedrijf taxicentrale taxis touringcar touringcars
        touringcarbedrijf transp transport transportbedrijf transporten transports verhuis verhuizers
        verhuizing verhuizingen
        verhuisbedrijf vervoer vervoerbedrijf vervoers vervoersbedrijf warehousing wegtransport zorgvervoer
        autoverhuur""",
    "verzekering": """assurantie assurantien assurantiekantoor insurance verzekering verzekeringen verzekeringsbureau
        verzekeringskantoor uitkeringen pensioen pensioenen pensioenadvies""",
    "verzorging": """barbershop beauty haarmode haarstudio hairstyling hairstylist kapper kappers kapsalon kapsalons
        massage massagepraktijk nagelstudio schoonheidssalon schoonheidsspecialiste verzorging wellness sauna
        cosmetica cosmetics drogisterij parfumerie visagie""",
    "wasserij": "linnenservice linnenverhuur stomerij textielservice textielverzorging wasserette wasserij wasserijen",
    "welzijn": """buurthuis buurtcentrum dorpshuis jeugdwerk jongerenwerk maatschappelijk maatschappelijke
        ontmoetingscentrum opbouwwerk ouderenwerk schuldhulp schuldhulpverlening bewindvoering bewindvoerder
        bewindvoerders
        mentorschap vluchtelingenwerk voedselbank welzijn welzijnsorganisatie welzijnsstichting welzijnswerk wijkcentrum
        wijkvereniging budgetbeheer inkomensbeheer speelgoedbank kledingbank""",
    "werkplaats": """arbeidsontwikkeling leerwerk leerwerkbedrijf leerwerkbedrijven leerwerkcentrum leerwerkplaats
        ontwikkelbedrijf ontwikkelcentrum participatiebedrijf sociaalwerkbedrijf sw swbedrijf werkatelier
        werkbedrijf werkbedrijven werkcentrum werkcorporatie werkleerbedrijf werkontwikkelbedrijf werkorganisatie
        werkplaats werkplaatsen werkplaatscentrum werkvoorziening werkvoorzieningschap werkvoorzieningsschap
        ambachtscentrum""",
    "winkel": """bazaar boetiek boutique boekhandel boeken boekwinkel delicatessenwinkel dorpswinkel hobbywinkel
        marktkraam minimarkt supermarkt speelgoed speelgoedwinkel shop shops store stores streekproducten streekwinkel
        supermarkten superette winkel winkelbedrijf winkels landwinkel""",
    "zorg": """begeleid begeleiding beschermd care dagactiviteiten dagbesteding dagcentrum gehandicaptenzorg ggz
        geestelijke gezondheidszorg gezinshuis hospice jeugdhulp jeugdzorg kraamzorg logeerhuis mantelzorg ouderenzorg
        revalidatie thuisbegeleiding thuishulp thuiszorg thuiszorgwinkel verpleeghuis verpleging verzorgingshuis
        woonzorg woonzorgcentrum ziekenhuis zorg zorgbedrijf zorgboerderij zorgboerderijen zorgbureau zorgcentrum
        zorgcentra zorggroep zorghotel zorgorganisatie zorgverlening zorgverleners zorgcombinatie hulpverlening
        gezondheid gezondheidscentrum health healthcare hulpmiddelen""",
}  # fmt: skip

PLAIN_ENDINGS: Final = frozenset("""
    adviesbureau advies adviseurs afdeling artikelen bedr bedrijf bedrijven beheer bewerking bezorging bureau
    centra centrale
    centrum coaching combinatie consultancy dealer dienst diensten dienstverlening exploitatie groep groothandel group
    handel import inrichting installatie installaties instituut kantoor leverancier maatschappij makerij
    management markt
    materialen mij montage onderhoud onderneming ondernemingen onderzoek ontwerp ontwikkeling oplossingen organisatie
    praktijk producten productie producties project projecten reiniging reparatie reparaties salon service services
    shop solutions specialist specialisten store systemen systems team techniek technieken technologie training
    trainingen vakman vakmensen verkoop verlening verwerking verzorging voorziening voorzieningen winkel winkels werken
    werkplaats werkplaatsen werkzaamheden winkelbedrijf zaak
""".split())  # fmt: skip
# A trade word that ends so is a name as often as a description: "Groenwerk", "De Houtfabriek".
COINED_ENDINGS: Final = frozenset("""
    atelier baan brigade fabriek gilde goed haven hal hoek hoeve hof hub huis kamer kans kompas kracht kring lab land
    lijn loods loket maat maatje makers maker meester meesters mensen passie ploeg plein plaats point punt rijk
    schuur studio tafel talent vrienden wacht werf werk werkt wereld wijs wijzer zicht zo
""".split())  # fmt: skip
COINED: Final = (
    "groen hout post brood beeld glas bos schoon stroom wild gas wol bloem bloemen data lab kunst".split()
)
PERSONS: Final = {"bakker": "bakkerij", "slager": "slagerij", "schilder": "schilder"}
ADJECTIVES: Final = frozenset("""
    algemeen algemene ambachtelijke beschutte buitengewone compleet complete digitale dr duurzaam duurzame
    economische eerste exclusieve gemeentelijke gewestelijke grand integrale intergemeentelijke internationaal
    internationale koninklijk koninklijke landelijke lokale maatwerk meneer mister mobiele moderne mr mrs
    nationale nederlands nederlandse particuliere plaatselijke professionele provinciale publieke regionaal
    regionale sociaal sociale speciale specialistische tijdelijke totale verenigde zakelijke
    zelfstandige
""".split())  # fmt: skip
EMPTY: Final = frozenset("""
    afdeling associates atelier ateliers bedr bedrijf bedrijfsgroep bedrijven benelux bureau business centra centrale
    centrum cie co com combinatie commerce commercial compagnie companies company concern corporate cs dienst
    diensten dienstverleners dienstverlening erven eu europa europe exploitatie exploitatiemaatschappij fam
    familie firma gebr gebroeders gebrs global groep groepen group holland hoofdkantoor innovatie innovations
    institute instituut international kantoor local locatie maatschap maatschappij management mij nederland
    netherlands nl ondernemer ondernemen onderneming ondernemingen operations oplossingen org organisatie
    organisaties partner partners praktijk producten products project projecten projects samenwerking service
    services solution solutions specialist specialisten stg studio support systeem systemen systems team the
    totaal total vennoten vestiging voorziening voorzieningen wed weduwe werkmaatschappij werkzaamheden worldwide
    www zn zns zonen zoon zzp
""".split())  # fmt: skip
AREAS: Final = {
    "twente": "twente twentse",
    "salland": "salland sallands sallandse", "achterhoek": "achterhoek achterhoekse achterhoeks",
    "veluwe": "veluwe veluws veluwse", "betuwe": "betuwe betuws betuwse",
    "liemers": "liemers", "stedendriehoek": "stedendriehoek",
    "overijssel": "overijssel overijsselse overijssels",
    "gelderland": "gelderland gelderse gelders", "flevoland": "flevoland",
    "friesland": "friesland fryslan friese fries",
    "drenthe": "drenthe drentse drents", "groningerland": "groningerland",
    "brabant": "brabant brabants brabantse noordbrabant", "limburg": "limburg limburgs limburgse",
    "zeeland": "zeeland zeeuws zeeuwse", "noordholland": "noordholland", "zuidholland": "zuidholland",
    "randstad": "randstad", "gooi": "gooi gooise",
    "rijnmond": "rijnmond", "westland": "westlandse", "hollandse": "hollandse hollands",
    "ijssel": "ijsselland ijsselvallei", "vallei": "foodvalley vallei", "kennemerland": "kennemerland",
    "twenterand": "twents", "noord": "noord noordelijk noordelijke",
    "oost": "oost oostelijk oostelijke", "zuid": "zuid zuidelijk zuidelijke",
    "west": "west westelijk westelijke", "midden": "midden centraal",
    "noordoost": "noordoost", "noordwest": "noordwest",
    "zuidoost": "zuidoost", "zuidwest": "zuidwest", "regio": "regio",
}  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""What the header of a column says that the column is about, in Dutch and English. Pure.

A header is folded, taken apart in words (also `supplierName` and `LEV_NAAM`), and compared whole and in part.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kapstok.core.text import fold
from kapstok.procurement.creditors.shapes import Role

CERTAIN: Final = 1.0
LIKELY: Final = 0.7
MAYBE: Final = 0.5

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")
# Whose column it is, in front of or behind what it is about.
_WHOSE: Final = re.compile(
    r"\b(?:van|de|het|the|of|our|uw|onze|leveranciers?|crediteur(?:en)?|creditors?|suppliers?|vendors?|lev|cred|crd|"
    r"relaties?|bedrijfs?|company|business|onderneming|organisaties?|organisation|organization|klant|partner|"
    r"vestigings?|vestiging|bezoek|hoofd|factuur|statutair|veld|kolom|column|field)\b"
)

_WHOLE: Final[dict[str, tuple[float, str]]] = {
    Role.NAME: (CERTAIN, (
        "naam name leverancier leveranciers leveranciersnaam leveranciernaam crediteur crediteurnaam crediteurennaam "
        "bedrijf bedrijfsnaam organisatie organisatienaam handelsnaam supplier suppliername vendor vendorname creditor "
        "creditorname company companyname businessname tradename tradingname firma firmanaam relatie relatienaam "
        "partij partijnaam name1 naam1 begunstigde payee beneficiary onderneming ondernemingsnaam opdrachtnemer "
        "contractant contractpartij custsupname tenaamstelling levnaam crednaam lifnrname organisation organization "
        "organisationname organizationname firm firmname zakenpartner businesspartner aannemer crediteuren"
    )),
    Role.STATUTORY_NAME: (CERTAIN, (
        "statutairenaam statutorynaam statutoryname juridischenaam legalname officielenaam officialname "
        "registeredname naamkvk kvknaam legalentity rechtspersoon naamrechtspersoon legalentityname"
    )),
    Role.KVK: (CERTAIN, (
        "kvk kvknr kvknummer kvkno kvkid kvknumber nummerkvk nrkvk kamervankoophandel kamervankoophandelnummer "
        "nummerkamervankoophandel coc cocnr cocnumber cocno chamberofcommerce chamberofcommercenumber "
        "handelsregister handelsregisternummer handelsregisternr commercenr inschrijfnummer dossiernummer kvkdossier "
        "kvkdossiernummer kvkinschrijfnummer traderegister traderegisternumber traderegisterno registrationnumber "
        "companyregistrationnumber companynumber companyno ondernemingsnummer kvkcode kvk8"
    )),
    Role.RSIN: (CERTAIN, "rsin rsinnummer rsinnr rsinnumber finummer finr fiscaalnummer rsinfinummer"),
    Role.VAT: (CERTAIN, (
        "btw btwnr btwnummer btwid btwidnr btwidentificatienummer btwnumber omzetbelastingnummer obnummer vat vatnr "
        "vatnumber vatno vatid vatregistrationnumber vatregno vatregistrationno tva taxid taxnumber taxno taxregident "
        "stceg btwregistratienummer fiscaalidentificatienummer vatcode1 btwidnummer"
    )),
    Role.STREET: (CERTAIN, (
        "straat straatnaam adres adresregel1 adres1 straatenhuisnummer straathuisnummer straatennummer straatnr "
        "vestigingsadres bezoekadres address address1 addressline1 addressline street streetname streetaddress "
        "streetandnumber stras naw adresgegevens volledigadres fulladdress adresregel straat1 hoofdadres"
    )),
    Role.POSTCODE: (CERTAIN, (
        "postcode pc pc6 zip zipcode zipcd postalcode postcodeplaats postcodeenplaats postcodewoonplaats pcplaats "
        "postcodeenwoonplaats pcwoonplaats pstlz postkode postcd vestigingspostcode"
    )),
    Role.CITY: (CERTAIN, (
        "plaats woonplaats vestigingsplaats plaatsnaam stad city town cityname ort01 place woonplaatsnaam gevestigdte "
        "vestiging bezoekplaats placename citytown"
    )),
    Role.COUNTRY: (CERTAIN, "land landcode landnaam country countrycode countryname land1 isoland vestigingsland"),
    Role.WEBSITE: (CERTAIN, (
        "website web url internet homepage site webadres domein domeinnaam domain domainname www internetadres "
        "webpagina webaddress internetsite websiteurl"
    )),
    Role.EMAIL: (CERTAIN, (
        "email mail emailadres mailadres emailaddress mailaddress emailalgemeen algemeenemailadres "
        "factuuremail ordermail emailadresalgemeen"
    )),
    Role.AMOUNT: (CERTAIN, (
        "bedrag omzet inkoopbedrag inkoopomzet spend amount total totaal inkoopvolume inkoopwaarde factuurbedrag "
        "uitgaven besteding bestedingen besteed turnover bedragexcl bedragexclbtw totaalexclbtw totaalbedrag "
        "bedragexclusiefbtw netto nettobedrag netamount invoiceamount totalamount totalspend jaaromzet gefactureerd "
        "exclbtw exclusiefbtw bedrageur bedrageuro spendeur eur euro inkopen uitgave spendexclvat amountexclvat "
        "totaalinkoop purchases purchasevolume purchasevalue expenditure facturen bedragineuro bedragineuros"
    )),
    Role.CATEGORY: (CERTAIN, (
        "categorie category inkoopcategorie spendcategory spendcategorie purchasecategory inkooppakket pakket segment "
        "inkoopsegment cpv cpvcode cpvomschrijving productgroep productcategorie rubriek kostensoort commodity branche "
        "sector materiaalgroep categorynaam categorienaam categoryname materialgroup inkoopgroep procurementcategory "
        "hoofdcategorie leverancierscategorie leveranciersgroep subcategorie productgroup crediteurgroep"
    )),
}  # fmt: skip

_PARTS: Final[tuple[tuple[str, float, str], ...]] = (
    (Role.STATUTORY_NAME, LIKELY, r"(statutair|juridisch|officieel|officiele|legal|registered|statutory).*(naam|name)"),
    (Role.KVK, LIKELY, r"\bk ?v ?k|kamer van koophandel|chamber of commerce|\bcoc\b|handelsregist"),
    (Role.RSIN, LIKELY, r"\brsin|\bfi n(umme)?r"),
    (Role.EMAIL, LIKELY, r"\be ?mail"),
    (Role.WEBSITE, LIKELY, r"website|web ?adres|homepage|\burl\b|\bdomein"),
    (Role.VAT, LIKELY, r"\b(btw|vat|tax)\b.*\b(n(umme)?r|no|number|id|ident\w*|registr\w*)\b|\bbtw ?(nr|nummer|id)"),
    (Role.POSTCODE, LIKELY, r"postcode|postal ?code|\bzip"),
    (Role.CITY, LIKELY, r"plaats\b|plaatsnaam|\bcity\b|\btown\b|\bstad\b"),
    (Role.CITY, MAYBE, r"gemeente|municipality|\blocatie\b|\blocation\b"),
    (Role.STREET, LIKELY, r"straat|street|(?<!e )adres\b|address"),
    (Role.COUNTRY, LIKELY, r"\bland\b|\blandcode|\bcountry"),
    (Role.AMOUNT, LIKELY, (
        r"bedrag|\bomzet|spend\b|amount|\btota(a)?l\b|uitgave|besteding|inkoopvolume|inkoopwaarde|excl\w*\b.*\b(btw|vat)"
        r"|turnover|gefactureerd|expenditure|\bnett?o\b"
    )),
    (Role.AMOUNT, MAYBE, r"saldo|balance|\bwaarde\b|\bvalue\b|volume|betaald|\bpaid\b|kosten|\bcosts?\b|^20\d\d$"),
    (Role.CATEGORY, LIKELY, r"categor|\bcpv|segment|productgroep|commodity|kostensoort|inkooppakket|\bbranche"),
    (Role.CATEGORY, MAYBE, r"grootboek|\bsoort\b|rubriek|\bgroep\b|\bgroup\b|ledger"),
    (Role.NAME, LIKELY, r"naam\b|\bname\b|leverancier$|crediteur$|supplier$|vendor$|creditor$"),
)  # fmt: skip
_FOUND_IN: Final = tuple((role, score, re.compile(pattern)) for role, score, pattern in _PARTS)

# What a column is about that we have no use for: its contents are not to be taken for something else.
_OTHER: Final = re.compile(
    r"telefoon|\btel\b|\bphone|mobiel|\bmobile|\bfax|\biban|\bbic\b|\bswift|bankrek|rekeningn|bank ?account|"
    r"\bg ?rekening|contact|voornaam|achternaam|first ?name|last ?name|voorletter|\bdatum|\bdate\b|\bjaar\b|\byear\b|"
    r"\baantal|\bcount\b|\bnumber of|\bqty|vestigingsn(r|ummer)|vestiging ?n|termijn|conditie|terms\b|status|"
    r"gebruiker|\buser|boeking|factuurn|invoice n|opmerking|remark|\bcode ?(lev|cred)|omschrijving|description|"
    r"btw ?(code|bedrag|tarief|plicht|perc)|vat ?(code|amount|rate)|afdeling|department|kostenplaats|cost ?cent|"
    r"percentage|\bperc\b|valuta|currency|\bpct\b|periode|\bperiod\b|blokk|blocked|\boin\b|ordern|contractn|"
    r"breedtegraad|lengtegraad|latitude|longitude|\bdebiteur|oprichting|medewerkers|employees|provincie|province"
)
_NUMBERED: Final = re.compile(
    r"^(?:(?:n(?:umme)?r|no|number|id|code|key|sleutel|nummer|rij|regel|row|volgn(?:umme)?r|lifnr|custsupid|#)\d?|"
    r"\w*(?:leverancier|crediteur|creditor|supplier|vendor|relatie|debiteur|cred|lev|klant|partner|crediteuren)s?"
    r"(?:n(?:umme)?r|no|number|id|code|key)|administratie\w*)$"
)
_HOUSE: Final = re.compile(
    r"^(?:huis(?:n(?:umme)?r|nummers?)|house(?:number|no|nr)|streetnumber|hnr|huisno)$"
)
_ADDITION: Final = re.compile(
    r"^(?:(?:huis(?:n(?:umme)?r)?)?(?:toev(?:oeging)?|letter|ext(?:ensie)?)|addition|houseletter|"
    r"(?:house)?number(?:addition|extension|suffix)|toevoeginghuisn(?:umme)?r|nummertoevoeging)$"
)
_DEBIT: Final = re.compile(r"\b(?:debet|debit)\b")
_CREDIT: Final = re.compile(r"\bcredit\b(?! ?(?:card|or|eur))")
_LESS: Final = (
    (
        re.compile(
            r"\bpost(?:bus)? ?adres|\bpost (?:plaats|postcode)|correspond|aflever|postbus|\balt\b|alternati|2$"
        ),
        0.25,
    ),
    (re.compile(r"\bincl|\bbruto|\bgross|openstaand|outstanding|\bzoek|\bsearch|\bkort"), 0.3),
    (re.compile(r"\bvorig|\bprevious|\bprior"), 0.2),
)


@lru_cache(maxsize=4_096)
def meant(header: str) -> tuple[tuple[Role, float], ...]:
    """The roles that a header may mean, each with how sure that is (0 to 1); nothing where it names none."""
    words = _words(header)
    if not words or len(words) > 80:
        return ()
    found = {role: score for role, score in _named(words).items() if not _is_other(words, role)}
    for pattern, loss in _LESS:
        if pattern.search(words):
            found = {role: round(score - loss, 3) for role, score in found.items()}
    return tuple((role, score) for role, score in found.items() if score > 0)


@lru_cache(maxsize=4_096)
def means_something_else(header: str) -> bool:
    """Whether a header names what no role is for: a number of one's own, a telephone, a day, an account."""
    words = _words(header)
    return bool(words) and not meant(header) and bool(_OTHER.search(words) or _NUMBERED.match(_joined(words)))


def is_known(header: str) -> bool:
    """Whether a text is one that stands above a column."""
    words = _words(header)
    return bool(meant(header)) or means_something_else(header) or any(
        pattern.search(words) for pattern in (_DEBIT, _CREDIT)
    ) or bool(_HOUSE.match(_joined(words)) or _ADDITION.match(_joined(words)))  # fmt: skip


def is_house_number(header: str) -> bool:
    return bool(_HOUSE.match(_joined(_words(header))))


def is_addition(header: str) -> bool:
    """Whether a column holds what stands behind a house number."""
    return bool(_ADDITION.match(_joined(_words(header))))


def is_debit(header: str) -> bool:
    return bool(_DEBIT.search(_words(header)))


def is_credit(header: str) -> bool:
    return bool(_CREDIT.search(_words(header)))


def _named(words: str) -> dict[Role, float]:
    joined, bare = _joined(words), _joined(_WHOSE.sub(" ", words))
    for whole, score in ((joined, CERTAIN), (bare, 0.95)):
        if whole in _ROLE_OF:
            return {_ROLE_OF[whole]: score}
    found: dict[Role, float] = {}
    for role, score, pattern in _FOUND_IN:
        if pattern.search(words):
            found[Role(role)] = max(score, found.get(Role(role), 0.0))
            if role != Role.AMOUNT:
                break
    return found


def _is_other(words: str, role: Role) -> bool:
    """Whether another word of the header takes the role away: `contactnaam`, `leveranciersnummer`, `btw-bedrag`."""
    if _NUMBERED.match(_joined(words)):
        return True
    other = _OTHER.search(words)
    return (
        bool(other)
        and _ROLE_OF.get(_joined(words)) is None
        and role not in {Role.KVK, Role.EMAIL, Role.CATEGORY}
    )


def _words(header: str) -> str:
    folded = fold(_CAMEL.sub(" ", header[:200]))
    return _NOT_A_WORD.sub(" ", folded).strip()


def _joined(words: str) -> str:
    return words.replace(" ", "")


_ROLE_OF: Final = {word: Role(role) for role, (_, words) in _WHOLE.items() for word in words.split()}

//! Words by which calendars name rooms, groups and shared mailboxes, folded and with bars between them.

/// What only a room or a thing is called, whatever stands beside it.
pub(super) const ROOMS: &str = "conf room|confroom|conference room|conferenceroom|meeting room|meetingroom|board room|boardroom|\
    huddle room|huddle space|focus room|phone booth|phone room|phone box|training room|class room|classroom|war room|\
    video room|zoom room|teams room|teams rooms|common room|project room|quiet room|break room|lecture hall|lecture theatre|\
    parking space|parking spot|company car|meeting space|event space|conference centre|conference center|video conference|\
    besprechungsraum|besprechungszimmer|besprechung raum|sitzungszimmer|sitzungsraum|sitzungssaal|konferenzraum|\
    konferenzzimmer|konferenzsaal|seminarraum|meetingraum|schulungsraum|tagungsraum|veranstaltungsraum|horsaal|\
    besprechungsecke|telefonzelle|firmenwagen|dienstwagen|poolfahrzeug|\
    salle de reunion|salle reunion|salle de conference|salle de conferences|salle du conseil|salle des fetes|visioconference|\
    sala de reuniones|sala de reunion|sala reuniones|sala de juntas|sala de conferencias|\
    sala de reunioes|sala de reuniao|sala reuniao|sala reunioes|sala riunioni|sala riunione|sala conferenze|aula magna|\
    sala konferencyjna|sala spotkan|sala de conferinte|sala sedinte|zasedaci mistnost|zasedacka|targyaloterem|targyalo|\
    vergaderzaal|vergaderruimte|vergaderkamer|spreekkamer|moterom|motesrum|konferensrum|moderum|\
    modelokale|kokoushuone|neuvotteluhuone|toplanti odasi|переговорная|переговорка|конференц зал|конференцзал|\
    projector|projektor|videoprojecteur|polycom|whiteboard";
/// The same in scripts without blanks, as it is written.
pub(super) const WIDE_ROOMS: &str = "会議室|会议室|會議室|회의실|ミーティングルーム";

/// What rooms are called with something beside it.
pub(super) const PLACES: &str = "room|rm|rooms|raum|zimmer|saal|salle|sala|salon|aula|zaal|kamer|ruimte|lokaal|lokal|huone|\
    hall|studio|booth|floor|etage|stockwerk|building|gebaude|batiment|edificio|auditorium|lounge|huddle|parking|desk|\
    mistnost|terem|стая|зал|комната|кабинет|аудитория";

/// Those of them that are counted.
pub(super) const FLOORS: &str = "floor|etage|stockwerk";
/// Those of them that many people are called.
pub(super) const SURNAMES_TOO: &str = "hall|booth|sala|salle|salon|zaal|desk|parking";

/// How the address of a room begins.
pub(super) const ADDRESS_ROOMS: &str = "room|rooms|conf|confroom|conference|conferenceroom|meetingroom|mtgroom|boardroom|\
    resource|raum|besprechung|besprechungsraum|konferenzraum|sitzungszimmer|seminarraum|salle|sala|zaal|vergaderzaal|\
    vergaderruimte|moterom|motesrum|beamer|projector|equipment";
/// How the host begins on which only rooms live.
pub(super) const ROOM_LABELS: &str = "resource|resources|room|rooms|resourcecalendar";

/// What several people are called at once, with something beside it.
pub(super) const GROUPS: &str = "team|teams|group|groups|gruppe|groupe|grupo|gruppo|department|dept|abteilung|departement|\
    departamento|dipartimento|committee|board|council|staff|crew|squad|guild|chapter|club|verein|vorstand|ausschuss|gremium|\
    kommission|equipe|equipo|squadra|mitarbeiter|mitarbeitende|employees|members|mitglieder|membres|miembros|managers|list|\
    liste|lista|community|users|volunteers|developers|leads|directors|tribe|verteiler|family|familie|famille|familia|famiglia";

/// What people work in.
pub(super) const DEPARTMENTS: &str = "marketing|sales|vertrieb|ventas|ventes|vendite|verkauf|engineering|engineers|dev|devs|\
    devops|finance|finanzen|finanzas|accounting|buchhaltung|comptabilite|contabilidad|hr|personalabteilung|rh|support|\
    helpdesk|service|legal|rechtsabteilung|it|edv|operations|ops|product|produkt|design|designers|research|forschung|qa|\
    security|platform|frontend|backend|mobile|data|analytics|infrastructure|infra|procurement|purchasing|einkauf|logistics|\
    logistik|production|produktion|communications|comms|kommunikation|pr|press|presse|leadership|management|\
    geschaftsleitung|geschaftsfuhrung|direction|executive|exec|admin|administration|verwaltung|reception|empfang|customer|\
    success|content|events|training|facilities|newsletter|recruiting|compliance";

/// What may stand beside those in the name of a group.
pub(super) const BETWEEN: &str = "the|our|all|and|und|et|y|e|of|de|der|des|du|for|fur|pour|para|global|emea|apac|dach|latam|\
    uk|us|eu|europe|nord|sud|north|south|east|west|core|internal|extended|senior|entire|whole|new|project|projekt|member|\
    customers|business|web";

/// What only a list of addresses is called.
pub(super) const LISTS: &str = "all hands|allhands|all staff|all employees|all company|all team|all teams|mailing list|\
    mailinglist|mailingliste|distribution list|distribution group|verteilerliste|mailverteiler|alle mitarbeiter|\
    alle mitarbeitenden|alle mitarbeiterinnen|liste de diffusion|lista de distribucion|lista de correo|\
    lista di distribuzione|lista de distribuicao|board of directors|works council|betriebsrat";

/// A name or an address of nothing else means everybody.
pub(super) const EVERYBODY: &str = "all|all hands|allhands|all staff|allstaff|all employees|everyone|everybody|alle|tous|\
    tout le monde|todos|tutti|iedereen|wszyscy|company|staff|team all|everyone all|entire company|whole company";

/// How the address of a list ends, after a hyphen or a dot.
pub(super) const ADDRESS_GROUPS: &str = "list|liste|all|team|teams|group|users|members|announce|discuss|staff|everyone|dl|\
    committee|verteiler|hands";
/// Hosts on which only lists live.
pub(super) const LIST_HOSTS: &str = "googlegroups.com|groups.io|yahoogroups.com|yahoogroups.de|groups.google.com|freelists.org|\
    teams.ms|thread.tacv2|thread.v2|groups.outlook.com|groups.office.com|groups.live.com|mailman3.org|framalistes.org|simplelists.com";
/// How the host begins on which lists live.
pub(super) const LIST_LABELS: &str = "lists|list|listserv|groups|mailman|listes|listas|verteiler|ml";

/// Mailboxes of a house that several people read. `hi@` and `mail@` are as often somebody's own.
pub(super) const SHARED: &str = "info|office|contact|contacto|kontakt|billing|buero|sekretariat|secretariat|secretary|\
    enquiries|inquiries|booking|bookings|jobs|careers|feedback|help|orders|registration|tickets|webmaster|postmaster";

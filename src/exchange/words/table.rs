//! The words that stand in headers, by language and by what they say. Only data; how it is looked up stands in `words`.

use super::Role;

/// Headers with accents, blanks and signs taken out, by role. A word that stands twice counts where it stands first.
pub(super) const WORDS: &[(Role, &str)] = &[
    (
        Role::Name,
        "name whatisyourname whatsyourname contactperson ansprechpartner ansprechpartnerin kontaktperson \
         contactpersoon personnedecontact personadecontacto referente cognomeenome fullname namefull personname \
         yourname nameandsurname firstandlastname firstnamelastname namelastfirst lastnamefirstname lastfirst \
         firstlast vollername vollstandigername vorundnachname vornamenachname nachnamevorname nameund \
         vorname_nachname nomcomplet nometprenom nomprenom prenometnom prenomnom nomeprenom nombrecompleto \
         nombreyapellidos nombreyapellido apellidosynombre nomecompleto nomecognome nomeecognome cognomenome \
         nominativo nomeesobrenome volledigenaam naam nom nombre nome imieinazwisko nazwiskoiimie namn navn \
         fulltnavn fullstandigtnamn nimi jmeno jmenoaprijmeni nev teljesnev adsoyad adisoyadi isim nume \
         namevorname nachnameundvorname vorundzuname namedesteilnehmers firstlastname firstnamesurname \
         surnamefirstname surnamename firstnameandlastname firstandlast realname legalname guestfullname \
         nometprenoms prenomsetnom nomprenoms prenomsnom nombresyapellidos apellidosnombre apellidosnombres \
         nombreapellidos nomicognoms nomeeapelido nomesobrenome naamenvoornaam voornaamenachternaam \
         voornaamachternaam achternaamvoornaam voorenachternaam imienazwisko nazwiskoimie namnochefternamn \
         fornamnochefternamn fuldenavn fuldtnavn fornavnogefternavn kokonimi etunimijasukunimi sukunimietunimi \
         celejmeno jmenoprijmeni prijmeniajmeno prijmenijmeno meno menoapriezvisko ime imeiprezime prezimeiime \
         imeinpriimek vardas vardaspavarde vards vardsuzvards numecomplet numesiprenume numeprenume isimsoyisim \
         adivesoyadi adsoyadi nama namalengkap namapeserta hovaten hoten nafn fulltnafn",
    ),
    (
        Role::Display,
        "displayname fileas anzeigename badgename nameonbadge preferredname nomaffiche nombreparamostrar \
         displayedname visningsnamn vistnavn weergavenaam nomvisualizzato",
    ),
    (
        Role::First,
        "firstname givenname forename first fname vorname rufname prenom nombredepila primernombre primeironome \
         nomedebattesimo voornaam imie fornamn fornavn etunimi krestnijmeno keresztnev ad adi prenume firstnames \
         givennames christianname vornamen vornamedesteilnehmers prenoms nombres nombrepropio nomepropio roepnaam \
         voornamen imiona fornamnet krstnemeno namadepan ten fornavne firstnameofattendee eesnimi",
    ),
    (
        Role::Middle,
        "middlename additionalname deuxiemeprenom weiterevornamen middleinitial middle zweitername segundonombre \
         segundonome tussenvoegsel drugieimie mellannamn mellemnavn secondonome middelstenaam mellomnavn tendem \
         namatengah",
    ),
    (
        Role::Last,
        "lastname surname familyname last lname secondname nachname familienname zuname nomdefamille apellido \
         apellidos cognome sobrenome apelido achternaam nazwisko efternamn etternavn efternavn sukunimi prijmeni \
         vezeteknev soyad soyadi numedefamilie familienaam familiennamen primerapellido apellidopaterno \
         ultimonome ultimoapellido apelidos cognoms slektsnavn familienavn priezvisko prezime priimek pavarde \
         uzvards perekonnanimi perenimi soyisim soyismi nombredefamilia namabelakang namakeluarga familjenamn \
         nomdenaissance",
    ),
    (Role::Prefix, "nameprefix prefix honorificprefix namenszusatz"),
    (
        Role::Suffix,
        "namesuffix suffix honorificsuffix generation segundoapellido apellidomaterno sufijo sufixo suffisso \
         sufiks achtervoegsel suffixe",
    ),
    (
        Role::Salutation,
        "salutation anrede civilite tratamiento trattamento aanhef nametitle formofaddress courtesytitle \
         tratamientodecortesia pronomdappel aanspreking zwrot titulodecortesia",
    ),
    (Role::Title, "title titel titre titulo titolo tytul tittel titulus"),
    (
        Role::Job,
        "jobtitle whatdoyoudo job position role jobrole jobposition occupation profession worktitle designation \
         arbeitstitel organizationtitle organisationtitle titleposition positiontitle function jobfunction \
         headline funktion beruf stelle jobtitel berufsbezeichnung tatigkeit rolle fonction poste intituledeposte \
         metier puesto cargo ocupacion profesion puestodetrabajo ruolo posizione mansione qualifica professione \
         funcao profissao functie functietitel beroep stanowisko zawod befattning stilling tehtava titteli pozice \
         pracovnipozice beosztas unvan gorev stellenbezeichnung jobbezeichnung positionsbezeichnung \
         amtsbezeichnung dienststellung taetigkeit berufstatigkeit titreduposte titreprofessionnel emploi intituleduposte rol \
         puestoactual titulodelpuesto funcion papel cargofuncao ruoloaziendale incarico carica rolfunctie \
         functieomschrijving functienaam funkcja rola stanowiskopracy roll yrke yrkesroll yrkestitel tjanst \
         stillingsbetegnelse stillingstittel tehtavanimike ammatti asema rooli funkce profese pracovnizarazeni \
         pozicia funkcia pozicio munkakor foglalkozas functia pozitie pozisyon meslek gorevi carrec jabatan \
         pekerjaan posisi chucvu chucdanh vitri nghenghiep amet funkcija starf starfsheiti currentposition currenttitle currentrole rolejobtitle \
         professionalheadline professionaltitle businesstitle posizionelavorativa \
         titololavorativo profilprofessionnel wasmachstduberuflich aquetededicas quefaitesvousdanslavie chelavorofai \
         oquevocefaz watdoeje watvoorwerkdoeje czymsiezajmujesz",
    ),
    (
        Role::Company,
        "company wheredoyouwork nazwafirmy nomdelentreprise nomdelasociete nombredelaempresa nomedaempresa \
         nomedellazienda companyname organization organisation organizationname organisationname employer \
         affiliation institution business businessname workplace companyorganization companyorganisation \
         organizationcompany organisationcompany agency university firm firma firmenname unternehmen arbeitgeber \
         institut einrichtung entreprise societe organisme employeur etablissement raisonsociale empresa compania \
         organizacion institucion azienda societa ditta ente organizzazione organizacao instituicao companhia \
         bedrijf bedrijfsnaam organisatie werkgever organizacja instytucja foretag foretagsnamn arbetsgivare \
         virksomhed virksomhet bedrift yritys organisaatio spolecnost organizace ceg cegnev szervezet sirket \
         kurum companie org orgname accountname associatedcompany companies currentcompany institute employername \
         placeofwork companyaffiliation affiliatedorganization affiliations workorganization workcompany \
         nameofcompany nameoforganization betrieb firmaname unternehmensname unternehmenfirma arbeitsstelle \
         hochschule verband structure nomdelastructure nomentreprise nomdelorganisation association entidad \
         nombreempresa lugardetrabajo centrodetrabajo entidade nomeazienda impresa nomeorganizzazione \
         organisatienaam instelling onderneming zakladpracy pracodawca przedsiebiorstwo bolag arbetsplats selskap \
         arbejdsplads ettevote podjetje fyrirtaeki arbejdsgiver arbeidsgiver arbeidsplass organisasjon tyonantaja tyopaikka firmy \
         zamestnavatel instituce spolocnost munkahely intezmeny munkaltato angajator organizatie kurulus isyeri \
         perusahaan instansi organisasi namaperusahaan congty donvi tochuc noilamviec tencongty coquan \
         zugeordnetesunternehmen entrepriseassociee empresaasociada aziendaassociata empresaassociada \
         gekoppeldbedrijf powiazanafirma woarbeitestdu woarbeitensie dondetrabajas outravaillezvous \
         outravaillestu dovelavori ondetrabalha ondevocetrabalha waarwerkje gdziepracujesz",
    ),
    (
        Role::Email,
        "email emailaddress mail mailaddress emailaddresses emails primaryemail secondaryemail emailhome \
         emailwork emailother emailid electronicmail adresseemail adressemail adresseelectronique \
         adressedemessagerie courriel emailadresse mailadresse correo correoelectronico direcciondecorreo \
         direcciondecorreoelectronico direcciondeemail indirizzoemail postaelettronica \
         indirizzodipostaelettronica enderecodeemail correioeletronico mailadres emailadres adresemail poczta \
         epost epostadress epostadresse epostiosoite sahkoposti sahkopostiosoite emailcim emailadresi eposta \
         adresadeemail useremail useremailaddress emailaddr emailprimary emailpersonal emailprivate mailbox \
         adressemel mel couriel adressecourriel emailprofessionnel correuelectronic adrecaelectronica \
         adreselectronica direcciondelcorreoelectronico direccioncorreoelectronico indirizzodiemail \
         indirizzopostaelettronica correioelectronico enderecoeletronico enderecodecorreioeletronico adresaemail \
         adresapocztyelektronicznej pocztaelektroniczna mejl mejladress emailovaadresa epostaadresi elposta \
         elpastas epasts netfang surel alamatemail diachiemail thudientu",
    ),
    (
        Role::Phone,
        "phone phones phonenumber telephone telephonenumber mobile mobilenumber mobilephone cell cellphone \
         cellnumber tel contactnumber primaryphone homephone workphone businessphone companymainphone carphone \
         otherphone homemobile workmobile businessmobile phonenumbers mainphone whatsapp whatsappnumber handphone \
         telefon telefonnummer handy handynummer mobil mobiltelefon mobilnummer festnetz rufnummer telefonprivat \
         telefongeschaftlich telefonmobil telephoneportable portable numerodetelephone mobiletelephone telefono \
         telefonomovil movil celular numerodetelefono telefonofijo cellulare numeroditelefono telefonocellulare \
         telefone telemovel telefonecelular numerodetelefone telefoonnummer telefoon mobielnummer gsm \
         numertelefonu telefonkomorkowy komorka telefonnumret puhelin puhelinnumero matkapuhelin mobilni \
         telefonszam ceptelefonu telno telnr mobileno phoneno contactno cellno phonenr mobilenr telephoneno \
         mobilephonenumber cellphonenumber telephonenum phonenum mob landline landlinephone landlinenumber \
         contactphone contactmobile directphone directline smsnumber whatsappno telefonnr handynr mobilnr \
         mobilfunk mobilfunknummer diensttelefon telefondienstlich telefonnummermobil festnetznummer ndetelephone \
         numtel numerodetel numerotelephone notelephone ntelephone telportable telmobile telfixe telephonefixe \
         telephonemobile numerodeportable ndeportable telephonebureau telephonedomicile tfno tlf tfn telf \
         numerodecelular numerodemovil numeromovil numerodetelefonomovil telefonocelular telefonodecontacto \
         telefonocontacto telefonodeltrabajo telefonoparticular numerodetelemovel telefonecomercial \
         telefoneresidencial celularwhatsapp telefonemovel contactotelefonico telcellulare numerocellulare \
         recapitotelefonico telefonomobile telefonoufficio telefonoabitazione telefonofisso mobiel mobielenummer \
         mobielnr mobieltelefoonnummer mobieletelefoon telefoonnr telefoonopwerk telefoonthuis vastetelefoon \
         telkomorkowy nrtelefonu nrtel telkom numerkomorki numerkomorkowy telefonsluzbowy telefondomowy numertelefonukomorkowego numertelefonusluzbowego numertelefonudomowego \
         mobiltelefonnummer telefonarbete telefonhem telefonarbejde telefonjobb cislotelefonu telefonnicislo \
         telefonszammobil numardetelefon telefonnumarasi ceptel gsmno nohp nomorhp nomortelepon notelepon telepon \
         nowa nomorwhatsapp sodienthoai dienthoai sdt didong simi celularcomddd telefonecomddd celularddd telefoneddd",
    ),
    (
        Role::Link,
        "links link url linkedin linkedinurl linkedinprofile linkedinprofileurl profileurl profile website websiteurl \
         webpage web homepage personalwebpage twitter twitterhandle github githubname githubusername githuburl \
         githubhandle mastodon bluesky xing blog urlofmemberprofile webseite siteweb sitioweb paginaweb sitoweb \
         site witryna webbplats hjemmeside websitehomepage websitework websiteblog websiteprofile websiteother \
         linkedinlink linkedinprofil profillinkedin perfildelinkedin perfillinkedin profilolinkedin linkedinid \
         xingprofil webpagina siteinternet webseiteurl socialmedia",
    ),
    (
        Role::Tags,
        "tags tag labels categories category groupmembership keywords kategorien kategorie etiquetas etichette \
         kategoria kategorier luokat hashtags",
    ),
    (
        Role::Note,
        "notes note comment comments remarks bemerkung bemerkungen notiz notizen anmerkung anmerkungen kommentar \
         commentaires commentaire remarque notas comentarios nota observaciones annotazioni opmerkingen uwagi \
         notatki huomautus hinweis hinweise notatka uwaga notat notater anteckningar anteckning muistiinpanot \
         poznamka poznamky megjegyzes megjegyzesek notlar aciklama observacao observacoes notities anotacoes",
    ),
    (
        Role::Status,
        "status attending willyoucome willyouattend areyoucoming attendeestatus ticketstatus registrationstatus \
         approvalstatus orderstatus rsvp rsvpstatus attendance response bookingstatus reservationstatus \
         participationstatus teilnahmestatus anmeldestatus buchungsstatus teilnahme statut etat estado stato \
         situacao stan statusuczestnika statodelpartecipante estadodelaentrada participacion asistencia presenca \
         presence aanwezig aanwezigheid kommst zusage teilnahmebestatigung deltagerstatus katilimdurumu durum durumu \
         paymentstatus zahlungsstatus statutdepaiement statutdupaiement estadodelpago estadodepago estadodepagamento \
         statusdepagamento statusdopagamento statodelpagamento statodipagamento betaalstatus betalingsstatus \
         statusplatnosci odemedurumu",
    ),
    (
        Role::Void,
        "voidstatus void voided cancelled canceled cancelledat canceledat iscancelled iscanceled refunded \
         refundedat refundstatus storniert annule annullato cancelado anulowane geannuleerd ungultig stornierung \
         storno annulation annullamento cancelamento anulacion avbokad aflyst peruttu",
    ),
];

/// Words that say whose a column is, and no more.
pub(super) const HOLDERS: &str = "attendee|attendees|ticket|ticketholder|guest|participant|delegate|visitor|member|maintainer|\
    speaker|contact|registrant|invitee|teilnehmer|teilnehmers|teilnehmerin|teilnehmende|gast|besucher|\
    participante|asistente|invitado|ponente|palestrante|convidado|membro|partecipante|invitato|ospite|iscritto|\
    visiteur|invite|deelnemer|spreker|uczestnik|uczestnika|gosc|goscia|deltagare|deltager|osallistuja|\
    ucastnik|ucastnika|resztvevo|参加者|参加者名|来場者|参会者|参会人|嘉宾|참가자|참석자|участник|участника|гость|гостя|المشارك";
/// Of these alone, with no other word, the cell below is a name.
pub(super) const NAMED_BY: &str = "attendee|attendees|guest|participant|participants|delegate|visitor|member|maintainer|speaker|\
    person|contact|teilnehmer|teilnehmerin|teilnehmende|gast|besucher|participante|asistente|\
    invitado|ponente|convidado|partecipante|invitato|ospite|deelnemer|uczestnik|deltagare|deltager|osallistuja|\
    ucastnik|resztvevo|参加者|参加者名|参会者|参会人|嘉宾|참가자|참석자|участник|المشارك";
/// Words that say a column is the buyer's.
pub(super) const BUYERS: &str = "order|buyer|invoice|billing|purchaser|payer|booker|registration|customer|besteller|kaufer|\
    zahler|auftraggeber|rechnung|rechnungs|rechnungsadresse|rechnungsempfanger|acheteur|acheteuse|payeur|payeuse|\
    commande|facture|facturation|comprador|compradora|pedido|pagador|facturacion|acquirente|pagatore|ordine|\
    fatturazione|fatura|koper|bestelling|factuur|kupujacy|kupujacego|zamawiajacy|zamawiajacego|zamowienia|faktura|\
    faktury|kopare|kober|kjoper|заказчик|заказчика|покупатель|покупателя|плательщик|плательщика|購入者|注文者|請求先|\
    购买者|购买人|购票人|付款人|購買人|訂購人|구매자|주문자|결제자";
/// Words that change nothing.
pub(super) const FILLERS: &str = "value|required|optional|pflichtfeld|pflicht|obligatoire|obligatorio|obligatorisk|your|please|\
    enter|the|ihr|ihre|dein|deine|votre|vos|ton|su|sus|seu|sua|tuo|tua|suo|uw|jouw|je|twoj|twoje|din|ditt|address1|\
    legal|official|registered|current|actual|aktuell|aktuelle|aktueller|aktuelles|actuel|actuelle|\
    of|de|del|della|do|da|di|du|des|der|die|das|le|la|les|el|il|van|het|een|den|av|od";
/// Words that say where an address or a number belongs.
pub(super) const PLACES: &str = "home|work|business|primary|secondary|second|third|2nd|3rd|other|personal|private|main|office|\
    alternate|alternative|additional|preferred|contact|direct|mobile|\
    privat|geschaftlich|dienstlich|primar|primare|sekundar|sekundare|weitere|zweite|alternativ|mobil|nr|no|num|\
    numero|number|n|professionnel|personnel|perso|bureau|domicile|fixe|principal|principale|secondaire|autre|de|du|del|\
    trabajo|laboral|particular|profesional|otro|otra|secundario|lavoro|casa|abitazione|ufficio|aziendale|personale|\
    altro|altra|secondario|trabalho|pessoal|profissional|outro|outra|werk|thuis|zakelijk|prive|ander|andere|\
    sluzbowy|prywatny|domowy|inny|arbete|hem|annan|arbejde|arbeid|hjem|anden|annen|\
    primaria|primario|secondaria|secundaria|principale|premiere|deuxieme|primair|secundair|extra|podstawowy|\
    dodatkowy|drugi|primar|sekundarer|alternativo|alternativa|\
    рабочий|рабочая|личный|личная|домашний|основной|другой|дополнительный|раб|дом|моб|\
    会社|部門|直通|代表|自宅|勤務先|個人";
/// With any of these, a phone is none, and a name is not theirs.
pub(super) const OTHERS: &str = "fax|telefax|faks|telecopie|telefaks|факс|传真|傳真|ファックス|팩스|φαξ|فاكس|פקס|\
    pager|telex|tty|tdd|isdn|radio|callback|video|phonetic|yomi|maiden|nick|nickname|type|label|\
    id|kana|event|file|user|username|photo|code|count|date|assistant|assistants|manager|managers|\
    spouse|emergency";
/// What may stand between two words for the same in one header: "Company or organisation".
pub(super) const OR: &[&str] = &["/", "|", "・", "、", " or ", " oder ", " ou ", " lub ", " eller ", " или "];

/// Words of a question and what it asks for.
pub(super) const CLUES: &[(Role, &str)] = &[
    (Role::Link, "linkedin|github|twitter|website|webseite"),
    (Role::Email, "email|mail|courriel|correo"),
    (Role::Phone, "phone|mobile|telefon|telephone|telefono|telefone"),
    (
        Role::Job,
        "role|position|jobtitle|job|title|funktion|rolle|beruf|jobtitel|fonction|poste|metier|cargo|puesto|\
         ocupacion|profesion|funcao|profissao|ruolo|posizione|mansione|functie|functietitel|beroep|rol|stanowisko|\
         zawod|rola|befattning|stilling",
    ),
    (
        Role::Company,
        "company|organization|organisation|employer|firma|unternehmen|arbeitgeber|entreprise|societe|empresa|\
         organizacion|azienda|organizzazione|organizacao|bedrijf|organisatie|firmie|firmy|foretag|virksomhed|bedrift",
    ),
];
/// The same in languages that write no blanks, where any part of a question may say it.
pub(super) const CLUES_WITHIN: &[(Role, &str)] = &[
    (Role::Email, "メールアドレス|邮箱|電子郵件|이메일"),
    (Role::Phone, "電話番号|手机号|電話號碼|전화번호|휴대폰"),
    (Role::Job, "役職|職種|職業|肩書|职位|职务|職稱|직책|직함|직무"),
    (Role::Company, "会社名|勤務先|ご所属|所属先|公司|单位|單位|회사|소속"),
];
/// What a question or a request ends with there.
pub(super) const ASKING: &str =
    "ください|下さい|ますか|ですか|请填写|请输入|請填寫|주세요|입니까|인가요|까요";
/// "Is your company hiring?" does not ask which.
pub(super) const YES_OR_NO: &str = "how|why|when|would|do|does|did|are|is|can|wie|wann|ist|hat|sind|combien|comment|est|\
    cuantos|cuantas|cuando|es|quanti|quante|quando|quantos|quantas|hoeveel|hoe|ile|czy";
/// Nor does "The size of your company".
pub(super) const ABOUT_IT: &str = "size|many|street|city|country|zip|industry|sector|address|grosse|branche|stadt|mitarbeiter|\
    taille|secteur|ville|salaries|tamano|sector|ciudad|empleados|dimensione|dimensioni|settore|dipendenti|tamanho|setor|\
    funcionarios|grootte|medewerkers|wielkosc|branza";

/// The first words of headers that ask, by what they ask for: "Wer", "Was macht er", "How to reach". A header that only asks
/// says less than one that names, so these count only where no word of the tables above does.
pub(super) const ASKED: &[(Role, &str)] = &[
    (Role::Name, "who|wer|qui|quien|quienes|chi|quem|kto|hvem|vem|kuka|кто|хто"),
    (Role::Company, "where|wo|woher|ou|donde|dove|onde|gdzie|hvor|var|waar|kde|где|де"),
    (Role::Job, "what|was|quoi|que|cosa|co|hvad|hva|vad|wat|mika|что|що"),
    (Role::Email, "how|wie|comment|como|come|jak|hvordan|hur|hoe|miten|как|як"),
];

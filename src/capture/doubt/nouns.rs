//! Words that head a page, end a mail or are bought, and given names: what tells "Agenda" from "Maria" where nothing else does.
//!
//! No word is here that is a given name somewhere: "Grace", "Mark", "Olive", "Sal" and "Pan" are people. Family names may be,
//! as nobody is called by one and a word behind it ("Panel", but "Ray Panel").

/// What a name neither is nor begins with, whatever follows it.
pub(super) const HEADINGS: &str = "\
    agenda agendas contacts contact names people person attendees guests speakers organisers sponsors panel panels \
    panellists keynote keynotes talk talks speech session sessions lecture lectures workshop workshops presentation \
    presentations discussion introduction introductions intros welcome break brunch reception party registration networking \
    mixer mixers meetup conference congress summit expo fair exhibition todo todos to-dos tasks task action actions follow-up \
    follow-ups followup followups summary takeaway takeaways lessons lesson learnings thoughts topics topic questions answers \
    feedback reminders misc miscellaneous links link resources schedule programme program timetable itinerary packing \
    checklist inventory budget invoice invoices receipt receipts expenses list lists meetings call calls emails phones \
    address addresses number numbers venue location tickets ticket bus taxi times place business cards key main \
    untitled draft birthday birthdays anniversary holiday holidays vacation weekend regards cheers sincerely greetings \
    dear hi hello hey sent fwd fw re aw wg kind warm warmest yours happy congratulations congrats sorry ok okay yes \
    q&a faq tbd tba asap nb ps p.s room rooms chamber membership renewal notes stuff things important urgent next \
    website websites pricing funding marketing rsvp unsubscribe subject from date cc bcc day days week weeks month months year years part chapter section \
    tagesordnung notizen kontakte namen teilnehmer gäste redner referenten vorträge sitzung besprechung sitzungen \
    protokoll begrüßung einführung pause empfang messe kongress tagung aufgaben aufgabe zusammenfassung themen thema \
    fragen antworten ideen idee erinnerungen einkaufsliste einkauf einkaufen liste listen packliste zeitplan ablauf \
    programm termine rechnungen quittung ausgaben anrufe rückruf visitenkarten visitenkarte kaffee geburtstag jubiläum \
    urlaub feiertag grüße gruß treffpunkt eingang steuer steuererklärung paket hallo liebe lieber liebste betreff datum wichtig dringend sonstiges erledigt raum tisch \
    ordre contacts noms invités intervenants conférence réunions séance atelier ateliers pause-café accueil salon \
    tâches tâche résumé sujets questions réponses idées courses liste listes horaire programme factures reçu dépenses \
    appels anniversaire vacances cordialement salutations bonjour salut cher chère objet urgent \
    orden contactos nombres invitados ponentes reuniones sesión taller talleres conferencia ponencia pausa recepción feria \
    tareas tarea resumen temas preguntas respuestas ideas compras lista listas horario programa facturas recibo gastos \
    llamadas cumpleaños aniversario vacaciones saludos saludo hola querido querida asunto fecha importante urgente notas \
    ordine contatti riunione riunioni appunti compiti riassunto spesa fatture cumprimentos reunião apontamentos tarefas \
    resumo fatura almoço jantar pranzo colazione afspraak vergadering notulen boodschappen contacten taken";
/// What is bought.
pub(super) const GOODS: &str = "\
    milk eggs egg bread butter cheese flour sugar salt pasta noodles apples bananas tomatoes potatoes onions garlic carrots \
    water beer wine juice yoghurt yogurt cream ham bacon chicken fish beans cereal cookies biscuits chocolate toothpaste \
    shampoo soap batteries detergent napkins towels stamps envelopes paper pens candles bin-bags milch eier käse mehl zucker \
    nudeln äpfel bananen tomaten kartoffeln zwiebeln knoblauch wasser brötchen sahne wurst zahnpasta seife batterien lait \
    œufs oeufs pain beurre fromage farine sucre pâtes pommes tomates oignons eau bière leche huevos mantequilla queso harina \
    azúcar arroz manzanas patatas cebollas agua cerveza latte uova pane burro formaggio farina zucchero leite ovos pão \
    manteiga queijo farinha açúcar melk eieren brood boter kaas suiker";
/// What a name does not end with, though it may begin with a name: "Spring Fair", "Makers Breakfast".
pub(super) const ENDS: &str = "\
    breakfast fair conference discussion association committee society expo summit meetup mixer club party workshop session \
    sessions team hotel restaurant commerce agenda notes list minutes programme ideas takeaways items points christmas \
    birthday ltd gmbh inc llc verein messe tagung liste frühstück weihnachten geburtstag noël anniversaire navidad \
    cumpleaños natale";
/// Where something is, before a number or a letter: "Room 4", "Hall B".
pub(super) const ROOMS: &str = "\
    entrance room hall table stand booth gate platform level floor seat row stage building unit track bus line terminal exit \
    pier block session part day group team module lesson chapter step option plan panel workshop raum saal halle tisch gleis \
    etage stock reihe platz tag teil gruppe salle table stand étage quai porte jour partie groupe sala mesa puerta andén piso \
    planta día parte grupo aula tavolo binario giorno zaal tafel spoor dag perron";
/// Days and months that are nobody's given name.
pub(super) const DAYS: &str = "\
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march \
    july september october november december jan feb mar apr jun jul aug sep sept oct nov dec montag dienstag mittwoch \
    donnerstag freitag samstag sonnabend sonntag januar jänner februar märz juli oktober dezember lundi mardi mercredi jeudi \
    vendredi samedi dimanche janvier février mars avril juillet août septembre octobre novembre décembre lunes martes \
    miércoles jueves viernes sábado enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
    lunedì martedì mercoledì giovedì venerdì sabato segunda terça quarta quinta sexta maandag dinsdag woensdag donderdag \
    vrijdag zaterdag zondag";
/// Days and months that people are called, too, by their given or their family name.
pub(super) const NAMED_DAYS: &str = "\
    mon sun jan mar nov dec sat julio marzo mars avril freitag sonntag samstag montag friday sunday abril mayo agosto juli jun \
    segunda quinta";
/// Numbers in words, behind a room.
pub(super) const NUMBERS: &str = "\
    one two three four five six seven eight nine ten i ii iii iv v vi vii eins zwei drei vier fünf un deux trois quatre cinq \
    uno dos tres cuatro cinco";
/// Two words that are a greeting or the like, joined by `_`.
pub(super) const PAIRS: &str = "\
    to_do to-do_list merry_christmas alles_gute alles_liebe frohe_weihnachten frohes_fest joyeux_noël feliz_navidad buon_natale \
    bon_anniversaire happy_birthday best_regards best_wishes best_from à_faire à_acheter por_hacer da_fare a_fazer te_doen \
    zu_erledigen charla_de charla_con talk_by un_saludo vielen_dank guten_tag viele_grüße bonne_année prost_neujahr \
    spring_fair christmas_party action_items q_a";
/// What is asked of me in one word, before whom it is about: "Introduce Bob to Ana".
pub(super) const DEEDS: &str = "\
    introduce intro connect put ring pick book follow visit invite join update upload share register collect schedule \
    plan organise organize discuss review practise practice google research look listen ask email whatsapp message \
    vorstellen stelle stell verbinden verbinde rufe schreibe schicke frage kaufe bringe melde besuchen besuche einladen \
    présenter présente mettre contacter rappelle appelle écrire demande acheter achète inviter visiter presentar presenta \
    conectar contactar llama escribir escribe pregunta compra invitar visitar chiamare richiamare comprare mandare scrivere \
    pagare prenotare presentare ligar mandar marcar apresentar bellen kopen sturen mailen vragen voorstellen";
/// Somebody of whom no more is known than what they look like.
pub(super) const SOMEBODY: &str = "\
    woman man guy lady girl boy bloke chap dude kid couple gentleman student baker mann frau typ mädchen junge paar homme \
    femme type mec dame monsieur fille garçon hombre mujer chico chica señor señora pareja";
/// Given names of many countries, for lines in lower case; none of them is a word of the languages above.
pub(super) const GIVEN: &str = "\
    aaron abdul abdullah abel abigail adam adriana adrian agnes agnieszka ahmad ahmed aisha aiko akira alan albert alberto \
    alejandra alejandro alessandro alex alexander alexandra alexis alfred ali alice alicia alina alison amanda amara amelia \
    amélie amina amir amit amy ana anastasia anders andre andré andrea andreas andrew andrzej andy angela angelika anil anita \
    anja anke ann anna anne anneliese annette annika anthony antoine anton antonia antonio arjun arthur ashley astrid aurora \
    axel ayesha barbara beata beatrice beatriz ben benjamin bernadette bernard bernd bert bettina birgit björn bob boris \
    brian brigitte bruno camille camila carla carlos carmen carol caroline catalina catherine cathy cecilia charles charlotte \
    chen chiara chidi chloe chris christian christina christine christoph christopher claire clara claudia claus clara colin \
    conny cristina daniel daniela danielle dave david deborah denise dennis diana diego dieter dimitri dirk dmitri dominik \
    dominique donna doris dorothea eduardo edward eilidh elena elif elisa elisabeth elise elizabeth ella ellen elsa emil emily \
    emma emre enrique eric erica erik erika ernst esra esther eva evelyn fabian fatima felipe felix fernando fiona florian \
    francesca francesco francis francisco franz françois françoise fred frederik frida friedrich gabriel gabriela gareth gary \
    geoff george georg gerald gerd gianni giovanni giulia giuseppe gloria gordon graham greg gregor gretchen guillaume \
    gustavo hannah hannes hans harald harry hassan heidi heike heinz helen helena helga helmut henri henrik henry herbert \
    hiroshi holger hubert hugo ian ibrahim igor ilona ines ingrid irene irina isaac isabel isabella ivan ivo jacek jack jackie \
    jacob jacqueline jaime james jamie jane janet javier jean jeff jennifer jenny jens jeremy jerome jessica jim joan joana \
    joanna joao joão joaquin joe johan johannes john jonas jonathan jorge jose josé josef joseph joshua josie juan juana \
    julia julian julie juliette julius jutta kai karen karim karin karl karolina kate katharina kathrin katja kaveh keiko keith \
    kelly ken kenji kevin khalid kim kirsten klaus kofi konrad kristin kumar kurt lars laura lauren laurent lea lena leo leon \
    leonardo leonie leticia lidia lina linda lisa lorenzo louis louise luca lucas lucia lucía lucy luigi luis luisa lukas lydia \
    maciej magda magdalena mahmoud malik manfred manuel manuela marc marcel marcela marco marcos marcus margaret margarita \
    maria maría marie mariam marianne marina mario marion marjorie markus marlene marta martha martin martina mary mateo \
    mathias matteo matthew matthias maximilian maya mehmet melanie melissa mercedes michael michel michelle miguel mike mira \
    miriam mohamed mohammad mohammed monica monika monique muhammad mustafa nadia nadine nancy natalia natalie natasha ngozi \
    nicholas nick nicola nicolas nicole niels nigel nikolai nils nina noah noor nora norbert olaf oleg olga oliver olivia omar \
    oscar oskar otto pablo paola paolo patricia patrick paul paula pauline pavel pedro peter petra phil philip philipp philippe \
    pierre piotr priya rachel rafael rainer raj rajesh ralf ralph ramona raúl rebecca regina reinhard renata renate ricardo \
    richard rita robert roberto rodrigo roger roland rolf ronald rosa ruben rudolf ruth ryan sabine sabrina sakura sally \
    salvatore sam samantha samira samuel sandra sara sarah sebastian sergei sergio sharon sheila sigrid silke silvia simon \
    simone siobhan sofia sonia sonja sophia sophie stefan stefanie stella stephan stephanie stephen steve steven stuart sue \
    susan susanna susanne sven svetlana sylvia sylvie tanja tatiana ted teresa thea theo theresa thomas tim timo tina tobias \
    tom tomas tomasz tony torsten ulrich ulrike ursula ute uwe valentina valeria vanessa vera verena veronica veronika victor \
    victoria viktor vincent vladimir walter wanda wanjiru wei werner wilhelm william wolfgang xavier yan yasmin yolanda yuki \
    yusuf yves yvonne zahra zeynep zoe zofia zoë";

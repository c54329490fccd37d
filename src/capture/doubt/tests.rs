//! Names of many places stay people; sentences of four languages are nobody.

use crate::capture::{Choices, Scene, understand};
use crate::domain::{Book, Now};

#[track_caller]
fn is_somebody(line: &str) -> bool {
    let book = Book::default();
    let now = Now("2026-11-23T09:00:00+00:00[UTC]".parse().unwrap());
    let scene = Scene { book: &book, names: None, now: &now, event: None, selected: None };
    let understood = understand(line, &scene, &Choices::default());
    !understood.heads.is_empty() && !understood.is_of_nobody()
}

#[track_caller]
fn check(lines: &str, people: bool) {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let wrong: Vec<&&str> = lines.iter().filter(|line| is_somebody(line) != people).collect();
    assert!(wrong.is_empty(), "{} of {} lines: {wrong:#?}", wrong.len(), lines.len());
    assert!(lines.len() >= 20);
}

#[test]
fn names_of_many_places_are_people() {
    check(
        "Ana Ruiz; needs a website
        Ana
        ana; hi
        ana ruiz; hi
        Ana ruiz; hi
        Ana?; red glasses
        tall baker; needs flour
        Tall baker; needs flour
        tall baker, second shop near the station; hi
        ana maria lopez; hi
        maria de la cruz; hi
        de la Cruz
        de la Cruz; hi
        van der Berg; hi
        José María de la Concepción López y García; hi
        María de los Ángeles Pérez del Río
        Ludwig von und zu Hohenfels; hi
        Ursula von der Leyen; hi
        Anna auf der Maur; hi
        Sophie in 't Veld; hi
        Jan van den Heuvel; hi
        Aart aan de Brugh; hi
        Peter zum Felde; hi
        Otto am Ende; hi
        Charles de Gaulle; hi
        Jeanne d'Arc; hi
        Guillaume de l'Hôpital; hi
        Conan O’Brien; hi
        Leonardo da Vinci; hi
        Lorenzo de' Medici; hi
        Björk; sings
        Þórdís Kolbrún Gylfadóttir; hi
        Łukasz Żak; hi
        Nguyễn Thị Minh Khai; hi
        An Nguyen
        An Nguyen; hi
        Do Thi Ha; hi
        Son Heung-min; hi
        Will Smith; hi
        will smith; hi
        Mark Twain; hi
        Can Demir; hi
        Grace Hopper; hi
        Art Will; hi
        La Toya Jackson; hi
        El Hassan bin Talal; hi
        Das Gupta; hi
        Muhammad ibn Musa al-Khwarizmi; hi
        محمد بن عبد الله بن علي الهاشمي; hi
        דוד בן גוריון; hi
        山田花子; 寿司
        阮文
        김민준; hi
        สมชาย ใจดี; hi
        अमित शर्मा; hi
        Иван Петров; привет
        Анна Сергеевна Иванова
        Αλέξανδρος Παπαδόπουλος; hi
        アレクサンダー・ハミルトン・スミス; hi
        Kumar; hi
        Sukarno
        Robert Downey Jr.; hi
        Dr. Ana Ruiz; hi
        Prof. Dr. Hans-Peter Müller-Lüdenscheidt; hi
        J. R. R. Tolkien; hi
        50 Cent; sings
        Agent 7; hi
        Alexander the Great; hi
        Duke of York; hi
        Maria from accounting; hi
        Ana from the bakery; needs flour
        Tom from Acme; hi
        Anna aus Köln; hi
        Luis de Madrid; hi
        Ana Ruiz, who bakes; hi
        Smith & Sons; hi
        Robert (Bob) Smith; hi
        tom (tall, beard); hi
        Ana Ruiz + Tom Berg; hi
        ANA RUIZ DE LA CRUZ; hi
        AN NGUYEN; hi
        bell hooks; writes
        k.d. lang; sings
        will.i.am; sings
        ana.ruiz@forno.example; hi
        Maria Cristina; hi
        Hope Solo; keeper
        Rich Little; hi
        Mai Linh; hi
        Mi-kyung Han; hi
        Ng Wei; hi
        O; hi
        Xi; hi
        Lê Văn Tám; hi
        Pedro dos Santos e Silva; hi
        Ana e Silva; hi
        Ramón y Cajal; hi
        Otto von der Heide; hi
        Prinz zu Hohenlohe; hi
        Pero Perić; hi
        Este Lauder; hi
        Will.I.Am; hi
        Mary-Jane O'Hara; hi
        Frère Jacques; hi
        Ole Gunnar; hi
        Hans im Glück; hi
        Le Corbusier; hi
        Los Campesinos; band
        Fritz, der Bäcker; hi
        Anna (die mit dem Hut); hi
        woman in red; has a dog
        Woman in red; has a dog
        Lee @ Wok #food
        ana, baker
        Ana Ruiz: needs a website
        ana: needs a website
        Nana Yaa Asantewaa; hi
        Ngozi Okonjo-Iweala; hi
        Thích Nhất Hạnh; hi
        Gyula Horn; hi
        Horn Gyula; hi
        Þór; hi
        İbrahim Çelik; hi
        O’Neil de la Cruz; hi
        Иван; hi
        иван петров; hi
        Mehmet Ali Ağca; hi
        Sheikh Zayed bin Sultan Al Nahyan; hi
        Zhang Wei, 张伟; hi",
        true,
    );
}

#[test]
fn sentences_in_english_are_nobody() {
    check(
        "What a strange evening it was, nobody spoke
        What a strange evening it was
        WHAT A STRANGE EVENING IT WAS
        Nobody spoke to me; sad
        The coffee was terrible
        The tall man never came back; odd
        Great evening, everyone stayed late
        Great talk today!
        Good crowd tonight
        Buy milk
        Buy milk; and bread
        buy milk
        pick up bread
        Call the plumber; urgent
        Call Tom Berg; urgent
        Remember the umbrella
        Remind Ana; call
        Lunch with Tom; Friday
        Meeting Tom Berg; 10 am
        Note: the hall is cold
        TODO: send the deck; by fri
        Idea: a club for bakers
        Ideas for the spring fair
        Thanks to everyone who came
        How do I find a better room?
        Why is nobody here
        When does the guild meet; ask
        Where was Ana tonight
        This room is far too small
        There were about forty people
        They sold the shop in March
        Tom Berg needs a website
        Tom said he would come
        Ana was there with her brother
        Forty people came and most of them left early
        Nothing happened; really
        Everybody was late
        Not a good night
        It rained. Nobody cared
        We met Tom Berg.
        Lost my umbrella somewhere near the station
        My feet hurt; too long
        Two hours of speeches
        18:30 doors open
        18:30
        3 eggs
        20.11.2026 Nina Noe; hi
        2026 plan; hi
        # Title
        ## At the fair
        > quoted
        ---
        ```
        Weather was bad but people came
        Talked about prices for hours
        Think about a second shop; later
        Learned that flour is cheaper in spring
        So many new faces
        Maybe I should go again
        I liked the venue
        Let's meet again; soon
        Don't forget the keys
        The end",
        false,
    );
}

#[test]
fn sentences_in_german_are_nobody() {
    check(
        "Was für ein seltsamer Abend, niemand sprach
        Heute war ein guter Abend
        Heute nichts los
        Gestern mit Anna gesprochen
        Morgen Brot kaufen
        Nicht vergessen: Schlüssel
        Bitte Rechnung schicken
        Der Kaffee war kalt
        Die Messe war voll und laut
        Das Essen hat geschmeckt
        Ein schöner Abend mit vielen Leuten
        Es war sehr kalt im Saal
        Ich habe niemanden gekannt
        Wir haben lange geredet
        Wie heißt der Bäcker noch
        Wer war der Mann mit Hut?
        Wo ist mein Schirm
        Warum kommt keiner; traurig
        Gespräch über Preise
        Treffen mit Tom; Freitag
        Termin beim Arzt
        Mittagessen mit Anna
        Vortrag war langweilig
        Anna hat abgesagt
        Tom Berg kommt nicht
        Keine Zeit; leider
        Leider zu spät gekommen
        Sehr gute Stimmung
        Gute Gespräche heute
        Viele neue Gesichter
        Nächste Woche wieder hingehen
        Noch einmal anrufen
        Auf dem Weg zur Messe
        Nach der Messe müde
        Im Saal war es dunkel
        Brot und Butter kaufen; morgen
        Anrufen: Tom
        Notiz: Saal zu klein
        Rechnung bezahlen
        Abend mit Freunden; schön
        Viel gelernt über Mehl
        Endlich jemand, der zuhört
        Danach noch ein Bier
        Man lernt nie aus
        Es gab kein Brot
        Alle waren da
        Niemand da
        Schöner Saal, gute Leute
        Toller Abend!
        Zwei Stunden lang nur Reden
        Ohne Brille nichts gesehen
        Für den Stand fehlt noch Mehl
        Über Geld spricht man nicht
        Vielleicht nächstes Jahr wieder
        Mit Anna über Mehl geredet
        Beim nächsten Mal früher kommen
        Die Leute waren nett
        Unser Stand war zu klein
        Einladung schreiben; bald
        Mein Fuß tut weh; zu lange",
        false,
    );
}

#[test]
fn sentences_in_french_are_nobody() {
    check(
        "Quelle soirée étrange, personne n'a parlé
        C'était une belle soirée
        C’est très petit ici
        Il y avait trop de monde
        Elle est partie tôt
        Nous avons parlé longtemps
        Je ne connais personne
        J'ai oublié mon parapluie
        Le café était froid
        La salle est trop petite
        Les gens sont gentils
        Un homme avec un chapeau; bizarre
        Une femme très drôle
        Des gens partout; bruyant
        Aujourd'hui rien de neuf
        Hier avec Anne au salon
        Demain acheter du pain
        Acheter du pain
        Appeler le plombier; urgent
        Envoyer la facture
        Payer la salle
        Ne pas oublier les clés
        Pas de café; triste
        Réunion avec Tom; vendredi
        Déjeuner avec Anne
        Rendez-vous chez le dentiste
        Note: la salle est froide
        Idée: un club
        Qui était cet homme?
        Que faire demain
        Pourquoi personne ne vient
        Comment trouver une salle
        Où est mon manteau
        Quand revient le boulanger
        Anne n'est pas venue
        Tom est arrivé en retard
        Beaucoup de nouveaux visages
        Bonne ambiance ce soir
        Belle rencontre avec des boulangers
        Très bon discours
        Trop long et trop chaud
        Tout le monde était là
        Tous étaient fatigués
        On a bien ri
        Mon pied fait mal
        Ma voisine était absente
        Personne dans la salle
        Personne n'a répondu
        Prochaine fois venir plus tôt
        Soirée très étrange
        Discours trop longs mais utiles
        Deux heures de discours
        Pour le stand il faut de la farine
        Avec Anne nous avons ri
        Dans le train du retour
        Chez Tom il fait froid
        Ce soir, rien
        Cette salle est sombre
        Vous avez raison
        Elles étaient contentes",
        false,
    );
}

#[test]
fn sentences_in_spanish_are_nobody() {
    check(
        "Qué noche tan rara, nadie habló
        Qué noche tan rara
        Hoy no pasó nada
        Ayer hablé con Ana
        Mañana comprar pan
        Comprar pan
        Llamar al fontanero; urgente
        Enviar la factura
        Pagar la sala
        No olvidar las llaves
        Nadie habló conmigo
        Nada nuevo hoy
        El café estaba frío
        La sala es muy pequeña
        Los panaderos llegaron tarde
        Las sillas eran incómodas
        Un hombre con sombrero; raro
        Una mujer muy simpática
        Había demasiada gente
        Hay poco sitio
        Es muy tarde
        Fue una noche larga
        Muy buena charla
        Mucha gente nueva
        Muchas caras nuevas
        Todos estaban cansados
        Todo muy caro
        Buena gente, mala comida
        Buen ambiente esta noche
        Gran charla!
        Reunión con Tom; viernes
        Almuerzo con Ana
        Cena con los vecinos
        Cita con el dentista
        Nota: la sala está fría
        Idea: un club
        Quién era ese hombre?
        ¿Quién era ese hombre?
        ¡Qué noche!
        Cómo encontrar una sala
        Cuándo vuelve el panadero
        Dónde está mi abrigo
        Por qué nadie viene
        Para el puesto falta harina
        Con Ana hablé de precios
        En la feria había pan
        Al salir llovía
        Se fue temprano
        Me duele el pie
        Mi pie duele; mucho
        Ana no vino
        Tom llegó tarde y cansado
        Ya es tarde
        Este sitio es oscuro
        Esta noche nada
        Noche con amigos; bien
        Próxima vez venir antes
        Nunca más; demasiado lejos
        Siempre lo mismo
        Dos horas de discursos",
        false,
    );
}

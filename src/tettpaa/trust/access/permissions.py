"""What pages ask for, made from the matrix: `@requires("absence_read", pupil="key")`.

A permission about a pupil is a thing and an action of the matrix (`matrix.py`), for all roles whose cell has the
letter, or for some of them. One about a group, a school or an owner opens a page; which pupils the page may name is
asked of the permissions about pupils.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tettpaa.trust.access.matrix import Action, Thing, thing_named
from tettpaa.trust.access.roles import REACH, Role, Where
from tettpaa.trust.access.zones import Zone


class Subject(StrEnum):
    """What a permission is about; a decision is asked about one of these."""

    PUPIL = "pupil"
    GROUP = "group"
    SCHOOL = "school"
    OWNER = "owner"
    NOTHING = "nothing"


class Audience(StrEnum):
    """Who may even ask."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    BY_ROLE = "by_role"


@dataclass(frozen=True)
class Permission:
    """One row. `names_pupils`: its pages show pupils, so each answer owes an access record."""

    name: str
    about: Subject
    words: str
    cells: Mapping[Role, Where] = field(default_factory=dict)
    audience: Audience = Audience.BY_ROLE
    names_pupils: bool = False
    zone: Zone = Zone.EVERYDAY
    thing: str = ""
    action: Action | None = None
    why: str = ""


def permission_of(thing: Thing, action: Action) -> Permission:
    """To do one thing of the matrix, for every role whose cell has the letter."""
    cells = {role: REACH[role] for role in thing.cells if thing.allows(role, action)}
    return Permission(
        f"{thing.name}.{action.name.lower()}", Subject.PUPIL, thing.words, cells, names_pupils=True, zone=thing.zone,
        thing=thing.name, action=action,
    )  # fmt: skip


def _pupil(
    name: str, thing: str, action: Action, words: str, *, only: tuple[Role, ...] = (), why: str = ""
) -> Permission:
    """About a pupil: the roles whose cell of the matrix has the letter, or `only` some of them."""
    whole = permission_of(thing_named(thing), action)
    if missing := set(only) - set(whole.cells):
        raise LookupError(f"{name}: the matrix does not give {thing} {action} to {sorted(missing)}")
    cells = {role: where for role, where in whole.cells.items() if not only or role in only}
    return replace(whole, name=name, words=words, cells=cells, why=why)


def _page(
    name: str, about: Subject, zone: Zone, words: str, *roles: Role, names_pupils: bool = False, why: str = ""
) -> Permission:
    """A page about a group, a school or an owner, for roles that reach it."""
    cells = {role: REACH[role] for role in roles}
    return Permission(name, about, words, cells, names_pupils=names_pupils, zone=zone, why=why)


def _nowhere(name: str, words: str, *roles: Role, names_pupils: bool = False, why: str = "") -> Permission:
    """A page about nothing in its address: the view finds what is the user's own."""
    cells = {role: REACH[role] for role in roles}
    return Permission(name, Subject.NOTHING, words, cells, names_pupils=names_pupils, zone=Zone.SCHOOL, why=why)


_R = Role
_EVERYDAY, _SCHOOL, _ANALYTICS = Zone.EVERYDAY, Zone.SCHOOL, Zone.ANALYTICS
_FOLLOW_UP = (_R.CONTACT_TEACHER, _R.COUNSELLOR, _R.LEADER)
# Who works with pupils, here or from another service: whoever can be asked for something.
_AT_WORK = (
    *_FOLLOW_UP,
    _R.SUBJECT_TEACHER,
    _R.SUBSTITUTE,
    _R.CASE_MEMBER,
    _R.PPT_ADVISER,
    _R.PPT_OFFICE,
    _R.NURSE,
    _R.OT_ADVISER,
    _R.NAV_ADVISER,
)
_OWNERS_OWN = (_R.ANALYST, _R.RULE_EDITOR)

PERMISSIONS = (
    Permission("public", Subject.NOTHING, "Åpne sider: innlogging, språkvalg, fraværskalkulator",
               audience=Audience.ANYONE, zone=Zone.OPEN),
    Permission("signed_in", Subject.NOTHING, "Sider for alle som er logget inn: startside, utlogging",
               audience=Audience.SIGNED_IN, zone=Zone.OPEN),
    Permission("own_log_read", Subject.NOTHING, "Hvem har sett meg: loggen over oppslag om en selv",
               audience=Audience.SIGNED_IN, zone=Zone.OPEN, why="Alle har rett til å vite hvem som har lest om dem."),
    Permission("own_record_read", Subject.NOTHING, "Mine opplysninger: alt som er lagret om en selv, på siden og som filer",
               audience=Audience.SIGNED_IN, zone=Zone.OPEN,
               why="Retten til innsyn er den enkeltes egen; siden viser bare den som er logget inn privat."),
    _pupil("day_read", "flag", Action.FIND, "Min dag: elever med flagg som ingen har snakket med",
           only=(_R.CONTACT_TEACHER, _R.COUNSELLOR)),
    _pupil("pupil_open", "identity", Action.READ, "Elevsiden: navn, klasse, kontaktlærer",
           only=(_R.CONTACT_TEACHER, _R.SUBJECT_TEACHER, _R.COUNSELLOR, _R.LEADER, _R.CASE_MEMBER, _R.EMERGENCY_OPENER,
                 _R.RECEIVER),
           why="Faglærer ser eleven så lenge begge er i gruppen, og da bare det faget gruppen har."),
    _pupil("absence_read", "absence", Action.READ, "Alt fravær for en elev: kalender, timer, dokumentasjon, alle fag",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("subject_absence_read", "subject_absence", Action.READ, "Fraværet i eget fag mot grensen i § 9-8",
           only=(*_FOLLOW_UP, _R.SUBJECT_TEACHER, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER),
           why="Faglærer skal varsle om manglende grunnlag (§ 9-7), men trenger ikke de andre fagene."),
    _pupil("grade_read", "grade", Action.READ, "Karakterer i alle fag, orden og atferd",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("subject_grade_read", "subject_grade", Action.READ, "Karakteren i eget fag",
           only=(*_FOLLOW_UP, _R.SUBJECT_TEACHER, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("flag_read", "flag", Action.READ, "Flagg med grunn og historie",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER),
           why="Et flagg bygger på alle fag; faglærer ser ikke alle fag."),
    _pupil("contact_read", "contact", Action.READ, "Hvem som har snakket med eleven, og elevens linje",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("contact_record", "contact", Action.CREATE, "Skrive at noen har snakket med eleven", only=_FOLLOW_UP),
    _pupil("contact_void", "contact", Action.VOID, "Merke en kontakt som feilført", only=_FOLLOW_UP),
    _pupil("talk_read", "talk", Action.READ, "Samtaler med skjema, elevens kvittering og avtalt rytme",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("talk_record", "talk", Action.CREATE, "Skrive en samtale med skjema, og avtale hvor ofte dere snakkes",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("talk_void", "talk", Action.VOID, "Merke en samtale som feilført", only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("own_talk_read", "talk", Action.READ, "Samtalene mine: det skolen har skrevet fra samtaler med en selv",
           only=(_R.PUPIL,)),
    _pupil("talk_receipt", "talk", Action.CREATE, "Si at en har lest det som er skrevet fra en samtale, eller er uenig",
           only=(_R.PUPIL,), why="Skolen skriver samtalen; eleven kvitterer, og er aldri den som godkjenner."),
    Permission("own_follow_up_read", Subject.NOTHING, "Min oppfølging: hva som er avtalt med en selv, eller om et barn",
               audience=Audience.SIGNED_IN, names_pupils=True, zone=Zone.OPEN,
               why="Siden viser bare de delene den som leser, har rett til hver for seg; andre får en tom side."),
    _pupil("own_plan_read", "plan", Action.READ, "Planen om en selv, og om barna etter alder og samtykke",
           only=(_R.PUPIL, _R.GUARDIAN)),
    _pupil("own_measure_read", "measure", Action.READ, "Tiltakene for en selv, og for barna etter alder og samtykke",
           only=(_R.PUPIL, _R.GUARDIAN)),
    _pupil("own_meeting_read", "meeting", Action.READ, "Møtene som kommer om en selv, og om barna etter alder og samtykke",
           only=(_R.PUPIL, _R.GUARDIAN)),
    _pupil("own_case_read", "case", Action.READ, "Hvem som har ansvaret for å følge opp en selv", only=(_R.PUPIL,)),
    _pupil("own_view_say", "plan", Action.CREATE, "Skrive hva en selv mener om planen", only=(_R.PUPIL,),
           why="Eleven skal bli hørt (opplæringslova § 10-2). Resten av planen er skolens å skrive."),
    _pupil("own_plan_print", "plan", Action.EXPORT, "Ta ut planen om en selv, og om barna, som PDF",
           only=(_R.PUPIL, _R.GUARDIAN),
           why="Foresatte tar ut det de kan lese etter elevens alder og samtykke, og ikke mer (forvaltningsloven § 20)."),
    _pupil("explanation_ask", "explanation", Action.CREATE, "Be kontaktlærer forklare stort fravær", only=(_R.LEADER,)),
    _pupil("explanation_answer", "explanation", Action.CHANGE, "Svare på spørsmål om stort fravær",
           only=(_R.CONTACT_TEACHER,)),
    _pupil("explanation_void", "explanation", Action.VOID, "Merke et svar om fravær som feilført"),
    _pupil("concern_tell", "concern", Action.CREATE, "Melde en bekymring om en elev"),
    _pupil("concern_read", "concern", Action.READ, "Bekymringer om en elev, og hva som ble gjort",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER)),
    _pupil("concern_answer", "concern", Action.CHANGE, "Svare på en bekymring", only=_FOLLOW_UP),
    _pupil("case_read", "case", Action.READ, "Oppfølgingssaken: hvem som har den, og hva som er gjort",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("case_open", "case", Action.CREATE, "Opprette en oppfølgingssak", only=_FOLLOW_UP),
    _pupil("case_change", "case", Action.CHANGE, "Føre saken videre: avvente, ta opp, gi videre, avslutte",
           only=(_R.COUNSELLOR, _R.LEADER, _R.CASE_MEMBER),
           why="Den som har ansvaret, er med i saken. Kontaktlærer som ikke er med, leser den."),
    _pupil("case_withdraw", "case", Action.VOID, "Merke en sak som feilført", only=(_R.COUNSELLOR, _R.LEADER)),
    _pupil("mapping_read", "mapping", Action.READ, "Kartleggingen: hva som står bak, styrker og elevens egne ord",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("mapping_write", "mapping", Action.CREATE, "Skrive kartleggingen, som en ny versjon",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("mapping_void", "mapping", Action.VOID, "Merke en kartlegging eller et innspill som feilført", only=_FOLLOW_UP),
    _pupil("input_read", "mapping", Action.READ, "Innspillsrunder: hva faglærerne har svart, og hvem som ikke har svart",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("input_ask", "mapping", Action.CHANGE, "Be faglærerne om innspill, minne dem og avslutte runden",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _nowhere("input_answer", "Svare på en innspillsrunde om en elev en underviser", _R.SUBJECT_TEACHER, names_pupils=True,
             why="Faglærer ser navnet, faget og spørsmålene: ikke saken, ikke hvorfor, ikke hva andre har svart."),
    _page("class_review_read", Subject.GROUP, _SCHOOL, "Klassegjennomgangen: hver elev i klassen på ett ark", *_FOLLOW_UP,
          names_pupils=True, why="Linjene om en elev vises bare for den som får lese kartleggingen av eleven."),
    _page("class_review_write", Subject.GROUP, _SCHOOL, "Skrive i klassegjennomgangen", *_FOLLOW_UP, names_pupils=True),
    _page("class_review_open", Subject.GROUP, _SCHOOL, "Åpne og avslutte en klassegjennomgang", _R.COUNSELLOR, _R.LEADER,
          names_pupils=True),
    _pupil("plan_read", "plan", Action.READ, "Planen for en elev: hva som gjøres, når, av hvem, og alle versjoner",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("plan_write", "plan", Action.CHANGE, "Lage, lagre og evaluere en plan, eller skrive at den ikke er nødvendig",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("plan_void", "plan", Action.VOID, "Merke en plan som feilført", only=_FOLLOW_UP),
    _pupil("plan_print", "plan", Action.EXPORT, "Ta ut planen som PDF", only=_FOLLOW_UP),
    _nowhere("measure_list_read", "Tiltakskatalogen: hva som kan gjøres, uten elever",
             *_FOLLOW_UP, _R.SUBJECT_TEACHER, _R.CASE_MEMBER),
    _pupil("measure_read", "measure", Action.READ, "Tiltakene for en elev: hva, når, av hvem og om det hjalp",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("measure_start", "measure", Action.CREATE, "Planlegge et tiltak og sette det i gang",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("measure_change", "measure", Action.CHANGE,
           "Føre et tiltak videre: vilkår, opptrapping, forlenge, avslutte, se etter", only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("measure_void", "measure", Action.VOID, "Merke et tiltak som feilført", only=_FOLLOW_UP),
    _pupil("meeting_read", "meeting", Action.READ, "Møter om en elev: når, hvem, saksliste og referat",
           why="Andre tjenester ser møtene om elever de er gitt oppdrag om; foresatte etter alder og samtykke."),
    _pupil("meeting_call", "meeting", Action.CREATE, "Kalle inn til møte om en elev, og melde en sak til et team"),
    _pupil("meeting_print", "meeting", Action.EXPORT, "Ta ut referat og arket etter møtet som PDF",
           only=(_R.COUNSELLOR, _R.LEADER)),
    _pupil("minutes_write", "meeting", Action.CHANGE, "Føre møtet som holdt, skrive referat og gi oppgaver"),
    _pupil("minutes_correct", "meeting", Action.CHANGE, "Rette et referat, med grunn"),
    _pupil("minutes_withdraw", "meeting", Action.VOID, "Merke et referat som feilført"),
    _pupil("invitation_read", "message", Action.READ, "Innkalling av foresatte: når, hvor og av hvem",
           only=(_R.GUARDIAN,),
           why="En innkalling er et brev til hjemmet. Saksliste og referat ser foresatte etter alder og samtykke."),
    Permission("meeting_answer", Subject.NOTHING, "Mine møter, og å svare på en innkalling til en selv",
               audience=Audience.SIGNED_IN, zone=Zone.OPEN,
               why="Innkallingen er til den den navngir; siden viser eleven bare for den som har rett til det."),
    _pupil("meeting_task_change", "task", Action.CHANGE, "Si at en oppgave fra et møte er gjort eller ikke trengs",
           why="Faglærer, eleven og andre tjenester bare for egne oppgaver."),
    _pupil("meeting_task_give", "task", Action.CHANGE, "Gi en oppgave videre når den som hadde den, har sluttet",
           only=(_R.COUNSELLOR, _R.LEADER)),
    _page("team_meeting_run", Subject.SCHOOL, _SCHOOL, "Kalle inn team, og føre teammøter som holdt", _R.COUNSELLOR,
          _R.LEADER),
    _page("team_edit", Subject.SCHOOL, _SCHOOL, "Skolens team: hvem som er med, og hvor ofte de møtes", _R.LEADER),
    _page("meeting_load_read", Subject.SCHOOL, _SCHOOL, "Hvor mange møter kontaktlærerne har, uten elever", _R.LEADER),
    _pupil("letter_read", "message", Action.READ, "Brev og varsler til elev og hjem: hva som sto der, og hvem som fikk det",
           only=_FOLLOW_UP),
    _pupil("letter_write", "message", Action.CREATE, "Skrive et brev eller varsel", only=_FOLLOW_UP),
    _pupil("letter_deliver", "message", Action.CREATE,
           "Sende et brev, skrive at det er mottatt, legge det i arkivet, si at det var feil",
           only=_FOLLOW_UP),
    _pupil("letter_print", "message", Action.EXPORT, "Ta ut et brev som PDF", only=_FOLLOW_UP),
    _page("subject_notices_read", Subject.GROUP, _SCHOOL, "Varsler i eget fag: hvem i gruppen som nærmer seg grensen",
          _R.SUBJECT_TEACHER, names_pupils=True,
          why="Viser bare gruppens eget fag. At et varsel er sendt, vises med dagen; teksten ser den som skrev den."),
    _pupil("subject_notice_read", "subject_notice", Action.READ, "Varsler en selv har gitt i eget fag"),
    _pupil("subject_notice_write", "subject_notice", Action.CREATE, "Gi varsel i eget fag (forskrifta § 9-7)",
           why="Varselet kommer mest fra faglæreren. Foresatte, andre fag og andre brev ser faglæreren ikke."),
    _page("stairs_read", Subject.SCHOOL, _SCHOOL, "Trappa: hvem som står på hvilket trinn, og hva som mangler",
          _R.COUNSELLOR, _R.LEADER, names_pupils=True),
    _pupil("pupil_stairs_read", "flag", Action.READ, "Hvor en elev står på trappa, hvem som har eleven, og hva som mangler",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER),
           why="Den som har ansvaret for en plan, har første trinn når planen skulle vært evaluert."),
    _page("stairs_choose", Subject.SCHOOL, _ANALYTICS, "Velge hvilke trapper som gjelder ved en skole", _R.LEADER,
          _R.RULE_EDITOR),
    _page("owner_stairs_choose", Subject.OWNER, _ANALYTICS, "Velge hvilke trapper som gjelder ved alle skolene",
          _R.RULE_EDITOR),
    _page("owner_stairs_write", Subject.OWNER, _EVERYDAY, "Skrive skoleeierens egne trapper, og bestemme fra når de gjelder",
          _R.ADMINISTRATOR, _R.RULE_EDITOR,
          why="En trapp navngir roller og frister, aldri en elev."),
    _nowhere("consult_ask", "Drøfte med PPT uten å nevne navn", *_FOLLOW_UP),
    _nowhere("ppt_read", "Til oss: drøftinger uten navn, og henvisningene en PP-rådgiver har fått", _R.PPT_OFFICE,
             _R.PPT_ADVISER, names_pupils=True,
             why="Drøftinger ser den som svarer for PP-tjenesten ved skolen. En henvisning ser den som er gitt den."),
    _page("consult_reply", Subject.SCHOOL, _SCHOOL, "Svare skolen på en drøfting uten navn", _R.PPT_OFFICE,
          why="Rollen når ingen elev: en drøfting nevner ingen."),
    _pupil("referral_read", "referral", Action.READ, "Henvisningen til PPT, hvor den står, og hvor lang tid det har tatt",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.PPT_ADVISER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("referral_write", "referral", Action.CREATE, "Skrive en henvisning til PPT"),
    _pupil("referral_change", "referral", Action.CHANGE, "Føre henvisningen videre: sendt, mottatt, under arbeid, vurdert"),
    _pupil("referral_void", "referral", Action.VOID, "Merke en henvisning som feilført"),
    _page("class_read", Subject.GROUP, _SCHOOL, "Klassen: elevene, fraværsutvikling, flagg og ventetid", *_FOLLOW_UP,
          names_pupils=True),
    _page("class_talks_read", Subject.GROUP, _SCHOOL, "Halvårssamtalene i klassen: hvem som mangler", *_FOLLOW_UP,
          names_pupils=True),
    _page("teaching_group_read", Subject.GROUP, _EVERYDAY, "Gruppene mine: elevene i en undervisningsgruppe",
          _R.SUBJECT_TEACHER, names_pupils=True, why="Uten listen finner ikke faglæreren elevsiden."),
    _page("registration_read", Subject.GROUP, _EVERYDAY, "Hvem som skulle ført fravær, og hva som mangler", *_FOLLOW_UP,
          why="Kontaktlærer ser det som mangler for egen klasse, også timer andre lærere har."),
    _page("registration_remind", Subject.SCHOOL, _EVERYDAY, "Minne en lærer på føring", _R.LEADER),
    _page("school_read", Subject.SCHOOL, _SCHOOL, "Skolen: utvikling, ventetid og flagg, med navn ett klikk dypere",
          _R.COUNSELLOR, _R.LEADER, names_pupils=True),
    _page("school_figures_read", Subject.SCHOOL, _ANALYTICS, "Tall for en skole, uten navn og uten små grupper",
          _R.COUNSELLOR, _R.LEADER, *_OWNERS_OWN),
    _page("owner_figures_read", Subject.OWNER, _ANALYTICS, "Tall for alle skolene, uten navn og uten små grupper",
          *_OWNERS_OWN),
    _page("rule_set_read", Subject.SCHOOL, _ANALYTICS, "Regelsettene som gjelder ved en skole, og hva de ville flagget",
          _R.COUNSELLOR, _R.LEADER, *_OWNERS_OWN),
    _page("replay_pupils_read", Subject.SCHOOL, _SCHOOL, "Hvem ved egen skole en regel ville flagget i tidligere skoleår",
          _R.LEADER, names_pupils=True,
          why="Tallene er for alle som leser regelsett; navnene bare for den som leder skolen, og bare elever hun ser i dag."),
    _page("school_rule_set_edit", Subject.SCHOOL, _ANALYTICS, "Lage og endre skolens eget regelsett", _R.LEADER,
          _R.RULE_EDITOR),
    _page("rule_set_edit", Subject.OWNER, _ANALYTICS, "Lage og endre skoleeiers regelsett", _R.RULE_EDITOR),
    _page("talk_form_read", Subject.SCHOOL, _EVERYDAY, "Samtaleskjemaene som gjelder ved en skole", _R.COUNSELLOR,
          _R.LEADER, _R.ADMINISTRATOR),
    _page("talk_form_edit", Subject.OWNER, _EVERYDAY, "Lage skoleeierens eget samtaleskjema", _R.ADMINISTRATOR),
    _page("import_read", Subject.OWNER, _EVERYDAY, "Importer: historikk, kontroll og sammenligning", _R.ADMINISTRATOR,
          why="En import gjelder hele skoleeieren; rollen i kildesystemet alene gir den ikke."),
    _page("import_send", Subject.OWNER, _EVERYDAY, "Laste opp en import", _R.ADMINISTRATOR),
    _page("absence_code_edit", Subject.OWNER, _EVERYDAY, "Se og forklare kildens fraværskoder", _R.ADMINISTRATOR),
    _page("import_approve", Subject.OWNER, _EVERYDAY, "Godkjenne eller avvise en import", _R.ADMINISTRATOR),
    Permission("emergency_open", Subject.NOTHING, "Nødåpne en elev ved egen skole, i fire timer og i det åpne",
               {role: REACH[role] for role in (*_FOLLOW_UP, _R.SUBJECT_TEACHER)}, zone=_SCHOOL,
               why="Den som ser at det haster, er ikke alltid den som har eleven."),
    _pupil("opening_review", "opening", Action.CHANGE, "Vurdere en nødåpning", only=(_R.LEADER, _R.PRIVACY_OFFICER)),
    _pupil("class_list_take_out", "identity", Action.EXPORT, "Stå i en klasseliste som tas ut i en fil",
           only=_FOLLOW_UP),
    _pupil("waiting_take_out", "flag", Action.EXPORT, "Stå i et uttrekk av hvem som venter på samtale",
           only=(_R.COUNSELLOR, _R.LEADER),
           why="Rådgiver og leder fordeler samtalene; kontaktlærer har sine på Min dag."),
    _pupil("document_read", "document", Action.READ, "Dokumenter om eleven: hvilke som finnes, og hente dem",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER, _R.EMERGENCY_OPENER, _R.RECEIVER)),
    _pupil("document_add", "document", Action.CREATE, "Legge til et dokument om eleven",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("document_void", "document", Action.VOID, "Ta bort et dokument som er lagt inn feil", only=_FOLLOW_UP),
    _page("class_list_order", Subject.GROUP, _SCHOOL, "Bestille klasselisten som fil, med formål", *_FOLLOW_UP),
    _page("waiting_order", Subject.SCHOOL, _SCHOOL, "Bestille hvem som venter på samtale, som fil, med formål",
          _R.COUNSELLOR, _R.LEADER),
    _nowhere("export_read", "Mine uttrekk: hva en har bestilt, og hvor det står", *_FOLLOW_UP),
    _nowhere("export_fetch", "Hente filen en har bestilt, mens den finnes", *_FOLLOW_UP, names_pupils=True),
    _nowhere("export_answer", "Godkjenne andres uttrekk av mange elever, eller si nei", _R.COUNSELLOR, _R.LEADER,
             why="Den som svarer, må selv ha rett til å ta ut hver eneste elev i filen."),
    _nowhere("tasks_read", "Oppgaver: det som venter på en selv", *_AT_WORK, names_pupils=True),
    _page("course_require", Subject.OWNER, _EVERYDAY, "Kreve personvernkurs før sider med elever åpnes",
          _R.ADMINISTRATOR, _R.PRIVACY_OFFICER),
    _page("removal_approve", Subject.OWNER, _SCHOOL, "Sletterunder: se antall, godkjenne eller avvise", _R.PRIVACY_OFFICER,
          why="Den andre av to. Ser tabeller, skoler og antall, aldri navn."),
    _pupil("consent_read", "consent", Action.READ, "Samtykkene til en elev: hva, av hvem, når og hvor lenge",
           only=(*_FOLLOW_UP, _R.CASE_MEMBER)),
    _pupil("consent_ask", "consent", Action.CREATE, "Be om et samtykke", only=_FOLLOW_UP),
    _pupil("consent_record", "consent", Action.CHANGE, "Skrive et svar på et samtykke, eller at det er trukket",
           only=(_R.COUNSELLOR, _R.LEADER)),
    _pupil("consent_void", "consent", Action.VOID, "Si at et samtykke ikke er gyldig"),
    _pupil("share_read", "share", Action.READ, "Delingene om en elev: til hvem, hva, på hvilket grunnlag og hvor lenge",
           only=_FOLLOW_UP),
    _pupil("share_give", "share", Action.CREATE, "Dele noe om en elev", only=(_R.COUNSELLOR, _R.LEADER),
           why="Bare det den som deler, selv kan dele (bokstaven s i matrisen)."),
    _pupil("share_end", "share", Action.VOID, "Avslutte en deling"),
    _pupil("guest_read", "share", Action.READ, "Hvem fra andre tjenester som følger opp en elev, hvorfor og hvor lenge",
           only=(_R.COUNSELLOR, _R.LEADER)),
    _pupil("guest_give", "share", Action.CREATE, "La noen fra en annen tjeneste følge opp en elev, i høyst 90 dager",
           only=(_R.COUNSELLOR, _R.LEADER)),
    _pupil("guest_end", "share", Action.VOID, "Avslutte et oppdrag fra en annen tjeneste"),
    _pupil("child_welfare_guest", "share", Action.VOID, "Gi, se og avslutte barnevernets oppdrag om en elev",
           only=(_R.LEADER,), why="At barnevernet er inne, er i seg selv taushetsbelagt (barnevernsloven § 13-1)."),
    # A name alone is everyday; that somebody from another service follows the pupil up is not.
    replace(_pupil("shared_read", "identity", Action.READ, "Delt med meg: elevene en har oppdrag om eller har fått delt noe om",
                   only=(_R.PPT_ADVISER, _R.NURSE, _R.OT_ADVISER, _R.NAV_ADVISER, _R.CHILD_WELFARE_CONTACT, _R.RECEIVER)),
            zone=_SCHOOL),
    _pupil("shared_measure_read", "measure", Action.READ, "Tiltak som går nå, på «Delt med meg»",
           only=(_R.PPT_ADVISER, _R.OT_ADVISER, _R.NAV_ADVISER, _R.RECEIVER)),
    _pupil("own_consents_read", "consent", Action.READ, "Hva har jeg sagt ja til? Egne samtykker, og barnas",
           only=(_R.PUPIL, _R.GUARDIAN)),
    _pupil("own_consents_change", "consent", Action.CHANGE, "Si ja, nei, eller trekke et samtykke som er ens eget å gi",
           only=(_R.PUPIL, _R.GUARDIAN)),
    _pupil("own_consents_open", "consent", Action.CREATE, "La en foresatt se mer", only=(_R.PUPIL,)),
    _pupil("own_shares_read", "share", Action.READ, "Hvem som får se hva om en selv, og om barna",
           only=(_R.PUPIL, _R.GUARDIAN)),
    _page("field_choice_read", Subject.OWNER, _EVERYDAY, "Hva foresatte ser, etter elevens alder", _R.ADMINISTRATOR,
          _R.PRIVACY_OFFICER),
    _page("field_choice_edit", Subject.OWNER, _EVERYDAY, "Velge hva foresatte ser", _R.ADMINISTRATOR),
    _page("field_choice_approve", Subject.OWNER, _EVERYDAY, "Godkjenne at foresatte ser mer", _R.PRIVACY_OFFICER),
    _page("rounding_choose", Subject.OWNER, _EVERYDAY, "Velge hva tall om mange elever rundes av til", _R.ADMINISTRATOR,
          _R.PRIVACY_OFFICER,
          why="Gjelder hva som slipper ut til dem som ikke ser elevene, så den som leser tallene, velger ikke selv."),
    _page("rounding_approve", Subject.OWNER, _EVERYDAY, "Godkjenne at tall vises mindre avrundet", _R.PRIVACY_OFFICER,
          why="Å runde av mindre forteller mer. Ingen godkjenner sitt eget."),
    _pupil("protection_read", "protection", Action.READ, "Hvem ved skolen som har beskyttet adresse"),
    _pupil("protection_raise", "protection", Action.CREATE, "Beskytte en adresse, og navngi hvem som må kjenne eleven"),
    _pupil("protection_lower", "protection", Action.CHANGE, "Oppheve en beskyttelse, to personer sammen"),
    _page("log_review", Subject.SCHOOL, _SCHOOL, "Loggkontroll: oppslag som må forklares", _R.LEADER,
          _R.PRIVACY_OFFICER, names_pupils=True,
          why="Lederen kan spørre den som så, og vet hva som var tjenstlig. Personvernombudet ser at det blir gjort."),
    _page("access_review", Subject.SCHOOL, _SCHOOL, "Hvem har tilgang: beholde eller avslutte det som er gitt ved skolen",
          _R.LEADER, names_pupils=True, why="Lederen svarer for hvem som slipper inn, og spørres hvert kvartal."),
    _page("owner_access_review", Subject.OWNER, _EVERYDAY, "Hvem har tilgang hos skoleeier, og der en leder står alene",
          _R.ADMINISTRATOR, _R.PRIVACY_OFFICER, why="Ingen bekrefter sin egen tilgang."),
)  # fmt: skip

BY_NAME: Mapping[str, Permission] = {permission.name: permission for permission in PERMISSIONS}


def permission_named(name: str) -> Permission:
    """The row called `name`; an unknown name stops the start of the server, not a user."""
    if name not in BY_NAME:
        raise LookupError(f"no permission is called {name!r}; permissions.py lists them")
    return BY_NAME[name]

# SPDX-License-Identifier: MIT
"""The self-evaluation grid: questions, marks, gaps, actions, and a synthesis per criterion; no overall mark."""

from __future__ import annotations

from collections.abc import Mapping

from .model import PHASES, CritereAjoute, OutilDeTravail, Question, criteria, indicators
from .parts import Source, form_sheet, lists_sheet, workbook
from .sheets import Cell, Column, Formula, Ref, Sheet, Validation, Workbook

QUESTIONS, ACTIONS, SYNTHESIS = "Questions", "Actions", "Synthèse"
FREE_QUESTIONS, ACTION_ROWS, LONGEST = 24, 40, 300
CRITERE, PHASE, QUESTION, COTE, MOTIF, CONSTAT, PREUVE, INDICATEUR, CIBLE, ECART, CONTROLE = range(11)
_GAP = (
    'IF(OR({cote}="";{cote}="NA";{cible}="");"";IF({cible}-{cote}>=3;"fort";IF({cible}-{cote}=2;"moyen";'
    'IF({cible}-{cote}=1;"faible";"aucun"))))'
)
_MISSING = (
    'IF({cote}="";"";IF({critere}="";"Choisissez le critère";IF({cote}="NA";IF({motif}="";"Donnez le motif";"Complet");'
    'IF({constat}="";"Écrivez le constat";IF(LEN({constat})>300;"Constat trop long";'
    'IF(AND({cote}>=2;{preuve}="");"Donnez une preuve";"Complet"))))))'
)
_ACTION = (
    'IF({action}="";"";IF({priorite}="";"Donnez une priorité";IF(AND({priorite}=1;COUNTIF({toutes};1)>PLAFOND);'
    '"Trop d’actions de priorité 1";IF({responsable}="";"Donnez un responsable";IF({echeance}="";"Donnez une échéance";'
    '"Complet")))))'
)


def grid(source: Source) -> Workbook:
    """Return the grid of the tool, empty, for its référentiel."""
    tool, registry = source.tool, source.registry
    known = criteria(registry, tool.referentiel)
    names = {c.id: c.libelle_court for c in known} | {c.id: c.libelle for c in source.ajouts.criteres}
    local = tuple(_local_question(tool, c) for c in source.ajouts.criteres)
    asked = sorted(
        (q for q in (*tool.questions, *local) if q.critere in names), key=lambda q: list(names).index(q.critere)
    )
    last = len(asked) + FREE_QUESTIONS
    lists, places = lists_sheet(
        {
            "Critères": tuple(names.values()),
            "Phases": tuple(PHASES.values()),
            "Cotes": tuple(int(c.code) if c.code.isdecimal() else c.code for c in tool.echelle),
            "Cibles": tuple(int(c.code) for c in tool.echelle if c.code.isdecimal()),
            "Priorités": (1, 2, 3),
            "Indicateurs": tuple(i.libelle for i in indicators(registry, tool)),
        }
    )
    identity = tuple(s for s in tool.sections if s.titre in ("Identité", "Conditions de l’évaluation"))
    return workbook(
        source,
        QUESTIONS,
        (
            form_sheet("Identité", identity),
            _questions(source, names, asked, places, last),
            _actions(source, places),
            _synthesis(source, names, asked, last),
            lists,
        ),
    )


def _local_question(tool: OutilDeTravail, critere: CritereAjoute) -> Question:
    """Return the line of a local criterion: what is expected, as its own question."""
    return Question(critere.id, critere.id, "", critere.attendu or critere.libelle, tool.origine)


def _questions(
    source: Source, names: Mapping[str, str], asked: list[Question], places: Mapping[str, Ref], last: int
) -> Sheet:
    columns = tuple(
        Column(title, width)
        for title, width in (
            ("Critère", 26), ("Phase", 18), ("Question", 62), ("Cotation", 18), ("Motif si NA", 26), ("Constat", 54),
            ("Preuve", 42), ("Indicateur", 34), ("Cible", 13), ("Écart", 15), ("À compléter", 28),
            ("Thèmes Qualéduc", 60), ("Identifiant", 45),
        )
    )  # fmt: skip
    rows = [_question(source, line, names, question) for line, question in enumerate(asked, 1)]
    rows += [_question(source, line, names) for line in range(len(rows) + 1, last + 1)]
    checks = [
        Validation(column, 1, last, "list", message, places[name])
        for column, name, message in (
            (CRITERE, "Critères", "Choisissez un critère de la liste."),
            (PHASE, "Phases", "Prévoir, Faire, Vérifier ou Corriger."),
            (COTE, "Cotes", "0 absent, 1 engagé, 2 installé, 3 évalué et corrigé, NA non applicable."),
            (CIBLE, "Cibles", "Cote visée à cinq ans, de 0 à 3."),
        )
    ]
    checks.append(Validation(CONSTAT, 1, last, "length", f"{LONGEST} signes au plus.", longest=LONGEST))
    return Sheet(QUESTIONS, columns, tuple(rows), tuple(checks), 3, CONTROLE + 1)


def _question(
    source: Source, line: int, names: Mapping[str, str], question: Question | None = None
) -> tuple[Cell, ...]:
    def at(**columns: int) -> dict[str, Ref]:
        return {name: Ref("", column, line) for name, column in columns.items()}

    known, themes = source.registry.indicateurs, source.registry.vocabulaires.get("qualeduc")
    gap = Formula(_GAP, at(cote=COTE, cible=CIBLE))
    missing = Formula(_MISSING, at(cote=COTE, critere=CRITERE, motif=MOTIF, constat=CONSTAT, preuve=PREUVE))
    if question is None:
        head = [Cell("", "saisie-texte"), Cell("", "saisie-texte"), Cell("", "saisie-texte")]
        tail = [Cell("", "saisie-texte"), Cell()]
    else:
        head = [Cell(names[question.critere]), Cell(PHASES.get(question.phase, "")), Cell(question.texte)]
        tail = [
            Cell(", ".join(themes.libelle(t) for t in question.qualeduc) if themes else ""),
            Cell(question.id, "consigne"),
        ]
    linked = [known[i].libelle for i in (question.indicateurs if question else ()) if i in known]
    return (
        *head, Cell("", "saisie"), *[Cell("", "saisie-texte")] * 3, Cell(", ".join(linked), "saisie-texte"),
        Cell("", "saisie"), Cell(gap, "calcul"), Cell(missing, "calcul"), *tail,
    )  # fmt: skip


def _actions(source: Source, places: Mapping[str, Ref]) -> Sheet:
    columns = tuple(
        Column(title, width)
        for title, width in (
            ("Action", 85), ("Critère", 32), ("Écart traité", 60), ("Responsable (fonction)", 45),
            ("Échéance (AAAA-MM)", 32), ("Priorité", 20), ("À compléter", 48),
        )
    )  # fmt: skip
    everything = Ref(ACTIONS, 5, 1, None, ACTION_ROWS)
    template = _ACTION.replace("PLAFOND", str(source.tool.plafond_priorite_1))
    rows = []
    for line in range(1, ACTION_ROWS + 1):
        refs = {"action": 0, "responsable": 3, "echeance": 4, "priorite": 5}
        control = Formula(template, {n: Ref("", c, line) for n, c in refs.items()} | {"toutes": everything})
        rows.append((*[Cell("", "saisie-texte")] * 5, Cell("", "saisie"), Cell(control, "calcul")))
    checks = (
        Validation(1, 1, ACTION_ROWS, "list", "Choisissez un critère de la liste.", places["Critères"]),
        Validation(5, 1, ACTION_ROWS, "list", "1, 2 ou 3.", places["Priorités"]),
    )
    return Sheet(ACTIONS, columns, tuple(rows), checks, 1)


def _synthesis(source: Source, names: Mapping[str, str], questions: list[Question], last: int) -> Sheet:
    titles = (
        "Critère", "Questions", "Cotées", "Non applicables", "Moyenne des cotes, hors NA", "Preuves", "Écarts forts",
        "Écarts moyens", "Écarts faibles", "Actions",
    )  # fmt: skip
    columns = tuple(Column(title, 45 if index == 0 else 25) for index, title in enumerate(titles))
    respected = f"Plafond de {source.tool.plafond_priorite_1} actions de priorité 1 respecté"
    cap, everything = source.tool.plafond_priorite_1, {"p": Ref(ACTIONS, 5, 1, None, ACTION_ROWS)}
    asked = [q.critere for q in questions]
    rows = [_line(line, name, asked.count(i), last) for line, (i, name) in enumerate(names.items(), 1)]
    verdict = f'IF(COUNTIF({{p}};1)>{cap};"Trop d’actions de priorité 1\u00a0: gardez-en {cap} au plus";"{respected}")'
    rows.append((Cell("Actions de priorité 1", "libelle"), Cell(Formula("COUNTIF({p};1)", everything, 0), "calcul")))
    rows.append((Cell(Formula(verdict, everything, respected), "calcul"),))
    return Sheet(SYNTHESIS, columns, tuple(rows), (), 1)


def _line(line: int, name: str, asked: int, last: int) -> tuple[Cell, ...]:
    def column(number: int) -> Ref:
        return Ref(QUESTIONS, number, 1, None, last)

    refs = {
        "nom": Ref("", 0, line), "critere": column(CRITERE), "question": column(QUESTION), "cote": column(COTE),
        "preuve": column(PREUVE), "ecart": column(ECART), "axe": Ref(ACTIONS, 1, 1, None, ACTION_ROWS),
        "action": Ref(ACTIONS, 0, 1, None, ACTION_ROWS),
    }  # fmt: skip

    def count(condition: str, initial: int = 0) -> Cell:
        return Cell(Formula(f"SUMPRODUCT(({{critere}}={{nom}})*({condition}))", refs, initial), "calcul")

    mean = 'IF(COUNTIFS({critere};{nom};{cote};">=0")=0;"";ROUND(AVERAGEIFS({cote};{critere};{nom};{cote};">=0");1))'
    return (
        Cell(name, "libelle"), count('{question}<>""', asked), count('{cote}<>""'), count('{cote}="NA"'),
        Cell(Formula(mean, refs), "moyenne"), count('{preuve}<>""'), count('{ecart}="fort"'), count('{ecart}="moyen"'),
        count('{ecart}="faible"'),
        Cell(Formula('SUMPRODUCT(({axe}={nom})*({action}<>""))', refs, 0), "calcul"),
    )  # fmt: skip

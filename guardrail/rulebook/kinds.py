"""The kinds of rule there are. To add one: a model here, a validator, and a line in `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal

import regex
from pydantic import AfterValidator, Field

from ..errors import GuardrailError
from ..grounding import SUPPORTED, read
from ..grounding.measures import UNITS, FormulaError, Measures, formula_of, measures_of, phrase
from ..grounding.terms import Phrase, Synonyms, label_terms, synonyms_of
from ..protocols import Validator
from ..source import Source
from ..types import Severity as _Severity
from .nodes import Path
from .problems import suggest
from .rule import ExampleRule, Fault, Pair, Rule, Severity, Share, Strict, Text, complaint

if TYPE_CHECKING:
    from ..validators.patterns import PatternRule

_SIGNS = {
    "missing )": "(",
    "parenthesis": ")",
    "character set": "[",
    "nothing to repeat": "*",
    "multiple": "*",
}


def _unit(value: str) -> str:
    if value in UNITS:
        return value
    raise complaint(f"a measure is not written in {value!r}", suggest(value, UNITS))


Unit = Annotated[str, AfterValidator(_unit), Field(json_schema_extra={"enum": list(UNITS)})]


def _patterns(rules: Sequence[RegexRule | TermsRule]) -> Validator:
    from ..validators.patterns import Patterns

    return Patterns([_pattern(rule) for rule in rules])


def _pattern(rule: RegexRule | TermsRule) -> PatternRule:
    from ..validators.patterns import PatternRule

    return PatternRule(
        id=rule.id,
        category=rule.category,
        severity=rule.severity,
        message=rule.message,
        pattern=rule.pattern if isinstance(rule, RegexRule) else None,
        terms=tuple(rule.terms) if isinstance(rule, TermsRule) else (),
    )


class RegexRule(ExampleRule):
    """Finds what a regular expression matches, in the text as it is written.

    `pattern` is in the syntax of Python's `regex` package; put it in single quotes. It tells capital from
    small letters unless it starts with `(?i)`.
    """

    build = _patterns

    kind: Literal["regex"]
    pattern: Text = Field(description="The regular expression, in single quotes.")

    def faults(self) -> Iterator[Fault]:
        """A pattern that cannot be read or finds everything; then the examples."""
        from ..validators.patterns import compiled

        try:
            found = compiled(self.pattern)
        except regex.error as error:
            yield _unreadable(error)
            return
        if found.search(""):
            yield Fault(("pattern",), "the pattern matches nothing at all, so it would hit everywhere")
            return
        yield from super().faults()


def _unreadable(error: regex.error) -> Fault:
    told, _, place = str(error).partition(" at position ")
    sign = next((sign for word, sign in _SIGNS.items() if word in told), None)
    hint = f"a {sign} that stands for itself is written \\{sign}" if sign else ""
    return Fault(("pattern",), f"the pattern cannot be read: {told}", hint, int(place.split()[0]))


class TermsRule(ExampleRule):
    """Finds words and phrases, whole words only.

    Capital or small letters, extra spaces or line breaks, invisible characters and full-width letters make no
    difference.
    """

    build = _patterns

    kind: Literal["terms"]
    terms: list[Text] = Field(min_length=1, description="The words or phrases to look for.")

    def faults(self) -> Iterator[Fault]:
        """A term that is there twice; then the examples."""
        seen: dict[str, int] = {}
        for index, term in enumerate(self.terms):
            first = seen.setdefault(_folded(term), index)
            if first != index:
                yield Fault(("terms", index), f"the term {term!r} is there twice", "keep one")
        yield from super().faults()


def _lexicon(rules: Sequence[LexiconRule]) -> Validator:
    from ..validators.lexicon import Lexicon

    return Lexicon([_pattern(rule) for rule in rules], allowed=[name for rule in rules for name in rule.allow])


class LexiconRule(TermsRule):
    """Finds words and phrases like `terms`, and also where they are disguised: "f u c k", "sh1t", "a$$".

    A term inside a name under `allow` is let pass, whichever rule of this kind lists the name.
    """

    build = _lexicon

    kind: Literal["lexicon"]  # type: ignore[assignment]
    allow: list[Text] = Field(default=[], description="Names of people, places and merchants that hold a term.")

    def rests_on(self) -> str:
        """SHA-256 of the classifier: its list of words is what disguises are seen through with."""
        from ..validators.nsfw import shipped_card

        return shipped_card().sha256


class Severities(Strict):
    """How bad each outcome of checking a claim against the records is."""

    contradiction: Severity = Field(description="The records say otherwise.")
    fabricated_reference: Severity = Field(
        alias="fabricated-reference", description="The text points to a record that does not exist."
    )
    unsupported: Severity = Field(description="The records do not show it.")
    unverified: Severity = Field(description="Nothing to check it against, or nobody could check it.")
    weak_proof: Severity = Field(
        alias="weak proof", description="The records show it, but a wrong value would have passed as well."
    )
    unchecked: Severity = Field(
        default=_Severity.MINOR, description="A sentence that nobody could check, beside others that were."
    )


def _grounding(rules: Sequence[GroundingRule | SynonymsRule | MeasuresRule]) -> Validator:
    from ..validators.grounding import Grounding

    (rule,) = [rule for rule in rules if isinstance(rule, GroundingRule)]
    severities = dict(rule.severity.model_dump(by_alias=True))
    return Grounding(
        severities=severities,
        luck_at_most=rule.luck_at_most,
        synonyms=all_synonyms(rules),
        measures=all_measures(rules),
    )


class GroundingRule(Rule):
    """Checks every claim of the text against the records it was written from.

    The rule sets how bad each outcome is, and above which `luck` a proof counts as weak. A rules folder
    without such a rule uses the one that ships.
    """

    build = _grounding
    once = True

    kind: Literal["grounding"]
    severity: Severities
    luck_at_most: float = Field(
        alias="luck at most",
        ge=0,
        le=1,
        description="Chance, 0 to 1, that a random wrong value would be proven too; above it, weak.",
    )


class SynonymsRule(Rule):
    """Names that mean the same line of a statement, with pairs of labels that must, and must not, come out the same.

    The rules of this kind count together: names that share a plain one, or any other, are one group.
    """

    build = _grounding

    kind: Literal["synonyms"]
    synonyms: dict[str, Annotated[list[Text], Field(min_length=1)]] = Field(
        min_length=1, description="For each plain name, the other names it goes by."
    )
    apart: list[Text | Annotated[list[Text], Field(min_length=2)]] = Field(
        default=[],
        description="Words that make it another line: one alone, or several of which two labels must not differ.",
    )
    same: list[Pair] = Field(min_length=1, description="Pairs of labels that must mean the same line.")
    different: list[Pair] = Field(min_length=1, description="Pairs of labels that must not.")

    @property
    def examples(self) -> int:
        """How many pairs it was tried on."""
        return len(self.same) + len(self.different)

    def faults(self) -> Iterator[Fault]:
        """Names and words that say nothing of a line, and names given twice."""
        first = {_folded(plain): plain for plain in self.synonyms}
        for plain, others in self.synonyms.items():
            if not list(Synonyms().read(plain)):
                yield Fault(("synonyms", plain), f"{plain!r} is no name", "write a word before the colon")
            for index, name in enumerate(others):
                at = ("synonyms", plain, index)
                if label_terms(plain) and not label_terms(name) and len(list(Synonyms().read(name))) < 2:
                    yield Fault(at, f"{name!r} alone says nothing of a line", "leave it out")
                elif _folded(name) in first:
                    yield Fault(at, f"{name!r} is there twice; first with {first[_folded(name)]!r}", "keep one")
                first.setdefault(_folded(name), plain)
        for index, words in enumerate(self.apart):
            for word in [words] if isinstance(words, str) else words:
                if len(label_terms(word)) != 1:
                    yield Fault(("apart", index), f"{word!r} is not one word that says something", "write single words")

    def misjudged(self, synonyms: Synonyms) -> Iterator[Fault]:
        """The pairs that do not come out as they must, by the synonyms of all rules together."""
        for key, wanted in (("same", True), ("different", False)):
            for index, pair in enumerate(getattr(self, key)):
                read = [" ".join(sorted(set(synonyms.terms(label)))) for label in pair]
                if (read[0] == read[1]) is not wanted:
                    told = ", ".join(f"{label!r} is read as {words!r}" for label, words in zip(pair, read, strict=True))
                    yield Fault((key, index), f"these must be {key}: {told}", "change a name, or the pair")


def all_synonyms(rules: Iterable[Rule]) -> Synonyms:
    """What all rules of kind `synonyms` say together."""
    found = [rule for rule in rules if isinstance(rule, SynonymsRule)]
    return synonyms_of((rule.synonyms for rule in found), [words for rule in found for words in rule.apart])


class MeasureOf(Strict):
    """A measure: how it is written, and how it is worked out."""

    names: list[Text] = Field(default=[], description="Other names that it goes by.")
    unit: Unit = Field(alias="in", description="How it is written: in percent, in times or as an amount.")
    formulas: list[Text] = Field(
        alias="is", min_length=1, description="How it is worked out; the first whose lines are there counts."
    )


class MeasuresRule(Rule):
    """Names of what is worked out of several lines of a statement, each with its formula, and claims to try them on.

    The rules of this kind count together; a measure of a folder's own takes the place of one that ships.
    """

    build = _grounding

    kind: Literal["measures"]
    measures: dict[str, MeasureOf] = Field(min_length=1, description="For each measure, how it is worked out.")
    lines: dict[str, Annotated[list[Text], Field(min_length=1)]] = Field(
        default={}, description="For a line of a formula, the other labels it may have in a statement."
    )
    statement: dict[str, int] = Field(min_length=1, description="A statement to try the formulas on: label and figure.")
    proven: list[Text] = Field(min_length=1, description="Texts that the statement must prove.")
    unproven: list[Text] = Field(min_length=1, description="Texts that it must not: think of the wrong formula.")

    @property
    def examples(self) -> int:
        """How many texts it was tried on."""
        return len(self.proven) + len(self.unproven)

    def faults(self) -> Iterator[Fault]:
        """Formulas that cannot be read, and names that say nothing."""
        yield from (
            Fault(at, f"{name!r} is no name", "write a word") for at, name in self._named() if not label_terms(name)
        )
        for name, measure in self.measures.items():
            for index, formula in enumerate(measure.formulas):
                try:
                    formula_of(formula)
                except FormulaError as error:
                    at = ("measures", name, "is", index)
                    yield Fault(at, f"the formula cannot be read: {error}", _FORMULA, error.at)

    def twins(self, taken: set[Phrase], synonyms: Synonyms) -> Iterator[Fault]:
        """Names that are there already, by whichever synonyms; `taken` gathers those seen so far."""
        for at, name in self._named():
            stems = phrase(name, synonyms)
            if stems in taken:
                yield Fault(at, f"the measure {name!r} is there twice", "keep one; synonyms count as the same name")
            taken.add(stems)

    def misjudged(self, synonyms: Synonyms, measures: Measures) -> Iterator[Fault]:
        """The texts that do not come out as they must, by the synonyms and measures of all rules together."""
        source = Source.from_table([["", "2000"], *([label, str(figure)] for label, figure in self.statement.items())])
        for key, wanted in (("proven", True), ("unproven", False)):
            for index, text in enumerate(getattr(self, key)):
                answers = read(text, source, synonyms, measures)
                if (bool(answers) and all(answer.status == SUPPORTED for answer in answers)) is not wanted:
                    told = "; ".join(answer.message for answer in answers)
                    yield Fault((key, index), f"this must be {key}: {told}", "change a formula, a line, or the text")

    def _named(self) -> Iterator[tuple[Path, str]]:
        for name, measure in self.measures.items():
            yield ("measures", name), name
            yield from ((("measures", name, "names", index), other) for index, other in enumerate(measure.names))


def all_measures(rules: Iterable[Rule]) -> Measures:
    """What all rules of kind `measures` say together; of two measures with one name the first counts."""
    found = (rule for rule in rules if isinstance(rule, MeasuresRule))
    return measures_of((rule.model_dump(by_alias=True)["measures"], rule.lines) for rule in found)


_FORMULA = "write names of lines, as in '(revenue - cost of revenue) / revenue'"


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


class CleanTexts(Strict):
    """The run on clean texts that the bands were chosen by."""

    texts: int = Field(ge=1, description="How many clean texts were rated.")
    alarms: int = Field(ge=0, description="How many of them reach the mildest band of some label.")
    at_most: float = Field(
        alias="at most", ge=0, le=1, description="Upper end of the 95 % interval of the share of false alarms."
    )


def _nsfw(rules: Sequence[NsfwRule]) -> Validator:
    from ..validators.nsfw import Nsfw

    (rule,) = rules
    return Nsfw(bands=rule.bands, rule=rule.id)


class NsfwRule(Rule):
    """Rates the text with the classifier that ships; `bands` say how bad a rating is, label by label.

    `guardrail nsfw calibrate` chooses bands from clean texts of your own. Every label of the classifier needs a
    band, so that none goes unchecked.
    """

    build = _nsfw
    once = True

    kind: Literal["nsfw"]
    bands: dict[str, Annotated[dict[Severity, Share], Field(min_length=1)]] = Field(
        description="For each label, the probability, 0 to 1, from which on each severity holds."
    )
    chosen_by: CleanTexts | None = Field(default=None, alias="chosen by", description="What the bands were chosen by.")

    def faults(self) -> Iterator[Fault]:
        """A model that cannot be used; labels it does not have, or that have no band; bands out of order."""
        from ..validators.nsfw import shipped_card

        try:
            labels = shipped_card().labels
        except GuardrailError as error:
            yield Fault(("kind",), str(error))
            return
        for label in self.bands.keys() - set(labels):
            yield Fault(("bands", label), f"the classifier has no label {label!r}", suggest(label, labels))
        for label in [label for label in labels if label not in self.bands]:
            yield Fault(
                ("bands",), f"the label {label!r} has no band", f"add a line such as '{label}: {{critical: 0.5}}'"
            )
        for label, bands in self.bands.items():
            if not _in_order(bands):
                yield Fault(("bands", label), "a worse severity must need a higher probability", "swap them")

    def rests_on(self) -> str:
        """SHA-256 of the classifier, all its files included."""
        from ..validators.nsfw import shipped_card

        return shipped_card().sha256


def _in_order(bands: Mapping[_Severity, float]) -> bool:
    by_severity = [bands[severity] for severity in sorted(bands)]
    return all(milder < worse for milder, worse in pairwise(by_severity))


KINDS: Mapping[str, type[Rule]] = {
    "regex": RegexRule,
    "terms": TermsRule,
    "grounding": GroundingRule,
    "synonyms": SynonymsRule,
    "measures": MeasuresRule,
    "lexicon": LexiconRule,
    "nsfw": NsfwRule,
}


def validators(rules: Sequence[Rule]) -> list[Validator]:
    """The validators that rules configure, one for all rules with the same `build`."""
    groups: dict[Callable[[Sequence[Any]], Validator], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(type(rule).build, []).append(rule)
    return [build(group) for build, group in groups.items()]

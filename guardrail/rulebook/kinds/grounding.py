"""Rules that say how claims are held against the records: severities, synonyms, measures and aliases."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ...grounding import SUPPORTED, Aliases, read
from ...grounding.aliases import aliases_of
from ...grounding.measures import UNITS, FormulaError, Measures, formula_of, measures_of, phrase
from ...grounding.names import NameIndex
from ...grounding.terms import Phrase, Synonyms, label_terms, synonyms_of
from ...protocols import Validator
from ...source import Source
from ...types import Severity as _Severity
from ...validators.answered import Demand
from ..nodes import Path
from ..problems import suggest
from ..rule import ExampleRule, Rule
from ..values import Fault, Pair, Severity, Strict, Text, complaint, folded


def _unit(value: str) -> str:
    if value in UNITS:
        return value
    raise complaint(f"a measure is not written in {value!r}", suggest(value, UNITS))


Unit = Annotated[str, AfterValidator(_unit), Field(json_schema_extra={"enum": list(UNITS)})]

_ITSELF = "grounding."


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


def _grounding(rules: Sequence[Rule]) -> Validator:
    from ...validators.grounding import Grounding

    demands = [rule.demand() for rule in rules if isinstance(rule, DemandRule)]
    rule = next((rule for rule in rules if isinstance(rule, GroundingRule)), None)
    if rule is None:
        return Grounding(severities=None, demands=demands)
    return Grounding(
        severities=dict(rule.severity.model_dump(by_alias=True)),
        luck_at_most=rule.luck_at_most,
        synonyms=all_synonyms(rules),
        measures=all_measures(rules),
        aliases=all_aliases(rules),
        demands=demands,
    )


class DemandRule(ExampleRule):
    """A rule that asks more of the claims than grounding does; its examples show what it finds alone."""

    build = _grounding

    def faults(self) -> Iterator[Fault]:
        """An id under which it would be taken for grounding itself; then the examples."""
        if self.id.startswith(_ITSELF):
            told = f"an id that begins with {_ITSELF!r} belongs to the check of claims itself"
            yield Fault(("id",), told, "give it a name of its own")
        yield from super().faults()

    @abstractmethod
    def demand(self) -> Demand:
        """What the validator looks for."""


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
        first = {folded(plain): plain for plain in self.synonyms}
        for plain, others in self.synonyms.items():
            if not list(Synonyms().read(plain)):
                yield Fault(("synonyms", plain), f"{plain!r} is no name", "write a word before the colon")
            for index, name in enumerate(others):
                at = ("synonyms", plain, index)
                if label_terms(plain) and not label_terms(name) and len(list(Synonyms().read(name))) < 2:
                    yield Fault(at, f"{name!r} alone says nothing of a line", "leave it out")
                elif folded(name) in first:
                    yield Fault(at, f"{name!r} is there twice; first with {first[folded(name)]!r}", "keep one")
                first.setdefault(folded(name), plain)
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


class AliasesRule(Rule):
    """Other names that vendors and customers go by, with pairs that must, and must not, come out as one.

    The rules of this kind count together: names that share one are one group.
    """

    build = _grounding

    kind: Literal["aliases"]
    aliases: dict[str, Annotated[list[Text], Field(min_length=1)]] = Field(
        min_length=1, description="For each name that people use, the other names it goes by."
    )
    same: list[Pair] = Field(
        min_length=1, description="Pairs that must come out as one: a name in a text, and one as the books have it."
    )
    different: list[Pair] = Field(min_length=1, description="Pairs that must not.")

    @property
    def examples(self) -> int:
        """How many pairs it was tried on."""
        return len(self.same) + len(self.different)

    def faults(self) -> Iterator[Fault]:
        """Names without letters, and names given twice."""
        first: dict[str, str] = {}
        for plain, others in self.aliases.items():
            for at, name in [
                (("aliases", plain), plain),
                *((("aliases", plain, index), other) for index, other in enumerate(others)),
            ]:
                if not any(map(str.isalpha, name)):
                    yield Fault(at, f"{name!r} is no name", "write a word")
                elif folded(name) in first:
                    told = f"{name!r} is there twice; first with {first[folded(name)]!r}"
                    yield Fault(at, told, "keep one; names of one merchant stand in one list")
                first.setdefault(folded(name), plain)

    def misjudged(self, aliases: Aliases) -> Iterator[Fault]:
        """The pairs that do not come out as they must, by the aliases of all rules together."""
        for key, wanted in (("same", True), ("different", False)):
            for index, (text, name) in enumerate(getattr(self, key)):
                if (NameIndex({"entity": [name]}, frozenset(), aliases).match(text) is not None) is not wanted:
                    told = f"these must be {key}: {text!r} is {'not ' if wanted else ''}taken for {name!r}"
                    yield Fault((key, index), told, "change a name, or the pair")


def all_aliases(rules: Iterable[Rule]) -> Aliases:
    """What all rules of kind `aliases` say together."""
    return aliases_of(rule.aliases for rule in rules if isinstance(rule, AliasesRule))


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

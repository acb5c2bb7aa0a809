"""Names that a text has and its source has not, as spaCy sees them: by a pipeline, by patterns, or by both."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..costs import Cost
from ..errors import GuardrailError, MissingExtra, told
from ..grounding.aliases import shipped_aliases
from ..grounding.ledger_reader import Named
from ..grounding.lexicon import COMMON
from ..grounding.name_forms import LEGAL
from ..grounding.name_words import keys, words
from ..grounding.names import NameIndex
from ..grounding.recogniser import recognise
from ..redaction import Hidden, Recogniser
from ..resources import shipped
from ..source import Source
from ..types import Candidate, Finding, Severity, Span
from .reports import Report
from .said import said_in

LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "organisation": ("ORG",),
        "person": ("PERSON", "PER"),
        "place": ("GPE", "LOC", "FAC"),
        "product": ("PRODUCT",),
    }
)
"""Words for the labels that spaCy's pipelines give names."""

SHIPPED = "names"
"""The pipeline that ships, which knows organisations, people, places and products in bookkeeping text."""

MOST_NAMES = 100
_PACKAGE = re.compile(r"[A-Za-z][\w-]*")
_SPACY_OWN = re.compile(r"[a-z]{2,3}_(?:core|dep|ent|sent)_\w+_(?:sm|md|lg|trf)")
_BESIDE_A_NAME = LEGAL | {"the", "a", "an", "and", "of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePattern:
    """A name that an expert wrote down: `text`, capital letters apart, or `tokens` as spaCy's Matcher takes them."""

    label: str
    text: str = ""
    tokens: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strangers(Report):
    """Which names to look for.

    `pipeline` is "names" for the one that ships, an installed spaCy pipeline or a folder, "" for a blank English one;
    what it marks counts if its label is one of `labels`, words of `LABELS` or the pipeline's own. `patterns` always
    count; `allowed` never do.
    """

    pipeline: str = ""
    labels: tuple[str, ...] = tuple(LABELS)
    patterns: tuple[NamePattern, ...] = ()
    allowed: tuple[str, ...] = ()


class Marked(NamedTuple):
    """A name at `start` to `end` of a text, and the label it was given."""

    start: int
    end: int
    label: str


class Entities:
    """Reports each name that the source of the text does not have, at most 100 for a rule.

    A name of the source, however it is written, is none, nor is one that stands in its cells, tables or passages.
    Without a source every name is reported.

    Raises:
        MissingExtra: if spaCy or a pipeline is not installed.
        GuardrailError: if a pipeline cannot be loaded, or a pattern is none.
    """

    id = "entity"
    cost = Cost(ms=Decimal(60))

    def __init__(self, rules: Sequence[Strangers]) -> None:
        self._rules = [(rule, Finder(rule), _index(rule.allowed)) for rule in rules]

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [list(self._findings(candidate)) for candidate in batch]

    def _findings(self, candidate: Candidate) -> Iterator[Finding]:
        text = candidate.text
        for rule, finder, allowed in self._rules:
            unknown = list(_unknown(finder.names(text), candidate, allowed))
            for name in unknown[:MOST_NAMES]:
                span = Span(name.start, name.end)
                yield rule.finding(span, f"{text[name.start : name.end]!r} ({name.label})")


class Finder:
    """What a rule finds in a text, known to the source or not."""

    def __init__(self, rule: Strangers) -> None:
        self._pipeline = pipeline(rule.pipeline)
        self._labels = {label: word for word in rule.labels for label in LABELS.get(word, (word,))}
        self._patterns = rule.patterns
        self._matchers = self._pipeline.matchers(rule.patterns)

    def names(self, text: str) -> list[Marked]:
        """The names in `text`, in order and without overlap; a pattern counts before what the pipeline marks."""
        with self._pipeline.read(text) as doc:
            spans = [match for matcher in self._matchers for match in matcher(doc, as_spans=True)]
            own = [Marked(s.start_char, s.end_char, self._patterns[int(s.label_)].label) for s in spans]
            seen = [
                Marked(entity.start_char, entity.end_char, self._labels[entity.label_])
                for entity in doc.ents
                if entity.label_ in self._labels
            ]
        return sorted(_apart(own, seen, len(text)))


class Pipeline:
    """A spaCy pipeline that is loaded; one text at a time goes through it."""

    def __init__(self, language: Any) -> None:
        self._language = language
        self._lock = threading.Lock()
        self.labels: frozenset[str] = frozenset(
            label for labels in language.pipe_labels.values() for label in labels if isinstance(label, str)
        )

    @contextmanager
    def read(self, text: str) -> Iterator[Any]:
        """`text` as spaCy reads it; of what it learns of words nothing is kept, so take what you need inside."""
        with self._lock, self._language.memory_zone():
            yield self._language(text)

    def matchers(self, patterns: Sequence[NamePattern]) -> list[Any]:
        """What finds `patterns`, by their number; raises `GuardrailError` if one is none."""
        from spacy.matcher import Matcher, PhraseMatcher

        texts = PhraseMatcher(self._language.vocab, attr="LOWER")
        tokens = Matcher(self._language.vocab, validate=True)
        for number, pattern in enumerate(patterns):
            try:
                if pattern.text:
                    texts.add(str(number), [self._language.make_doc(pattern.text)])
                else:
                    tokens.add(str(number), [[dict(token) for token in pattern.tokens]], greedy="LONGEST")
            except Exception as error:
                raise GuardrailError(f"spaCy cannot use these tokens: {told(error)}") from error
        return [matcher for matcher in (texts, tokens) if len(matcher)]


def pipeline(name: str) -> Pipeline:
    """The pipeline of a package or folder, blank English for ""; loaded once as long as its files stay the same.

    Raises `MissingExtra` if spaCy or the package is not installed, `GuardrailError` if it cannot be loaded.
    """
    return _loaded(name, fingerprint(name))


def fingerprint(name: str) -> str:
    """SHA-256 of spaCy's version and of every file of a pipeline; raises as `pipeline` does."""
    needs_spacy()
    digest = hashlib.sha256(f"spacy {version('spacy')}\n{name}".encode())
    folder = _folder(name)
    for file in sorted(folder.rglob("*")) if folder else ():
        if file.is_file() and file.suffix != ".pyc":
            with file.open("rb") as opened:
                content = hashlib.file_digest(opened, "sha256").hexdigest()
            digest.update(f"\n{file.relative_to(folder or file).as_posix()} {content}".encode())
    return digest.hexdigest()


def masks(name: str = SHIPPED, labels: Sequence[str] = ("person",)) -> Recogniser:
    """Hides the names that a pipeline marks: for `guard.wrap(model, redact=[masks()])`. Raises as `pipeline` does."""
    finder = Finder(
        Strangers(id="masks", category="", severity=Severity.INFO, message="", pipeline=name, labels=tuple(labels))
    )
    return lambda text: [Hidden("NAME", found.start, found.end) for found in finder.names(text)]


def needs_spacy() -> None:
    """Raises `MissingExtra` if spaCy is not installed."""
    if find_spec("spacy") is None:
        raise MissingExtra("rules of kind entity need spaCy; run: pip install 'guardrail[spacy]'")


@lru_cache(maxsize=8)
def _loaded(name: str, _digest: str) -> Pipeline:
    import spacy

    folder = _folder(name)
    if name == SHIPPED and folder:
        _as_shipped(folder)
    try:
        where = folder if folder and _is_folder(name) else name
        return Pipeline(spacy.load(where) if where else spacy.blank("en"))
    except Exception as error:
        raise GuardrailError(f"the spaCy pipeline {name} cannot be loaded: {told(error)}") from error


def _as_shipped(folder: Path) -> None:
    """Raises `GuardrailError` unless each file of the pipeline that ships is the one its card names."""
    card = json.loads((folder.parent / "model.json").read_text(encoding="utf-8"))
    found = {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }
    for file in sorted(found.keys() | card["files"].keys()):
        if found.get(file) != card["files"].get(file):
            raise GuardrailError(f"models/names/pipeline/{file} is not the file that the model's card names")


def _is_folder(name: str) -> bool:
    return name == SHIPPED or not _PACKAGE.fullmatch(name)


def _folder(name: str) -> Path | None:
    """Where the files of a pipeline lie; None for the blank one."""
    if not name:
        return None
    if name == SHIPPED:
        return shipped("models") / SHIPPED / "pipeline"
    if _is_folder(name):
        if not (Path(name) / "config.cfg").is_file():
            raise GuardrailError(f"there is no spaCy pipeline in the folder {name}: it has no config.cfg")
        return Path(name)
    from spacy.util import get_installed_models

    found = find_spec(name) if name in get_installed_models() else None
    if found is None or found.origin is None:
        how = f"python -m spacy download {name}" if _SPACY_OWN.fullmatch(name) else f"pip install {name}"
        raise MissingExtra(f"no spaCy pipeline {name!r} is installed; run: {how}")
    return Path(found.origin).parent


def _apart(own: Sequence[Marked], seen: Sequence[Marked], size: int) -> Iterator[Marked]:
    """Names without overlap: those of patterns first, and the longer one first."""
    taken = bytearray(size)
    for names in (own, seen):
        for name in sorted(names, key=lambda one: (one.start - one.end, one)):
            if name.end > name.start and not any(taken[name.start : name.end]):
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
                yield name


def _index(allowed: Sequence[str]) -> NameIndex | None:
    return NameIndex({"entity": allowed}, COMMON) if allowed else None


def _unknown(names: Sequence[Marked], candidate: Candidate, allowed: NameIndex | None) -> Iterator[Marked]:
    """Those of `names` that are neither the source's nor allowed."""
    if not names:
        return
    text, source = candidate.text, candidate.source
    bound = bytearray(len(text))
    if allowed:
        _bind(bound, text, allowed)
    if isinstance(source, Source):
        _bind(bound, text, source.derive(Named(shipped_aliases())).names, source.day_first)
    said = source.derive(_said) if isinstance(source, Source) else ""
    for name in names:
        parts = words(text[name.start : name.end])
        telling = [part for part in parts if part.key not in _BESIDE_A_NAME] or parts
        known = telling and all(bound[name.start + part.start] for part in telling)
        if not known and f" {' '.join(part.key for part in parts)} " not in said:
            yield name


def _bind(bound: bytearray, text: str, names: NameIndex, day_first: bool | None = None) -> None:  # noqa: FBT001
    """Marks in `bound` the characters of `text` that name what `names` hold."""
    for span in recognise(text, names, day_first):
        if span.meant:
            bound[span.start : span.end] = b"\1" * (span.end - span.start)


def _said(source: Source) -> str:
    """The words of all that a source says, a line for each cell and passage."""
    return "\n".join(f" {' '.join(keys(text))} " for text in said_in(source))

"""`guardrail rules check` lists the exceptions and says which are over."""

import pytest

PACK = """\
pack: finance
owner: Controller
version: '1.0'
about: Promises that no note may make.
exceptions:
  - id: rate
    rule: promise
    terms: [risk-free rate]
    owner: R. Osei
    reason: A term of the trade.
    since: {since}
    until: {until}
    match: [It is risk-free.]
    pass: [The risk-free rate was 4%.]
rules:
  - id: promise
    kind: terms
    category: policy.promise
    severity: critical
    message: promises a return
    terms: [risk-free]
    match: [It is risk-free.]
    pass: [It is safe.]
"""


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2019-01-01", "2019-12-31", "is over since 2019-12-31; take it out"),
        ("2999-01-01", "2999-12-31", "from 2999-01-01 until 2999-12-31"),
    ],
)
def test_exceptions_are_listed_with_when_they_hold(call, tmp_path, since, until, told):
    (tmp_path / "finance.yaml").write_text(PACK.format(since=since, until=until), encoding="utf-8")
    printed = call("rules", "check", tmp_path, code=0).stdout
    assert f"exception rate (R. Osei) lets promise pass 'risk-free rate': {told}\n" in printed

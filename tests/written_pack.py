"""A pack of one rule, as an accountant writes it."""

PACK = """\
# ours
pack: finance
owner: Controller
version: '1.0'
about: Promises that no note may make.
rules:
  - id: promise
    kind: terms
    category: policy.promise
    severity: critical
    message: It promises a return.
    terms: [risk-free, guaranteed return]
    match:
      - The bond is risk-free.
      - A guaranteed return of 8%.
    pass:
      - Returns were 8%.
"""

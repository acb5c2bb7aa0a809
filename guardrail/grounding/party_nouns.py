"""What a party to a payment may be called instead of its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PARTIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        noun: tuple(stems.split())
        for nouns, stems in (
            ("landlord landlady lessor", "rent lease premis"),
            ("tenant lodger subtenant", "rent"),
            ("insurer underwriter", "insur premium"),
            ("lender mortgagee", "loan interest mortgage"),
            ("bank", "bank loan interest"),
            ("employee employees staff worker workers apprentice intern manager director", "payroll wage salar staff"),
            ("lawyer lawyers solicitor solicitors attorney barrister notary", "legal"),
            ("courier carrier haulier shipper", "courier post delivery freight shipping carriage"),
            ("caterer caterers restaurant", "catering meal food hospitality"),
            ("airline", "travel flight air"),
            ("hotel", "hotel accommodation travel lodging"),
            ("consultant consultants adviser advisor freelancer", "consult professional"),
            ("contractor contractors subcontractor", "contract consult professional"),
            ("designer photographer", "design photo marketing"),
            ("plumber electrician builder builders carpenter roofer decorator handyman", "repair maint building"),
            ("cleaner cleaners", "clean"),
            ("gardener landscaper", "garden ground landscap"),
            ("garage mechanic", "vehicle motor car repair"),
            ("publisher", "book publication subscription"),
            ("dentist doctor clinic", "medical health dental"),
            ("wholesaler distributor manufacturer", ""),
            ("broker franchisor donor sponsor shareholder", ""),
        )
        for noun in nouns.split()
    }
)
"""Nouns with the beginnings of words in accounts that such a party is paid, or pays, under."""

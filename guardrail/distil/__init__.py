"""Teaches a small network to write texts from records: from texts of your own, or from a teacher's.

What is here needs the extra `distil`; what it makes, a student folder, does not. `guardrail distil` is the way in.
"""

"""Measurements: how fast and how right the checks are."""

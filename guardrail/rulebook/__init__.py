"""Reads rule files that accountants own and makes a guard of them."""

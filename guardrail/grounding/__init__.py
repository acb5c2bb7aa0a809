"""Finds what a text says, and proves or contradicts it from the source."""

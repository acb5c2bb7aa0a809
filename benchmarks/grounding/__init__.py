"""Development sets that measure how well a text about records is checked."""

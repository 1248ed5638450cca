"""Text to facts: each module finds one kind of fact."""

"""Speed and exactness, beside others; nothing here is timed in tests."""

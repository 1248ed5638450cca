"""Names to identities: one Unit a unit, one Work a policy."""

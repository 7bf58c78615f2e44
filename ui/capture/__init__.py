"""Quick capture: one line from anywhere becomes what it says (P23, P24, P41)."""

"""Targets for coverage-guided fuzzing."""

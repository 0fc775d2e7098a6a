"""Modules that stand in for libraries, found by their own names where this folder is put before all others."""

"""The store: pages as served, judgements as made, and what was computed from them."""

"""Two captures invented for the purpose: no person, place or outlet in them exists."""

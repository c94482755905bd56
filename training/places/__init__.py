"""Makes the gazetteer that readout ships."""

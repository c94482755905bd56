"""Programs that make the data and models readout ships. Never imported by readout."""

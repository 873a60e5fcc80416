"""The model: what an issue is, as frozen data without input or output. Every other room speaks in these words."""

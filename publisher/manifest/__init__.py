"""The manifest room: takes the YAML people type, gives an IssuePlan or a Style. It alone imports yaml and pydantic."""

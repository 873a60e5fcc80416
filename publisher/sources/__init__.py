"""The sources room: takes files, gives lines (a Galley) or blocks (articles of ours). It repairs nothing."""

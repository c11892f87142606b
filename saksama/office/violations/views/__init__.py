"""The pages of suspected violations."""

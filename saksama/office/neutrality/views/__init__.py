"""The pages of neutrality."""

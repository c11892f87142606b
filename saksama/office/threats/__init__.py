"""The register of threats, disturbances, obstacles and challenges (AGHT)."""

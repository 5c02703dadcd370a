"""A seeded, believable region: organisations, people, firms, needs and years of what happened. Nobody is real."""

"""What is needed tomorrow: profiles, plans, industries and the language of the trades."""

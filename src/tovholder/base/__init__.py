"""The few words every room shares: Decision, Reference, Period, Transition. Small for ever."""

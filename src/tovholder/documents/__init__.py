"""Papers: templates that become PDF/UA, the register of what was issued, and whether a paper is genuine."""

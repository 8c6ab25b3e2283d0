"""Words for codes: labels, sentences, days and numbers, in Spanish and English."""

"""Question banks in and out: QTI 3 both ways, GIFT in. Files only, nothing of the database."""

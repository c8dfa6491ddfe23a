"""How dates read in each language, where Django's own formats are not what people here write."""

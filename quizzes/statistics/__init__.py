"""Item statistics as pure functions: how questions behave, seen from many first attempts."""

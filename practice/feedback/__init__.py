"""What can be said about a written reply without grading it: pure, offline, no model.

`remarks.remarks` is the one entry. It quotes what it found and asks about the rest; it never says
that something is missing, wrong or impolite. Which highlights may speak is decided by measured
precision (`gate`), on replies that nobody looked at while the cues were written (`corpus`).
"""

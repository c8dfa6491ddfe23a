"""Course packages: files become drafts, and every problem is found in one reading. No ORM here."""

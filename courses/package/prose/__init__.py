"""Lesson text: Markdown with our containers becomes sanitised HTML at publication."""

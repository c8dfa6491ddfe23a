# Short names only. Nothing needs them: each line is a plain command.
.PHONY: demo story test fmt
demo:
	python3 manage.py demo
story:
	python3 manage.py demo --once
test:
	python3 manage.py test
fmt:
	.venv/bin/python -m ruff check --fix . && .venv/bin/python -m ruff format .

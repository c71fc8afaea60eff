# make site: build the website of this folder's review into output/.
# make test: run the tests, with a browser and an HTML validator where they can be had.
# Both first install what they need into .venv, again only when pyproject.toml or constraints.txt has changed.

VENV := .venv
IN_VENV := $(VENV)/bin/python
INSTALL := $(IN_VENV) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
# pip does this for a package that it copies, but not for an editable one. Where PYTHONDONTWRITEBYTECODE is set, as in
# many containers, every run would otherwise compile all modules again, which doubles the time of a small build.
COMPILE := $(IN_VENV) -m compileall -q site_builder

# The first Python that is new enough; `make PYTHON=/path/to/python3 …` takes another.
PYTHON ?= $(shell for python in python3 python3.15 python3.14 python3.13 python3.12 python3.11; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; break; fi; done)

.PHONY: site test clean
.NOTPARALLEL:

site: $(VENV)/.installed
	$(IN_VENV) -m site_builder build --strict

test: $(VENV)/.installed-for-tests
	@$(IN_VENV) -m tests.install_browser
	@$(IN_VENV) -m tests.commonmark
	$(IN_VENV) -m pytest --numprocesses auto --dist worksteal

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(INSTALL) .
	$(COMPILE)
	@touch $@

$(VENV)/.installed-for-tests: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(INSTALL) '.[test]'
	$(COMPILE)
	@touch $(VENV)/.installed $@

$(VENV)/bin/pip:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer is needed. Install it (Debian, Ubuntu: apt-get install python3 python3-venv)," >&2; \
		echo "or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; fi
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment: its venv module is incomplete." >&2; \
		echo "Debian and Ubuntu keep it in a package of its own: apt-get install python3-venv" >&2; exit 1; }

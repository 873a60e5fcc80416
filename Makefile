# Set-up, the sample issue, tests and lint. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help setup issue proof test test-fast lint docs bench clean

ISSUE ?= manifests/hewan/2026-01.yaml
OUTPUT ?= output
PROOFED = $(OUTPUT)/$(patsubst manifests/%.yaml,%,$(ISSUE))
WORKERS ?= 2
BENCH ?=
BIN := .venv/bin

help: ## list the targets · 列出目标
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(firstword $(MAKEFILE_LIST)) | column -t -s '|' 2>/dev/null \
	|| sed -n 's/^\([a-z-]*\):.*## /  make \1  /p' $(firstword $(MAKEFILE_LIST))

setup: ## what building needs: fonts, Pango, .venv · 安装构建所需
	@.ci/setup build

issue: setup ## build the sample issue into output/ · 排出样刊 EPUB 与 PDF
	@$(BIN)/reissue build $(ISSUE) -o $(OUTPUT)

proof: setup ## read the sample's editions back, report, and write proof.html · 校对排出的样刊
	@$(BIN)/reissue proof $(PROOFED); status=$$?; $(BIN)/reissue proof $(PROOFED) --html $(OUTPUT)/proof.html; exit $$status

test: lint ## lint, then every test · 检查并运行全部测试
	@$(BIN)/pytest -q -n $(WORKERS) --dist loadgroup

test-fast: ## tests without the slow ones · 只运行快的测试
	@.ci/setup test
	@$(BIN)/pytest -q -n $(WORKERS) --dist loadgroup -m "not slow"

lint: ## ruff, mypy, import contracts · 静态检查
	@.ci/setup test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@out=$$($(BIN)/lint-imports --no-logo 2>&1) || { printf '%s\n' "$$out"; exit 1; }

docs: ## renew what of docs/ is made from the program · 更新由程序生成的说明
	@.ci/setup test
	@$(BIN)/python -m tests.manual

bench: ## time editions, packing, import and composer (BENCH=--profile) · 测量用时
	@.ci/setup test
	@$(BIN)/python -m tests.bench $(BENCH)

clean: ## remove what was built, keep .venv · 清除产物
	@rm -rf $(OUTPUT) dist build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@find publisher tests -name __pycache__ -type d -prune -exec rm -rf {} +

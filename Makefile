# make web    the browser's side of the maps, built into choro (npm)
# make demo   build choro and compile the example project
# make test   format, lints, all tests, and the outputs against other tools
# make bench  measure the seed texts and the speed of builds
# make fuzz   each importer of placemarks and networks for a minute with made-up bytes (cargo-fuzz, nightly)

CARGO ?= cargo
CHORO = target/release/choro
EXAMPLE = examples/hamgyong

.PHONY: web demo test bench fuzz prepare interop

# Without npm the atlas has its drawn maps alone.
web:
	@if command -v npm >/dev/null 2>&1; then cd web && npm ci --no-audit --no-fund --silent && npm run --silent build; \
	else echo "skipped: npm missing, maps are drawn ones alone"; fi

demo: web
	$(CARGO) build --release -p choro
	$(CHORO) build $(EXAMPLE) --fail-on never
	@echo
	@echo "The atlas: open $(EXAMPLE)/public/index.html"

test: web prepare
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	@if $(CARGO) deny --version >/dev/null 2>&1; then $(CARGO) deny check; \
	else echo "skipped: cargo-deny missing"; fi
	$(MAKE) --no-print-directory interop
	$(CARGO) test --workspace

# What the tests need beside cargo: a Python environment, and a browser for the site.
prepare:
	tests/interop/prepare.sh

# Outputs read by tools of others, and planted faults that those tools must see.
interop:
	$(CARGO) build -p choro
	tests/interop/run.sh

bench:
	$(CARGO) build --release -p choro -p choro_eval
	tests/bench.sh
	tests/bench_import.sh
	tests/bench_tiles.sh

FUZZ_SECONDS ?= 60
FUZZ_TARGETS = $(basename $(notdir $(wildcard fuzz/fuzz_targets/*.rs)))

fuzz:
	@set -e; for target in $(FUZZ_TARGETS); do \
	  cargo +nightly fuzz run $$target -- -max_total_time=$(FUZZ_SECONDS) -max_len=65536 \
	    -rss_limit_mb=1024 -timeout=20 -dict=fuzz/dictionary.txt; \
	done

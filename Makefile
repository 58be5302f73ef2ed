# Every verb explains itself in `make help`. The only needs are make, npm and some Node >= 20: the first run installs
# the rest (Node 24 among it) into node_modules/, later runs start in seconds.

PNPM := npx --yes pnpm@12.21.0
SHELL := /bin/bash
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export NODE_NO_WARNINGS := 1

.DEFAULT_GOAL := help
.PHONY: help demo day month samples up servers bundle rebuild status parked backup restore test check bench simulate history chaos clean verify generate fix

help: ## What this Makefile can do.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

node_modules/.installed: package.json pnpm-lock.yaml pnpm-workspace.yaml $(wildcard libs/*/package.json services/*/package.json deploy/*/package.json e2e/package.json e2e/peers/package.json)
	@echo "Setting up (first run, or a dependency changed) ..."
	@$(PNPM) install --frozen-lockfile --reporter=append-only > .install.log 2>&1 || { cat .install.log; echo "Set-up failed: the lines above say why. It needs npm's registry once."; exit 1; }
	@rm -f .install.log
	@touch $@

# Later starts take stripped and compiled sources from here: half of the time that a start takes.
demo day month up: export NODE_COMPILE_CACHE := $(CURDIR)/node_modules/.cache/compiled

demo: node_modules/.installed ## Play four stories, check them independently. STORY=…, FAULT=…, BREAK=ledger|stock|book|release, SEED=…, ORDERS=100, LANGUAGE=zh, ENGINE=distributed.
	@node e2e/demo/main.ts

day: node_modules/.installed ## Play a day at customs' sandbox with every mishap, people mending what is theirs; none may be stuck unseen. DECLARATIONS=2000, SHARE=20 percent, SEED=…, JSON=1.
	@node e2e/day/main.ts

month: node_modules/.installed ## Play a month of trade against a bank with a mind of its own; every difference explained, every cent of profit and loss by cause. ORDERS=10000, DAYS=30, SEED=…, JSON=1.
	@node e2e/month/main.ts

samples: node_modules/.installed ## Write one of every customs message, as our code builds it, signed. DIR=.data/samples, SEED=….
	@node e2e/samples/main.ts

up: node_modules/.installed ## Run the whole suite in one process on .data/, or ENGINE=distributed on MongoDB and Kafka; gateway on 8080. Ctrl-C stops it.
	@node deploy/suite/src/main.ts

servers: node_modules/.installed ## Run a real MongoDB and a real Kafka on .data/servers, print their addresses. Ctrl-C stops them.
	@node libs/servers/src/main.ts

status: node_modules/.installed ## How every service of a running suite gets on: lag, parked, unsent; a table of ports. JSON=1, DATA=.data/up, LANGUAGE=zh.
	@node deploy/operations/src/status.ts

parked: node_modules/.installed ## What could not be worked off. SHOW=<key>, REDRIVE=<key>, DROP=<key> REASON=…, CONSUMER=<name>.
	@node deploy/operations/src/parked.ts

rebuild: node_modules/.installed ## Build a projection anew, beside the live one or in a stopped suite. PROJECTION=fx.accounts.v1, DATA=.data/up.
	@node deploy/operations/src/rebuild.ts

backup: node_modules/.installed ## Write a service's MongoDB database into an archive, as of one moment. SERVICE=orders TO=<file>, PREFIX=portolan.
	@node deploy/operations/src/backup/main.ts backup

restore: node_modules/.installed ## Write an archive into an empty database. SERVICE=orders FROM=<file>, PREFIX=…, LOG=new.
	@node deploy/operations/src/backup/main.ts restore

test: node_modules/.installed check ## Run every check and every test.
	@vitest run --reporter=default --reporter=./e2e/support/closing-line.ts

check: node_modules/.installed ## Format, lint, types, contracts, directions of imports, unused code.
	@biome ci --error-on-warnings .
	@tsc -p tsconfig.json
	@buf lint
	@buf format --diff --exit-code
	@buf breaking --against proto/released.binpb
	@knip

simulate: node_modules/.installed ## Play the whole suite on virtual time, everything going wrong, all from one seed each. SEEDS=20 FROM=1; MINUTES=3: as many as fit. ORDER=R-3 tells of one order, STEPS=1 of every call; PLANTED=1 [BUG=4] SEEDS=500 looks for planted bugs.
	@node e2e/simulation/$(if $(PLANTED),planted/)main.ts

history: node_modules/.installed ## Keep what happens on every road under a release's name, for later code to be held against. RELEASE=2026-11, SEED=1 ORDERS=6.
	@node e2e/histories/main.ts

bench: node_modules/.installed ## Measure, print a table, write .data/bench.json. ORDERS=200 DECLARATIONS=10000. ENGINE=distributed: ROWS=append,relay, FLAME=1, SCALE=0.1 for a quick look.
	@node e2e/bench/main.ts

chaos: node_modules/.installed ## Break everything while orders flow on real servers, and look whether anything was lost. MINUTES=10, SEED=…, JSON=1.
	@node e2e/chaos/main.ts

bundle: node_modules/.installed ## One folder per service that needs nothing but Node 24, in .data/bundle. SERVICE=…, OUT=….
	@node deploy/bundle/src/main.ts

verify: ## Check a signed statement without the suite. FILE=<statement.json> KEYS=<keys.json, GET /statement-keys>.
	@node services/fx/src/adapters/verify-statement.ts $(FILE) $(KEYS)

generate: node_modules/.installed ## Make libs/contracts/src/gen from proto/.
	@buf format -w && buf generate

fix: node_modules/.installed ## Format what can be formatted.
	@biome check --write . && buf format -w

clean: ## Remove everything that was made here: data, and what was installed.
	@rm -rf .data node_modules libs/*/node_modules services/*/node_modules deploy/*/node_modules e2e/node_modules e2e/peers/node_modules

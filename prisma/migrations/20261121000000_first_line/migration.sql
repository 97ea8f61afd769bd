-- CreateTable
CREATE TABLE "shop" (
    "id" SERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "timezone" TEXT,
    "currency" TEXT,
    "tag_prefix" TEXT NOT NULL DEFAULT 'kz-',
    "tagging_started_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offline_token" (
    "shop_id" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,
    "scope" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "offline_token_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "settings" (
    "shop_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("shop_id","version")
);

-- CreateTable
CREATE TABLE "backfill" (
    "shop_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "operation_id" TEXT,
    "rows_expected" INTEGER,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "backfill_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "api_budget" (
    "shop_id" INTEGER NOT NULL,
    "available" DOUBLE PRECISION NOT NULL,
    "maximum" DOUBLE PRECISION NOT NULL,
    "restore_rate" DOUBLE PRECISION NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_budget_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "customer" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "stale" BOOLEAN NOT NULL DEFAULT true,
    "settings_version" INTEGER,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "test" BOOLEAN NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "current_total_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "value_minor" BIGINT NOT NULL,
    "counts" BOOLEAN NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "timeline" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "model" TEXT NOT NULL,
    "state" TEXT,
    "since" DATE,
    "next_on" DATE,
    "next_state" TEXT,
    "period_starts" DATE[] NOT NULL,
    "period_states" TEXT[] NOT NULL,

    CONSTRAINT "timeline_pkey" PRIMARY KEY ("shop_id","customer_id","model")
);

-- CreateTable
CREATE TABLE "tag_state" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "wanted" TEXT[] NOT NULL DEFAULT '{}',
    "written" TEXT[] NOT NULL DEFAULT '{}',
    "sending" TEXT[],
    "claim" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "exception" TEXT,

    CONSTRAINT "tag_state_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE INDEX "orders_shop_id_customer_id_processed_at_idx" ON "orders"("shop_id", "customer_id", "processed_at");

-- CreateIndex
CREATE INDEX "timeline_shop_id_model_state_idx" ON "timeline"("shop_id", "model", "state");

-- Partial indexes: what is waiting, and nothing else.
CREATE INDEX "customer_stale_idx" ON "customer" ("shop_id", "id") WHERE "stale";
CREATE INDEX "timeline_next_on_idx" ON "timeline" ("shop_id", "next_on") WHERE "next_on" IS NOT NULL;
CREATE INDEX "tag_state_pending_idx" ON "tag_state" ("shop_id", "changed_at")
    WHERE ("wanted" <> "written" OR "sending" IS NOT NULL) AND "exception" IS NULL;

-- Tables that are rewritten in place keep room for it.
ALTER TABLE "customer" SET (fillfactor = 85);
ALTER TABLE "timeline" SET (fillfactor = 85);
ALTER TABLE "tag_state" SET (fillfactor = 85);

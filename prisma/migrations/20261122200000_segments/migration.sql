-- The prefix in force is a setting; here stand all under which tags of ours were written.
ALTER TABLE "shop" ADD COLUMN "own_prefixes" TEXT[] NOT NULL DEFAULT '{}';
UPDATE "shop" SET "own_prefixes" = ARRAY["tag_prefix"] WHERE "tagging_started_at" IS NOT NULL;
ALTER TABLE "shop" DROP COLUMN "tag_prefix";
ALTER TABLE "shop" ADD COLUMN "tagging_paused_at" TIMESTAMPTZ(3);

-- The newest settings version under which every customer has to be looked at again.
ALTER TABLE "shop" ADD COLUMN "models_version" INTEGER NOT NULL DEFAULT 0;
-- No tag is written before every customer follows this version: the shop's days are others since.
ALTER TABLE "shop" ADD COLUMN "hold_tags_version" INTEGER;
-- The cutoff row that every customer has been held against.
ALTER TABLE "shop" ADD COLUMN "cutoff_followed" BIGINT;

-- What a customer's counted orders come to; null without one.
ALTER TABLE "customer" ADD COLUMN "orders" INTEGER;
ALTER TABLE "customer" ADD COLUMN "amount_minor" BIGINT;
ALTER TABLE "customer" ADD COLUMN "first_on" DATE;
ALTER TABLE "customer" ADD COLUMN "last_on" DATE;
CREATE INDEX "customer_amount_idx" ON "customer" ("shop_id", "amount_minor" DESC, "id") WHERE "amount_minor" IS NOT NULL;
-- Who is changed by an order, an event or the merchant goes before whole shops that are recounted.
CREATE INDEX "customer_urgent_idx" ON "customer" ("shop_id", "id")
    WHERE "stale" AND "stale_because" IN ('order', 'event', 'customer');

CREATE TABLE "top_amount" (
    "shop_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "amount_minor" BIGINT,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "top_amount_pkey" PRIMARY KEY ("shop_id","month")
);

CREATE TABLE "cutoff" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "purpose" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cutoff_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "cutoff_month_key" ON "cutoff" ("shop_id", "day") WHERE "purpose" = 'month';
CREATE INDEX "cutoff_current_idx" ON "cutoff" ("shop_id", "id" DESC) WHERE "purpose" = 'current';

CREATE TABLE "relative_class" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "cutoff_id" BIGINT NOT NULL,
    "r" SMALLINT NOT NULL,
    "f" SMALLINT NOT NULL,
    "m" SMALLINT NOT NULL,
    "rfm" TEXT NOT NULL,
    "rank" TEXT NOT NULL,
    "layer" TEXT,
    "decile" SMALLINT NOT NULL,
    "abc" TEXT NOT NULL,

    CONSTRAINT "relative_class_pkey" PRIMARY KEY ("shop_id","customer_id")
);

CREATE TABLE "segment_member" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "inside" BOOLEAN NOT NULL,
    "since" DATE,
    "recheck_on" DATE,

    CONSTRAINT "segment_member_pkey" PRIMARY KEY ("shop_id","customer_id","segment_id")
);
CREATE INDEX "segment_member_inside_idx" ON "segment_member" ("shop_id", "segment_id", "customer_id") WHERE "inside";
CREATE INDEX "segment_member_recheck_idx" ON "segment_member" ("shop_id", "recheck_on") WHERE "recheck_on" IS NOT NULL;

CREATE TABLE "settings_draft" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "body" JSONB NOT NULL,
    "base_version" INTEGER NOT NULL,
    "drafted_by" TEXT,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "customers" INTEGER,
    "customers_done" INTEGER NOT NULL DEFAULT 0,
    "consequences" JSONB,

    CONSTRAINT "settings_draft_pkey" PRIMARY KEY ("shop_id","id")
);

ALTER TABLE "settings" ADD COLUMN "undoes" INTEGER;

ALTER TABLE "relative_class" SET (fillfactor = 85);
ALTER TABLE "segment_member" SET (fillfactor = 85);

-- Nobody has been computed in the new models yet.
UPDATE "customer" SET "stale" = true, "stale_because" = 'settings' WHERE "gone" IS NULL;

-- What a report says of all customers, counted in one pass over them; by its name and what it was asked.
CREATE TABLE "report" (
    "shop_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "customers" INTEGER,
    "customers_done" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "failed_on" DATE,
    "body" JSONB,
    "form" INTEGER,
    "as_of" DATE,
    "settings_version" INTEGER,
    "made_at" TIMESTAMPTZ(3),
    "took_ms" INTEGER,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("shop_id","key","params")
);

-- What ads cost in a month, by the source that their links name.
CREATE TABLE "ad_cost" (
    "shop_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "cost_minor" BIGINT NOT NULL,
    "saved_by" TEXT,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ad_cost_pkey" PRIMARY KEY ("shop_id","source","month")
);

-- Whoever has no tags of ours and is to have none, for the counts of tagged customers.
CREATE INDEX "tag_state_untagged_idx" ON "tag_state" ("shop_id")
    WHERE "wanted" = '{}' AND "written" = '{}' AND "sending" IS NULL AND "exception" IS NULL;

-- When how much of an order was given back, for reports that count it on its day.
ALTER TABLE "orders" ADD COLUMN "refunds" JSONB;
CREATE INDEX "orders_refunded_idx" ON "orders" ("shop_id", "customer_id") WHERE "refunds" IS NOT NULL;

-- The selling plan that a line was bought by, such as a subscription's; null for a single purchase.
ALTER TABLE "order_line" ADD COLUMN "plan" TEXT;
ALTER TABLE "late_line" ADD COLUMN "plan" TEXT;
CREATE INDEX "order_line_plan_idx" ON "order_line" ("shop_id", "order_id") WHERE "plan" IS NOT NULL;

-- What the shop is called; null until Shopify was asked.
ALTER TABLE "shop" ADD COLUMN "name" TEXT;

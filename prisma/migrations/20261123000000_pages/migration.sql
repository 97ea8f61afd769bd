-- The list of customers goes by any of these, a page at a time, as it does by "amount_minor".
CREATE INDEX "customer_last_idx" ON "customer" ("shop_id", "last_on" DESC, "id") WHERE "last_on" IS NOT NULL;
CREATE INDEX "customer_first_idx" ON "customer" ("shop_id", "first_on" DESC, "id") WHERE "first_on" IS NOT NULL;
CREATE INDEX "customer_orders_idx" ON "customer" ("shop_id", "orders" DESC, "id") WHERE "orders" IS NOT NULL;
-- Most lists of a state are of those who ordered once, who may be anywhere in the indexes above.
CREATE INDEX "customer_once_last_idx" ON "customer" ("shop_id", "last_on" DESC, "id") WHERE "orders" = 1;
CREATE INDEX "customer_once_first_idx" ON "customer" ("shop_id", "first_on" DESC, "id") WHERE "orders" = 1;
CREATE INDEX "customer_once_amount_idx" ON "customer" ("shop_id", "amount_minor" DESC, "id") WHERE "orders" = 1;

-- Who bought a product.
CREATE INDEX "order_line_product_idx" ON "order_line" ("shop_id", "product_id", "order_id") WHERE "product_id" IS NOT NULL;

-- Shopify's own group of the customer, as it was last read; null where it was not granted.
ALTER TABLE "customer" ADD COLUMN "shopify_rfm" TEXT;

-- Runs of our Flow actions: one that Shopify sends again is not done again.
CREATE TABLE "flow_run" (
    "shop_id" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flow_run_pkey" PRIMARY KEY ("shop_id","run_id")
);

-- Which of our Flow triggers a workflow of the shop waits for.
CREATE TABLE "flow_trigger" (
    "shop_id" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_trigger_pkey" PRIMARY KEY ("shop_id","handle")
);

-- Firings that Shopify has not been told yet.
CREATE TABLE "flow_firing" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "handle" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "payload" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "flow_firing_pkey" PRIMARY KEY ("shop_id","id")
);

-- The months are kept of one model more: they are all built once again.
UPDATE "month_build" SET "built_until" = NULL;

-- Customers whose tags could not be written are few, and the first page counts them.
CREATE INDEX "tag_state_exception_idx" ON "tag_state" ("shop_id") WHERE "exception" IS NOT NULL;

-- Orders are looked up by their number, and products of imported orders are known by title alone.
CREATE INDEX "orders_name_idx" ON "orders" ("shop_id", "name") WHERE "name" IS NOT NULL;
CREATE INDEX "order_line_title_idx" ON "order_line" ("shop_id", "title") WHERE "product_id" IS NULL;

-- Everybody in a state is found in the index alone.
DROP INDEX "timeline_shop_id_model_state_idx";
CREATE INDEX "timeline_shop_id_model_state_customer_id_idx" ON "timeline" ("shop_id", "model", "state", "customer_id");

-- Orders as whole as Kizuna reads them.
ALTER TABLE "orders"
    ADD COLUMN "name" TEXT,
    ADD COLUMN "created_at" TIMESTAMPTZ(3),
    ADD COLUMN "source_name" TEXT,
    ADD COLUMN "location_id" BIGINT,
    ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "discount_codes" TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "discount_minor" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "business" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "utm_source" TEXT,
    ADD COLUMN "utm_medium" TEXT,
    ADD COLUMN "utm_campaign" TEXT,
    -- 'file' for an order that only the shop's own export told.
    ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'shopify',
    -- The reading that wrote this version; null when a delivery or an answer did.
    ADD COLUMN "read_in" BIGINT;

CREATE TABLE "order_line" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "sales_minor" BIGINT NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop_id","order_id","id")
);

-- Customers as Shopify has them: no name, address or contact.
ALTER TABLE "customer"
    ADD COLUMN "created_at" TIMESTAMPTZ(3),
    ADD COLUMN "updated_at" TIMESTAMPTZ(3),
    ADD COLUMN "locale" TEXT,
    ADD COLUMN "country" TEXT,
    ADD COLUMN "region" TEXT,
    ADD COLUMN "email_consent" TEXT,
    ADD COLUMN "sms_consent" TEXT,
    ADD COLUMN "account" TEXT,
    ADD COLUMN "orders_told" INTEGER,
    -- The merchant's tags, ours left out; known as of "tags_at".
    ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "tags_at" TIMESTAMPTZ(3),
    -- Shopify has to be asked what it has.
    ADD COLUMN "doubtful" BOOLEAN NOT NULL DEFAULT false,
    -- 'deleted', 'merged' or 'erased': what is left is the id.
    ADD COLUMN "gone" TEXT,
    ADD COLUMN "merged_into" BIGINT,
    -- To whom an order of the customer's has gone: with the customer gone too, a merge nobody told of.
    ADD COLUMN "moved_to" BIGINT,
    -- The merchant wants no segments for this customer.
    ADD COLUMN "opted_out" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "customer_doubtful_idx" ON "customer" ("shop_id", "id") WHERE "doubtful";
CREATE INDEX "customer_merged_into_idx" ON "customer" ("shop_id", "merged_into") WHERE "merged_into" IS NOT NULL;
CREATE INDEX "customer_gone_idx" ON "customer" ("shop_id", "id") WHERE "gone" IS NOT NULL;
CREATE INDEX "customer_settings_version_idx" ON "customer" ("shop_id", "settings_version");

-- Who may be the same person: keyed hashes of what Shopify lets us see, never the thing itself.
CREATE TABLE "customer_key" (
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" BYTEA NOT NULL,
    "customer_id" BIGINT NOT NULL,

    CONSTRAINT "customer_key_pkey" PRIMARY KEY ("shop_id","kind","key","customer_id")
);
CREATE INDEX "customer_key_customer_idx" ON "customer_key" ("shop_id", "customer_id");

CREATE TABLE "product" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "title" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "tags" TEXT[] NOT NULL DEFAULT '{}',
    "deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "product_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE TABLE "variant" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "unit_cost_minor" BIGINT,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "variant_product_idx" ON "variant" ("shop_id", "product_id");

-- Names of sales channels and locations, as orders tell them.
CREATE TABLE "place" (
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "place_pkey" PRIMARY KEY ("shop_id","kind","id")
);

-- What customers did beside buying, and contracts: each a dated fact with where it came from.
CREATE TABLE "customer_event" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    -- Tells the same fact told twice from two facts: empty for what was entered by hand once.
    "source_key" TEXT NOT NULL,
    "recorded_by" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_event_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "customer_event_fact_key" ON "customer_event" ("shop_id", "customer_id", "kind", "at", "source", "source_key");

-- One reading of one kind of data: the past, what changed, or all for comparison.
DROP TABLE "backfill";
DROP TABLE "reconciliation";
CREATE TABLE "reading" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    -- Changes since this instant only; null: everything.
    "updated_from" TIMESTAMPTZ(3),
    -- The store's clock when the reading began: what changed later is another reading's.
    "began_at" TIMESTAMPTZ(3),
    "operation_id" TEXT,
    "rows_expected" INTEGER,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "mended" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reading_since" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reading_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "reading_kind_idx" ON "reading" ("shop_id", "kind", "id");
CREATE UNIQUE INDEX "reading_open_key" ON "reading" ("shop_id", "kind") WHERE "status" NOT IN ('done', 'failed');

-- Ids that a comparison has come across; emptied when it ends.
CREATE TABLE "seen" (
    "shop_id" INTEGER NOT NULL,
    "reading_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,

    CONSTRAINT "seen_pkey" PRIMARY KEY ("shop_id","reading_id","id")
);

-- Lines that stand far from their order in a result, until the whole result is read.
CREATE TABLE "late_line" (
    "shop_id" INTEGER NOT NULL,
    "reading_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "sales_minor" BIGINT NOT NULL,

    CONSTRAINT "late_line_pkey" PRIMARY KEY ("shop_id","reading_id","order_id","id")
);

-- What was erased on request, in numbers only.
CREATE TABLE "erasure" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "customers" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("shop_id","id")
);

-- Customers who asked, through Shopify, what is kept of them.
CREATE TABLE "data_request" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "order_ids" BIGINT[] NOT NULL DEFAULT '{}',
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "handed_out_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_request_pkey" PRIMARY KEY ("shop_id","id")
);

-- A file a merchant has handed in, until it is taken over or a day has passed.
CREATE TABLE "upload" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "body" BYTEA,
    "status" TEXT NOT NULL,
    "report" JSONB,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "uploaded_by" TEXT,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("shop_id","id")
);

ALTER TABLE "settings" ADD COLUMN "saved_by" TEXT;
-- 0, 1 or 2 of Shopify's protected customer data; null until asked.
ALTER TABLE "shop" ADD COLUMN "protected_data" INTEGER;
-- The settings version that every order's "counts" follows.
ALTER TABLE "shop" ADD COLUMN "counted_version" INTEGER;

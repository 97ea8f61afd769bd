-- How far the walk over the orders is that follows new settings; null while there is none.
ALTER TABLE "shop"
    ADD COLUMN "restate_version" INTEGER,
    ADD COLUMN "restate_after" BIGINT,
    ADD COLUMN "restate_done" INTEGER,
    ADD COLUMN "restate_all" INTEGER,
    -- Kinds of data that are to be read whole once more as soon as nobody reads them.
    ADD COLUMN "comparisons_wanted" TEXT[] NOT NULL DEFAULT '{}';
CREATE INDEX "upload_waiting_idx" ON "upload" ("shop_id", "id") WHERE "body" IS NOT NULL;
CREATE INDEX "orders_from_file_idx" ON "orders" ("shop_id", "processed_at") WHERE "origin" = 'file';
CREATE INDEX "customer_event_mapped_idx" ON "customer_event" ("shop_id", "customer_id") WHERE "source" IN ('tag', 'metafield');

ALTER TABLE "shop" ADD COLUMN "uninstalled_at" TIMESTAMPTZ(3);
ALTER TABLE "customer" ADD COLUMN "stale_because" TEXT;
-- A deleted order leaves its id, so that a late delivery does not bring it back.
ALTER TABLE "orders" ADD COLUMN "deleted" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "inbox" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "body" TEXT,
    "hash" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "triggered_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "applied_at" TIMESTAMPTZ(3),
    "set_aside" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "inbox_shop_id_webhook_id_key" ON "inbox"("shop_id", "webhook_id");
CREATE INDEX "inbox_pending_idx" ON "inbox" ("shop_id", "id") WHERE "applied_at" IS NULL AND "set_aside" IS NULL;
CREATE INDEX "inbox_applied_idx" ON "inbox" ("shop_id", "applied_at") WHERE "applied_at" IS NOT NULL;

CREATE TABLE "tag_change" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added" TEXT[] NOT NULL,
    "removed" TEXT[] NOT NULL,
    "because" TEXT NOT NULL,

    CONSTRAINT "tag_change_pkey" PRIMARY KEY ("shop_id","id")
);

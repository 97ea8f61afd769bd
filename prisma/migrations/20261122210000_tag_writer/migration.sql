-- What an order, an event or the merchant changed is written before whole shops that are recounted.
ALTER TABLE "tag_state" ADD COLUMN "urgent" BOOLEAN NOT NULL DEFAULT false;
-- Tags that somebody took off and that are left off; none of them is ever wanted.
ALTER TABLE "tag_state" ADD COLUMN "respected" TEXT[] NOT NULL DEFAULT '{}';
-- Whether "written" may hold more than is on the customer, beside what is being sent.
ALTER TABLE "tag_state" ADD COLUMN "presumed" BOOLEAN NOT NULL DEFAULT false;
-- How often a write was begun, or another customer's tags came: an answer from before is old.
ALTER TABLE "tag_state" ADD COLUMN "writes" INTEGER NOT NULL DEFAULT 0;
-- The bulk operations that may still change the customer, and what they may add.
ALTER TABLE "tag_state" ADD COLUMN "chunk_id" BIGINT;
ALTER TABLE "tag_state" ADD COLUMN "chunk_adds" TEXT[];

DROP INDEX "tag_state_pending_idx";
CREATE INDEX "tag_state_pending_idx" ON "tag_state" ("shop_id", "changed_at")
    WHERE ("wanted" <> "written" OR "sending" IS NOT NULL) AND "exception" IS NULL AND "chunk_id" IS NULL;
CREATE INDEX "tag_state_urgent_idx" ON "tag_state" ("shop_id", "changed_at")
    WHERE "urgent" AND ("wanted" <> "written" OR "sending" IS NOT NULL) AND "exception" IS NULL;
CREATE INDEX "tag_state_chunk_idx" ON "tag_state" ("shop_id", "chunk_id") WHERE "chunk_id" IS NOT NULL;
CREATE INDEX "tag_state_respected_idx" ON "tag_state" ("shop_id", "customer_id") WHERE "respected" <> '{}';

CREATE TABLE "tag_chunk" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "claim" UUID NOT NULL,
    "phase" TEXT NOT NULL DEFAULT 'remove',
    "operation_id" TEXT,
    "customers" BIGINT[],
    "lines" INTEGER NOT NULL,
    "lines_done" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "asked_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "busy_until" TIMESTAMPTZ(3),
    "refusal" TEXT,

    CONSTRAINT "tag_chunk_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "tag_chunk_open_idx" ON "tag_chunk" ("shop_id", "id") WHERE "closed_at" IS NULL;

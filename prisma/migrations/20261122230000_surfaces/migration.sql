-- Segments in Shopify for tags of ours; "says" is the tag without the prefix.
CREATE TABLE "shopify_segment" (
    "shop_id" INTEGER NOT NULL,
    "says" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "segment_id" TEXT,
    -- The tag that the segment's query names.
    "tag" TEXT,
    -- Asked for by a click and not settled yet.
    "wanted" BOOLEAN NOT NULL DEFAULT true,
    -- Shopify was asked to make it, and what became of that is not known.
    "tried" BOOLEAN NOT NULL DEFAULT false,
    "claim" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "refusal" TEXT,

    CONSTRAINT "shopify_segment_pkey" PRIMARY KEY ("shop_id","says")
);

-- What the metafields of customers are to say, "model:state", beside what they do say.
CREATE TABLE "metafield_state" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "wanted" TEXT[] NOT NULL DEFAULT '{}',
    "written" TEXT[] NOT NULL DEFAULT '{}',
    "sending" TEXT[],
    "claim" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "exception" TEXT,

    CONSTRAINT "metafield_state_pkey" PRIMARY KEY ("shop_id","customer_id")
) WITH (fillfactor = 85);
CREATE INDEX "metafield_state_pending_idx" ON "metafield_state" ("shop_id", "changed_at")
    WHERE ("wanted" <> "written" OR "sending" IS NOT NULL) AND "exception" IS NULL;

CREATE TABLE "metafield_definition" (
    "shop_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "refusal" TEXT,

    CONSTRAINT "metafield_definition_pkey" PRIMARY KEY ("shop_id","key")
);

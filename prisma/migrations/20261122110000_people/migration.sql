ALTER TABLE "customer"
    -- How often it became doubtful: an answer settles only the doubts from before it was asked for.
    ADD COLUMN "doubts" INTEGER NOT NULL DEFAULT 0,
    -- Tags of ours that were on a customer when it went; a merge told late hands them to the one kept.
    ADD COLUMN "left_tags" TEXT[] NOT NULL DEFAULT '{}';

-- Another customer has, or had, the same key: likely duplicates are found without reading all keys.
ALTER TABLE "customer_key" ADD COLUMN "shared" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "customer_key_shared_idx" ON "customer_key" ("shop_id", "customer_id" DESC, "kind") WHERE "shared";

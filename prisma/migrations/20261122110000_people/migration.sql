ALTER TABLE "customer"
    -- How often it became doubtful: an answer settles only the doubts from before it was asked for.
    ADD COLUMN "doubts" INTEGER NOT NULL DEFAULT 0,
    -- Tags of ours that were on a customer when it went; a merge told late hands them to the one kept.
    ADD COLUMN "left_tags" TEXT[] NOT NULL DEFAULT '{}';

CREATE TABLE "reconciliation" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "status" TEXT NOT NULL,
    "updated_from" TIMESTAMPTZ(3) NOT NULL,
    "updated_to" TIMESTAMPTZ(3) NOT NULL,
    "cursor" TEXT,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "mended" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("shop_id","id")
);

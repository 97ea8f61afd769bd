CREATE TABLE "month_stock" (
    "shop_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "model" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "active" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "year_minor" BIGINT NOT NULL,
    "first_days" BIGINT NOT NULL,
    "last_days" BIGINT NOT NULL,

    CONSTRAINT "month_stock_pkey" PRIMARY KEY ("shop_id","model","month","state")
);

CREATE TABLE "month_move" (
    "shop_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "model" TEXT NOT NULL,
    "span" SMALLINT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "amount_then_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "month_move_pkey" PRIMARY KEY ("shop_id","model","span","month","from_state","to_state")
);

-- A change that reaches into months that are kept; one that no build has seen yet.
CREATE TABLE "month_mark" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "month_mark_pkey" PRIMARY KEY ("shop_id","id")
);

-- How far the months of a shop are kept.
CREATE TABLE "month_build" (
    "shop_id" INTEGER NOT NULL,
    "open_from" DATE NOT NULL,
    "opened_in" BIGINT NOT NULL,
    "token" UUID,
    "built_until" DATE,
    "built_at" TIMESTAMPTZ(3),
    "timezone" TEXT,
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "month_build_pkey" PRIMARY KEY ("shop_id")
);

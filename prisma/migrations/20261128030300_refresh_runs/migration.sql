-- Many numbers read again on a person's request.
CREATE TABLE "refresh_run" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "reported" INTEGER NOT NULL DEFAULT 0,
    "next_part" INTEGER NOT NULL DEFAULT 0,
    "faults" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_run_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "refresh_run_state_check" CHECK ("state" IN ('running', 'done', 'stopped')),
    CONSTRAINT "refresh_run_ended_check" CHECK (("ended_at" IS NULL) = ("state" = 'running'))
);
ALTER TABLE "refresh_run" ADD CONSTRAINT "refresh_run_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "refresh_run_created_by_id_created_at_idx" ON "refresh_run" ("created_by_id", "created_at" DESC);
CREATE INDEX "refresh_run_running_idx" ON "refresh_run" ("created_at" DESC) WHERE "state" = 'running';

CREATE TABLE "refresh_part" (
    "run_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "numbers" TEXT[],

    CONSTRAINT "refresh_part_pkey" PRIMARY KEY ("run_id", "n")
);
ALTER TABLE "refresh_part" ADD CONSTRAINT "refresh_part_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "refresh_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

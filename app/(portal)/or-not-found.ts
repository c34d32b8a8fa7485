import { notFound } from "next/navigation";
import { AppError } from "@/lib/domain/errors";

/** What was read; the page "not found" where there is none. */
export const orNotFound = <T>(read: Promise<T>): Promise<T> =>
  read.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });

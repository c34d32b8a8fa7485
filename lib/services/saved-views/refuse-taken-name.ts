import "server-only";
import { AppError } from "@/lib/domain/errors";

/** Runs a write and reports, at the name's field, that the name is taken. */
export async function refuseTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "P2002")
      throw new AppError("INVALID_INPUT", undefined, { fields: { name: [`You have “${name}” here already.`] } });
    throw error;
  }
}

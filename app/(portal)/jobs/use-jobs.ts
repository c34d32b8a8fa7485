"use client";

import { useQuery } from "@tanstack/react-query";
import { isMoving, type JobCentre } from "@/lib/domain/job-centre";

const MOVING_MS = 1_500;
/** Nothing moves by itself; somebody may start something. */
const RESTING_MS = 4_000;

export class JobsError extends Error {
  constructor(readonly isSignedOut: boolean) {
    super("no answer");
  }
}

async function fetchJobs(signal: AbortSignal): Promise<JobCentre> {
  const response = await fetch("/api/jobs", { signal, cache: "no-store" });
  if (!response.ok) throw new JobsError(response.status === 401);
  return (await response.json()) as JobCentre;
}

/** The job centre as it stands, asked again and again; keeps the last known figures when the portal does not answer. */
export function useJobs(initial: JobCentre) {
  const { data, error } = useQuery({
    queryKey: ["jobs"],
    queryFn: ({ signal }) => fetchJobs(signal),
    initialData: initial,
    initialDataUpdatedAt: () => Date.parse(initial.at),
    refetchInterval: ({ state }) => ((state.data ?? initial).jobs.some(isMoving) ? MOVING_MS : RESTING_MS),
    retry: false,
  });
  const fault = error instanceof JobsError ? error : error ? new JobsError(false) : null;
  return { centre: data, fault };
}

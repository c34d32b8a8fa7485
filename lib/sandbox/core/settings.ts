import { z } from "zod";
import { isRecord } from "./exchange";
import { type StateModule } from "./journal";

const ms = z.number().min(0);

const rateLimit = z
  .object({
    requests: z.number().positive(),
    windowMs: z.number().positive(),
    burst: z.number().positive().nullable(),
  })
  .nullable();

/** Every point that the contracts leave open, and every delay. The README beside this folder explains each. */
export const sandboxSettings = z.strictObject({
  /** Seeds the fault rules' dice. */
  seed: z.number().int(),
  limits: z.strictObject({
    intelepeer: rateLimit,
    inumbering: rateLimit,
    bandwidthDashboard: rateLimit,
    bandwidthApplications: rateLimit,
    bandwidthPhoneNumbers: rateLimit,
    bandwidthPhoneNumbersRead: rateLimit,
    bandwidthMessages: rateLimit,
  }),
  intelepeer: z.strictObject({
    tokenLifetimeMs: ms,
    unauthorizedShape: z.enum(["code-error", "detail", "expired"]),
    errorKey: z.enum(["error", "detail", "message", "reason"]),
    requestedMs: ms,
    provisioningMs: ms,
    derequestedMs: ms,
    deprovisioningMs: ms,
    /** Toll-free numbers take this many times as long; a number with the outcome `slow` takes `slowFactor` times. */
    tollFreeFactor: z.number().positive(),
    slowFactor: z.number().positive(),
    owned: z.enum(["all", "listed"]),
    defaultRules: z.boolean(),
    neverEnabled: z.enum(["404", "none", "no-state"]),
    notOwnedWrite: z.union([z.literal(400), z.literal(401), z.literal(404)]),
    repeatEnable: z.union([z.literal(202), z.literal(409)]),
    deleteNotProvisioned: z.union([z.literal(400), z.literal(409)]),
    manyShape: z.enum(["array", "wrapped"]),
    bulkWebhook: z.enum(["mixed-207", "always-207"]),
    inboundSignature: z.string(),
    inboundRetryMs: ms,
  }),
  inumbering: z.strictObject({
    errorText: z.enum(["message", "status"]),
    httpStatus: z.enum(["mirrored", "always-200"]),
    emptySearch: z.enum(["409", "430", "empty-list"]),
    telephoneNumber: z.enum(["text", "number"]),
    coverageFields: z.enum(["text", "number"]),
    coverageFilter: z.enum(["items", "numbers"]),
    blockField: z.enum(["line", "block"]),
    refusedNumbers: z.enum(["order-null", "409"]),
    partialOrder: z.enum(["rest-is-ordered", "all-or-nothing"]),
    duplicateReference: z.enum(["accept", "410"]),
    defaultRules: z.boolean(),
    maxQuantity: z.number().int().positive(),
    listDelayMs: ms,
    campaignDelayMs: ms,
    /** From an added brand to one that campaigns can be added to; from an added campaign to one that is ready. */
    brandDelayMs: ms,
    campaignReviewMs: ms,
    campaignMustBeAdded: z.boolean(),
    campaignNeedsOwned: z.boolean(),
    gateways: z.array(z.strictObject({ route: z.number().int(), gateway: z.string() })),
  }),
  bandwidth: z.strictObject({
    shape: z.enum(["page", "spec", "spec-wrapped"]),
    listShape: z.enum(["page", "spec"]),
    receivedMs: ms,
    processingMs: ms,
    slowFactor: z.number().positive(),
    defaultRules: z.boolean(),
    keepFailingNumbers: z.boolean(),
    invalidNumbers: z.enum(["partial", "reject"]),
    duplicateNumbers: z.enum(["reject", "accept"]),
    reuseCustomerOrderId: z.enum(["accept", "reject"]),
    actionErrorCode: z.union([z.literal(25000), z.literal(5081)]),
    blankBeforeDate: z.boolean(),
    maxNumbers: z.number().int().positive(),
  }),
  messaging: z.strictObject({
    registrationNeedsImport: z.boolean(),
    applicationIdRequired: z.boolean(),
    badProvider: z.union([z.literal(400), z.literal(401), z.literal(403)]),
    fromMustBeRegistered: z.boolean(),
    messageLimitStatus: z.union([z.literal(403), z.literal(429)]),
    resetHeader: z.boolean(),
    queuedMs: ms,
    sendingMs: ms,
    deliveryMs: ms,
    callbackMillis: z.boolean(),
    /** How often each receipt is delivered, how late, and whether the last state comes first. */
    receiptCopies: z.number().int().min(1).max(5),
    receiptDelayMs: ms,
    receiptsInDisorder: z.boolean(),
  }),
});

export type SandboxSettings = z.infer<typeof sandboxSettings>;
export type SettingsPatch = { [K in keyof SandboxSettings]?: Patch<SandboxSettings[K]> };
type Patch<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: T[K] } : T;

const DEFAULT_SETTINGS: SandboxSettings = {
  seed: 1,
  limits: {
    intelepeer: { requests: 12, windowMs: 1000, burst: null },
    inumbering: { requests: 8, windowMs: 1000, burst: null },
    bandwidthDashboard: { requests: 8, windowMs: 1000, burst: null },
    bandwidthApplications: { requests: 1, windowMs: 1000, burst: 5 },
    bandwidthPhoneNumbers: { requests: 100, windowMs: 60_000, burst: 800 },
    bandwidthPhoneNumbersRead: { requests: 2000, windowMs: 1000, burst: 3000 },
    bandwidthMessages: { requests: 1, windowMs: 1000, burst: 5 },
  },
  intelepeer: {
    tokenLifetimeMs: 24 * 3600 * 1000,
    unauthorizedShape: "code-error",
    errorKey: "error",
    requestedMs: 1000,
    provisioningMs: 2000,
    derequestedMs: 1000,
    deprovisioningMs: 1500,
    tollFreeFactor: 10,
    slowFactor: 40,
    owned: "all",
    defaultRules: true,
    neverEnabled: "404",
    notOwnedWrite: 400,
    repeatEnable: 202,
    deleteNotProvisioned: 400,
    manyShape: "array",
    bulkWebhook: "mixed-207",
    inboundSignature: "sandbox-shared-signature",
    inboundRetryMs: 500,
  },
  inumbering: {
    errorText: "message",
    httpStatus: "mirrored",
    emptySearch: "409",
    telephoneNumber: "text",
    coverageFields: "text",
    coverageFilter: "items",
    blockField: "line",
    refusedNumbers: "order-null",
    partialOrder: "rest-is-ordered",
    duplicateReference: "accept",
    defaultRules: true,
    maxQuantity: 1000,
    listDelayMs: 1500,
    campaignDelayMs: 1500,
    brandDelayMs: 500,
    campaignReviewMs: 3000,
    campaignMustBeAdded: true,
    campaignNeedsOwned: true,
    gateways: [
      { route: 1000, gateway: "203.0.113.10:5060" },
      { route: 1001, gateway: "203.0.113.11:5060" },
    ],
  },
  bandwidth: {
    shape: "page",
    listShape: "spec",
    receivedMs: 1000,
    processingMs: 2500,
    slowFactor: 40,
    defaultRules: true,
    keepFailingNumbers: true,
    invalidNumbers: "partial",
    duplicateNumbers: "reject",
    reuseCustomerOrderId: "accept",
    actionErrorCode: 25000,
    blankBeforeDate: false,
    maxNumbers: 5000,
  },
  messaging: {
    registrationNeedsImport: true,
    applicationIdRequired: true,
    badProvider: 401,
    fromMustBeRegistered: true,
    messageLimitStatus: 403,
    resetHeader: true,
    queuedMs: 300,
    sendingMs: 700,
    deliveryMs: 1000,
    callbackMillis: true,
    receiptCopies: 1,
    receiptDelayMs: 0,
    receiptsInDisorder: false,
  },
};

/** The settings in force; changes outlive a restart. */
export class SettingsStore implements StateModule<SandboxSettings, SandboxSettings> {
  readonly name = "settings";
  current: SandboxSettings = DEFAULT_SETTINGS;

  /** What the settings would be after `patch`; throws a ZodError that names every field it does not know. */
  merge(patch: unknown): SandboxSettings {
    return sandboxSettings.parse(mergeDeep(this.current, patch));
  }

  apply(event: SandboxSettings): void {
    this.current = event;
  }

  effectsOf(): [] {
    return [];
  }

  dump(): SandboxSettings {
    return this.current;
  }

  /** A snapshot of an older release may lack a setting that has been added since. */
  load(dump: SandboxSettings): void {
    const merged = sandboxSettings.safeParse(mergeDeep(DEFAULT_SETTINGS, dump));
    this.current = merged.success ? merged.data : DEFAULT_SETTINGS;
  }

  clear(): void {
    this.current = DEFAULT_SETTINGS;
  }
}

function mergeDeep(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch === undefined ? base : patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) merged[key] = mergeDeep(base[key], value);
  return merged;
}

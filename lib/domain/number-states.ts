/** The states that combinations of states are made of, besides "<carrier>" and "<carrier> <facet> <value>". Kept by triggers. */
export const DOUBLE_CLAIM = "double-claim";
export const TOLL_FREE = "toll-free";
export const INBOUND = "inbound";
/** A difference that nobody has settled: see drift.ts. */
export const DRIFTED = "drifted";
/** SMS was on, and is off or not found by now; nobody has settled it. */
export const LOST_SMS = "lost-sms";
/** Some account reports a campaign that has ended, is suspended, or is not known to the carrier. */
export const CAMPAIGN_ENDED = "campaign-ended";
/** Some account reports that the number is in no campaign. */
export const NO_CAMPAIGN = "no-campaign";

const SMS_MOVING = ["requested", "provisioning", "derequested", "deprovisioning"];

/** A way to text as the carriers report it; see `listTextRoutes`. */
type Route = {
  /** Its carrier reports that the number texts. */
  isOn?: boolean;
  isMoving?: boolean;
  isFailed?: boolean;
  isMissing?: boolean;
  /** What is decided first where several things are wrong: its own state, or the number's campaign. */
  isBeforeCampaign: boolean;
};

/**
 * Whether the carriers report that a number with this combination of states cannot text: the answer of `evaluateVerdict` from the same
 * facts, without the number's orders and messages. A test compares both.
 */
export function isUnableToText(states: readonly string[]): boolean {
  const ownership = readValues(states, "ownership");
  const isLost = ownership.includes("gone") && !ownership.includes("owned");
  const needsCampaign = !states.includes(TOLL_FREE);
  const isOver = needsCampaign && states.includes(CAMPAIGN_ENDED);
  const lacksCampaign = needsCampaign && states.includes(NO_CAMPAIGN) && ownership.some((value) => value !== "unknown");
  const isBroken = ({ isMoving, isFailed, isMissing }: Route) =>
    isLost || isOver || isFailed || (!isMoving && (isMissing || lacksCampaign));
  const routes = listRoutes(states);
  const [best] = routes;
  if (!best || !routes.every(isBroken)) return false;
  // A carrier that reports it as on contradicts everything except the state of the campaign.
  if (!best.isOn) return true;
  return !isLost && (isOver ? !(best.isBeforeCampaign && best.isFailed) : lacksCampaign && !best.isFailed);
}

function readValues(states: readonly string[], facet: string): string[] {
  return states.flatMap((state) => {
    const [, name, ...value] = state.split(" ");
    return name === facet && value.length > 0 ? [value.join(" ")] : [];
  });
}

/** An account that reports that nothing is there counts only where no other one carries the number's texts. */
function listRoutes(states: readonly string[]): Route[] {
  const [sms, imports, registrations] = ["smsState", "importState", "registrationState"].map((facet) =>
    readValues(states, facet),
  ) as [string[], string[], string[]];
  const isSmsLost = states.includes(LOST_SMS) && sms.some(isOff);
  const isSmsUsed = isSmsLost || sms.some((value) => !isOff(value));
  const isRegistrationUsed = [...imports, ...registrations].some((value) => value !== "none");
  const registration: Route = evaluateRegistration(imports, registrations);
  const used = [...(isSmsUsed ? [evaluateSms(sms, isSmsLost)] : []), ...(isRegistrationUsed ? [registration] : [])];
  if (used.length > 0) return used;
  if (sms.includes("none")) return [{ isMissing: true, isBeforeCampaign: true }];
  if (imports.includes("none")) return [registration];
  // Not found, or never asked: not known.
  if (sms.length > 0 || registrations.length === 0) return [{ isBeforeCampaign: true }];
  return [registration];
}

const isOff = (value: string) => value === "none" || value === "not-found";

const evaluateSms = (values: readonly string[], isLost: boolean): Route => {
  const isOn = values.includes("provisioned");
  const isMoving = !isOn && values.some((value) => SMS_MOVING.includes(value));
  const isFailed = !isOn && !isMoving && values.includes("error");
  return { isOn, isMoving, isFailed, isMissing: !isOn && isLost, isBeforeCampaign: true };
};

function evaluateRegistration(imports: readonly string[], registrations: readonly string[]): Route {
  const [isOn, isImported] = [registrations.includes("registered"), imports.includes("imported")];
  return {
    isOn,
    isMoving: !isImported && imports.includes("requested"),
    isFailed: !isImported && imports.includes("failed"),
    isMissing: !isOn && (registrations.includes("none") || (!isImported && imports.includes("none"))),
    isBeforeCampaign: false,
  };
}

import type { CampaignStanding } from "@/lib/domain/campaign";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/** A carrier's list, judged entry by entry. `oddCount`: entries that could not be read; what is not among `items` may be one of them. */
export type Listing<T> = { items: readonly T[]; oddCount: number };

/** One page of a list. */
export type ListingPage<T> = Listing<T> & { isLast: boolean };

export type InventoryQuery = {
  /** Ten cells, digits or `x`. */
  mask: string;
  /** 1 to 1,000. */
  quantity: number;
  state?: string;
  rateCenter?: string;
  lata?: string;
};
export type AvailableNumber = {
  number: PhoneNumber;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  state: string | null;
};

export type CoverageBy = "state" | "rateCenter" | "npaNxx" | "block";
export type CoverageFilter = { npa: string } | { lata: string } | { rateCenter: string } | { state: string };
export type CoverageRow = {
  npa: string | null;
  nxx: string | null;
  block: string | null;
  lata: string | null;
  rateCenter: string | null;
  state: string | null;
  count: number;
};

export type Gateway = { route: string; label: string };
export type OwnedNumber = { number: PhoneNumber; route: string | null };

export type Inventory = {
  /** No result is an empty list; an error throws. */
  search(query: InventoryQuery): Promise<Listing<AvailableNumber>>;
  coverage(countBy: CoverageBy, filter?: CoverageFilter): Promise<Listing<CoverageRow>>;
  listGateways(): Promise<Listing<Gateway>>;
  /** The account's numbers; `digits` narrows to those that contain them. */
  listOwned(digits?: string): Promise<Listing<OwnedNumber>>;
};

export type BrandInput = { brandId: string; name: string; description: string };
export type CampaignInput = { campaignId: string; brandId: string; description: string };
/** `existing`: the carrier had it already, which serves as well. `words` is the carrier's answer. */
export type RegistrationAnswer = { type: "registered" | "existing"; message: string };
export type CampaignStatus = {
  campaignId: string;
  /** The carrier's raw event name, or null where it gave none. */
  event: string | null;
  isReady: boolean;
  /** What the event stands for. `absent`: the carrier does not know the id. */
  standing: CampaignStanding;
  /** The event is one that only a registered campaign has. False where the carrier gave another word. */
  isRegistered: boolean;
  numbers: readonly PhoneNumber[];
  /** Entries of its list of numbers that could not be read: a number that is not listed may be one of them. */
  oddCount: number;
};
export type CampaignReads = {
  readCampaigns(campaignIds: readonly string[]): Promise<readonly CampaignStatus[]>;
};
export type Campaigns = CampaignReads & {
  addBrand(input: BrandInput): Promise<RegistrationAnswer>;
  addCampaign(input: CampaignInput): Promise<RegistrationAnswer>;
};

export type ApplicationInput = {
  name: string;
  incomingMessageUrl: string;
  callbackHttpMethod?: "GET" | "POST";
  incomingMessageFallbackUrl?: string;
  /** Milliseconds, 1 to 10,000. */
  incomingMessageUrlCallbackTimeout?: number;
};
export type Application = {
  id: string;
  name: string;
  incomingMessageUrl: string | null;
  callbackHttpMethod: string | null;
};
export type RegisteredNumber = { id: string; number: PhoneNumber; applicationId: string | null; state: string | null };
export type OutgoingMessage = {
  from: PhoneNumber;
  to: PhoneNumber;
  text: string;
  receipt?: boolean;
  /** Comes back in every event of the message. */
  tag?: string;
  /** Where the carrier reports how it fares. */
  callbackUrl?: string;
};
export type CarrierMessage = {
  id: string;
  state: string;
  deliveryState: string | null;
  from: string;
  to: string;
  text: string;
  time: string | null;
  code?: string | null;
  message?: string | null;
};
/** One callback as the carrier sends it, read from a GET query or a POST body. */
export type InboundEvent = {
  messageId: string;
  direction: "in" | "out";
  from: string;
  to: string;
  text: string;
  time: string | null;
  state: string;
  deliveryState: string | null;
  applicationId: string | null;
  /** The carrier's code and words of how it went. */
  code?: string | null;
  message?: string | null;
  /** What was given as `tag` when it was sent. */
  tag?: string | null;
};
/** What a carrier reports to this portal's own address. */
export type Callbacks = {
  /** The code that each call carries in its text, where the account names one. */
  signature?: string;
  /** The raw text of a call as it may be stored: without the account's secrets. `read` knows a signature by its mark. */
  hide?(raw: string): string;
  /** A call may have a list of events, each to be read by itself. */
  hasLists?: boolean;
  /** The Basic credentials that it sends along, where the account names them; without them a call is answered 401. */
  credentials: { user: string; password: string } | null;
  /** Throws CarrierError: `bad_response` when it is not a message event, `auth` when its signature is not the account's. */
  read(payload: unknown): readonly InboundEvent[];
};
export type MessagingReads = {
  listApplications(): Promise<Listing<Application>>;
  getApplication(id: string): Promise<Application>;
  listRegistered(applicationId?: string): Promise<Listing<RegisteredNumber>>;
  /** The same, page by page from 0. */
  listRegisteredPage(page: number): Promise<ListingPage<RegisteredNumber>>;
  getMessage(id: string): Promise<CarrierMessage>;
  /** The message that was sent from this number with this tag; null where the carrier's list does not show it. */
  findMessage(from: PhoneNumber, tag: string): Promise<CarrierMessage | null>;
};
export type Messaging = MessagingReads & {
  createApplication(input: ApplicationInput): Promise<{ id: string }>;
  sendMessage(message: OutgoingMessage): Promise<{ id: string }>;
};

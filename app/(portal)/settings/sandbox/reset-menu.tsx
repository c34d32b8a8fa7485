"use client";

import { KeyRound, RotateCcw, Settings2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { CARRIER_LABELS, type PlayedCarrier } from "@/lib/services/sandbox-admin/played-carriers";
import { clearStatisticsAction, expireTokensAction, resetSandboxAction } from "./actions";
import { useSandboxAction } from "./use-sandbox-action";

const FORGOTTEN =
  "The played carriers forget every number, order, inbound address, registration, fault, outcome and the ledger. The portal keeps what it knows, so that the two disagree until it checks again.";

const QUESTIONS = {
  state: {
    verb: "Reset",
    consequences: `${FORGOTTEN} Settings stay.`,
    isReasonAsked: true,
  },
  everything: {
    verb: "Wholly reset",
    consequences: `${FORGOTTEN} Delays, limits and all other settings go back to their defaults.`,
    isReasonAsked: true,
  },
  tokens: {
    verb: "Expire the tokens of",
    consequences: "Every token that the played IntelePeer has given out stops working. The next call signs in again.",
    isReasonAsked: false,
  },
} as const;
type Question = keyof typeof QUESTIONS;

/** What begins anew; each asks first. */
export function ResetMenu({ carriers }: { carriers: readonly PlayedCarrier[] }) {
  const [asked, setAsked] = useState<Question>();
  const { perform } = useSandboxAction();
  const concerned = asked === "tokens" ? (["intelepeer"] as const) : carriers;
  const answer = (question: Question, reason: string) =>
    question === "tokens"
      ? perform(
          () => expireTokensAction({}),
          () => "All tokens have expired",
        )
      : perform(
          () => resetSandboxAction({ hasSettings: question === "everything", reason }),
          () => "The sandbox is as new",
        );
  return (
    <>
      <Menu trigger={<Button icon={<RotateCcw aria-hidden />}>Begin anew</Button>}>
        <MenuItem
          icon={<KeyRound aria-hidden />}
          isDisabled={!carriers.includes("intelepeer")}
          onSelect={() => setAsked("tokens")}
        >
          Expire IntelePeer&apos;s tokens…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<RotateCcw aria-hidden />} isDanger onSelect={() => setAsked("state")}>
          Reset, keep the settings…
        </MenuItem>
        <MenuItem icon={<Settings2 aria-hidden />} isDanger onSelect={() => setAsked("everything")}>
          Reset with the settings…
        </MenuItem>
      </Menu>
      {asked && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setAsked(undefined)}
          noun={["played carrier", "played carriers"]}
          count={concerned.length}
          items={concerned.map((carrier) => CARRIER_LABELS[carrier])}
          {...QUESTIONS[asked]}
          onConfirm={(reason) => answer(asked, reason)}
        />
      )}
    </>
  );
}

export function ClearStatistics({ endpoints }: { endpoints: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const { perform } = useSandboxAction();
  return (
    <>
      <Button
        size="sm"
        disabledReason={endpoints.length === 0 ? "There is nothing to clear." : null}
        onClick={() => setIsOpen(true)}
      >
        Clear the statistics…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        verb="Clear the statistics of"
        noun={["endpoint", "endpoints"]}
        count={endpoints.length}
        items={endpoints}
        consequences="Only the counts begin anew. The ledger of effects stays."
        isReasonAsked={false}
        onConfirm={() =>
          perform(
            () => clearStatisticsAction({}),
            () => `Statistics of ${formatCount(endpoints.length)} endpoints cleared`,
          )
        }
      />
    </>
  );
}

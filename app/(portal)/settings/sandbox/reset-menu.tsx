"use client";

import { KeyRound, RotateCcw, Settings2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { clearStatisticsAction, expireTokensAction, resetSandboxAction } from "./actions";
import { useSandboxAction } from "./use-sandbox-action";

const FORGOTTEN =
  "The simulated carriers forget every number, order, inbound address, registration, fault and outcome, and the ledger. The portal keeps what it knows, so the two differ until it checks again.";

const QUESTIONS = {
  state: {
    verb: "Reset",
    consequences: `${FORGOTTEN} Settings stay.`,
    isReasonAsked: true,
  },
  everything: {
    verb: "Reset settings and state of",
    consequences: `${FORGOTTEN} Delays, limits and all other settings return to their defaults.`,
    isReasonAsked: true,
  },
  tokens: {
    verb: "Expire tokens of",
    consequences: "Every token that the simulated carriers have issued stops working. The next call signs in again.",
    isReasonAsked: false,
  },
} as const;
type Question = keyof typeof QUESTIONS;

/** Each asks first. */
export function ResetMenu({ carriers }: { carriers: readonly { id: string; label: string }[] }) {
  const [asked, setAsked] = useState<Question>();
  const { perform } = useSandboxAction();
  const answer = (question: Question, reason: string) =>
    question === "tokens"
      ? perform(
          () => expireTokensAction({}),
          () => "All tokens expired",
        )
      : perform(
          () => resetSandboxAction({ hasSettings: question === "everything", reason }),
          () => "Sandbox reset",
        );
  return (
    <>
      <Menu trigger={<Button icon={<RotateCcw aria-hidden />}>Reset sandbox</Button>}>
        <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => setAsked("tokens")}>
          Expire tokens…
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
          noun={["simulated carrier", "simulated carriers"]}
          count={carriers.length}
          items={carriers.map(({ label }) => label)}
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
        disabledReason={endpoints.length === 0 ? "There are no statistics." : null}
        onClick={() => setIsOpen(true)}
      >
        Clear statistics…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        verb="Clear statistics of"
        noun={["endpoint", "endpoints"]}
        count={endpoints.length}
        items={endpoints}
        consequences="Only these counts return to 0. The ledger of effects stays."
        isReasonAsked={false}
        onConfirm={() =>
          perform(
            () => clearStatisticsAction({}),
            () => `Statistics of ${formatNoun(endpoints.length, "endpoint")} cleared`,
          )
        }
      />
    </>
  );
}

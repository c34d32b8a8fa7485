import { TelephoneNumber } from "@/components/number";
import { phoneNumber } from "@/lib/domain/phone-number";

/** Ten digits as a number, anything else (a campaign, a reference) unchanged. */
export function SandboxTarget({ text }: { text: string }) {
  const number = phoneNumber.safeParse(`+1${text}`);
  if (number.success) return <TelephoneNumber e164={number.data} isLink />;
  return <span className="font-mono whitespace-nowrap">{text}</span>;
}

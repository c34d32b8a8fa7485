import { z } from "zod";

const KEY = "tandem.kept-fields";
const TEXT = "input, textarea, select";
const SKIPPED = new Set(["password", "hidden", "file", "submit", "button", "search"]);

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const keptFields = z.array(
  z.object({ path: z.string(), dialog: z.string(), field: z.string(), value: z.string(), isChecked: z.boolean() }),
);
type KeptField = z.output<typeof keptFields>[number];

/** Saves the page's typed fields in the tab's storage, for `restoreFields` after a reload. Never saves passwords. */
export function keepFields(): void {
  const kept = listControls().flatMap((control): KeptField[] => {
    const field = nameField(control);
    const isChecked = isCheckable(control) && control.checked;
    return field === "" || (control.value === "" && !isChecked)
      ? []
      : [{ path: window.location.pathname, dialog: nameDialog(control), field, value: control.value, isChecked }];
  });
  const isNow = (old: KeptField) => kept.some(({ dialog, field }) => dialog === old.dialog && field === old.field);
  try {
    // The dialog that was open when the update was noticed may be closed by now.
    sessionStorage.setItem(KEY, JSON.stringify([...readKept().filter((old) => !isNow(old)), ...kept]));
  } catch {
    // Without storage, the fields are empty after the reload.
  }
}

/** Restores saved values when their fields appear; for a dialog, when it is opened again. */
export function restoreFields(): void {
  let left = readKept();
  if (left.length > 0) sessionStorage.removeItem(KEY);
  if (left.length === 0) return;
  const observer = new MutationObserver(restore);
  observer.observe(document, { childList: true, subtree: true });
  restore();

  function restore() {
    left = left.filter((kept) => kept.path === window.location.pathname);
    for (const control of listControls().filter(isHydrated)) {
      const found = left.find(
        (kept) =>
          kept.field === nameField(control) &&
          kept.dialog === nameDialog(control) &&
          (!isRadio(control) || kept.value === control.value),
      );
      if (!found) continue;
      left = left.filter((kept) => kept !== found);
      fill(control, found);
    }
    if (left.length === 0) observer.disconnect();
  }
}

function readKept(): KeptField[] {
  try {
    return keptFields.parse(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

const listControls = (): Control[] =>
  [...document.querySelectorAll<Control>(TEXT)].filter((control) => !SKIPPED.has(control.type));

const isCheckable = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");
const isRadio = (control: Control) => control.type === "radio";

const isHydrated = (control: Control) => Object.keys(control).some((key) => key.startsWith("__reactProps$"));

const nameField = (control: Control) =>
  control.name || control.getAttribute("aria-label") || control.labels?.[0]?.textContent.trim() || "";

function nameDialog(control: Control): string {
  const dialog = control.closest("[role=dialog], [role=alertdialog]");
  const title = dialog?.getAttribute("aria-labelledby");
  return (title && document.getElementById(title)?.textContent) || "";
}

/** Simulates typing: React notices a value only through events, and only if it differs from the one it set. */
function fill(control: Control, { value, isChecked }: KeptField): void {
  if (isCheckable(control)) {
    if (control.checked !== isChecked) control.click();
    return;
  }
  if (control.value === value) return;
  const prototype = Object.getPrototypeOf(control) as Control;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, value);
  control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}

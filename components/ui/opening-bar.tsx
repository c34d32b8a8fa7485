import { createPortal } from "react-dom";

/** At the top of the window while the next page is on its way: shows that the click was taken. Late, so that quick pages do not flicker. */
export const OpeningBar = () =>
  createPortal(
    <span aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 animate-appear-late overflow-hidden">
      <span className="block h-full animate-sweep bg-accent" />
    </span>,
    document.body,
  );

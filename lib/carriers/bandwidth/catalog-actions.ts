export const SUPPORT = "Open a ticket with Bandwidth and attach the order ID.";
export const TRY_AGAIN = "Try again. If it fails again, open a ticket with Bandwidth and attach the order ID.";

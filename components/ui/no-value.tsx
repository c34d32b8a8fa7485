/** In place of a value that is known to be absent: nothing was set, nothing happened. */
export const NoValue = ({ children = "none" }: { children?: string }) => (
  <span data-empty className="whitespace-nowrap text-faint">
    {children}
  </span>
);

/** In place of a value that nobody has reported, so that it may well exist. */
export const NotKnown = ({ children = "not known" }: { children?: string }) => (
  <span data-empty className="text-faint italic">
    {children}
  </span>
);

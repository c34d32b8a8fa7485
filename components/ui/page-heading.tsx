/**
 * What the browser calls the page. It comes with the page itself: Next.js's `metadata` comes up to half a second later, and
 * until then the tab shows the address.
 */
export const PageTitle = ({ children }: { children: string }) => <title>{`${children} · Tandem`}</title>;

/** A page's `h1`, by which the browser calls the page too, unless `pageTitle` says more. */
export const PageHeading = ({
  children,
  className,
  pageTitle = children,
}: {
  children: string;
  className: string;
  pageTitle?: string;
}) => (
  <>
    <PageTitle>{pageTitle}</PageTitle>
    <h1 className={className}>{children}</h1>
  </>
);

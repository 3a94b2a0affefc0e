import { AnchorContext, type AnchorProps } from '@crm/ui/controls/link';
import { Toaster } from '@crm/ui/overlays/toaster';
import { UiProvider } from '@crm/ui/provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { Link, type DataRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from '#admin/lib/query-client.ts';

/** Components link through the router; addresses elsewhere stay plain links. */
function renderAnchor({ href, children, ...rest }: AnchorProps) {
  const isOwn = href.startsWith('/') || href.startsWith('?');
  return isOwn ? (
    <Link to={href} {...rest}>
      {children}
    </Link>
  ) : (
    <a href={href} {...rest}>
      {children}
    </a>
  );
}

/** Everything that stands around the pages. */
export function Providers({ router }: { readonly router: DataRouter }) {
  return (
    <UiProvider>
      <QueryClientProvider client={queryClient}>
        <AnchorContext value={renderAnchor}>
          <RouterProvider router={router} />
        </AnchorContext>
      </QueryClientProvider>
      <Toaster />
    </UiProvider>
  );
}

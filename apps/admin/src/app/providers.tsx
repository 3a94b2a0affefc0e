import { AnchorContext, type AnchorProps } from '@crm/ui/controls/link';
import { Toaster } from '@crm/ui/overlays/toaster';
import { UiProvider } from '@crm/ui/provider';
import { Link, type DataRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';

/** Components link through the router; addresses elsewhere stay plain links. */
function renderAnchor({ href, ...rest }: AnchorProps) {
  return href.startsWith('/') || href.startsWith('?') ? <Link to={href} {...rest} /> : <a href={href} {...rest} />;
}

/** Everything that stands around the pages. */
export function Providers({ router }: { readonly router: DataRouter }) {
  return (
    <UiProvider>
      <AnchorContext value={renderAnchor}>
        <RouterProvider router={router} />
      </AnchorContext>
      <Toaster />
    </UiProvider>
  );
}

import { Skeleton } from '@crm/ui/feedback/skeleton';
import { PageHead } from '@crm/ui/layout/page-head';
import { useLocation } from 'react-router';
import { useTranslation } from 'react-i18next';
import { navEntries } from '#admin/app/navigation.ts';
import { Page } from '#admin/app/layout/page.tsx';

/** Holds the place of a page that its feature has not filled yet. */
export function PendingPage() {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const entry = navEntries.find((candidate) => pathname === candidate.href);
  const title = t(`nav.${entry?.id ?? 'home'}`);
  return (
    <Page title={title} crumbs={[{ label: title }]}>
      <PageHead title={title} count={<Skeleton width={80} />} />
    </Page>
  );
}

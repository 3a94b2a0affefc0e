import { PageHead } from '@crm/ui/layout/page-head';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { Page } from '#admin/app/layout/page.tsx';
import { useMay, useSession } from '#admin/lib/session.ts';
import classes from './home-page.module.css';
import { MyActivities } from './my-activities.tsx';
import { MyDeals } from './my-deals.tsx';
import { MyLeads } from './my-leads.tsx';
import { useNow } from '@crm/ui/hooks/use-now';
import { NeedsMe } from './needs-me.tsx';

/** Where one starts: what is to be done today, and what waits for a decision. */
export function HomePage() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const may = useMay();
  const { name } = useSession();
  const now = useNow(60_000);
  return (
    <Page title={t('title')}>
      <PageHead title={t('title')} count={`${name}, ${format.dayLong(now)}`} />
      <div className={classes.page}>
        <div className={classes.lists}>
          {may('activity:read') && <MyActivities />}
          {may('lead:read') && <MyLeads />}
          {may('opportunity:read') && <MyDeals />}
        </div>
        {may('process:read') && (
          <aside className={classes.side} aria-label={t('needsYou')}>
            <NeedsMe />
          </aside>
        )}
      </div>
    </Page>
  );
}

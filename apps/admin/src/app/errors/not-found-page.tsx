import { ButtonLink } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { useTranslation } from 'react-i18next';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import classes from './error-page.module.css';

/** The address names nothing that this person may see. */
export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <Page title={t('notFound.title')}>
      <div className={classes.page}>
        <BlankSlate
          picture="broken"
          title={t('notFound.title')}
          actions={
            <ButtonLink href={paths.home} icon="home">
              {t('notFound.home')}
            </ButtonLink>
          }
        >
          {t('notFound.reason')}
        </BlankSlate>
      </div>
    </Page>
  );
}

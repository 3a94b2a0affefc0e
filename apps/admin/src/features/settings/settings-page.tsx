import { Note } from '@crm/ui/feedback/note';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { NoRights } from '#admin/resource/list/list-empty.tsx';
import { PartsList } from './parts-list.tsx';
import { parts } from './parts.ts';
import { SettingsForms } from './settings-forms.tsx';
import classes from './settings.module.css';

/** Whatever is set up once: people, teams, pipelines, switches. Who may not change it reads it. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const { part: wanted } = useParams();
  const open = parts.filter(({ resource }) => may(`${resource}:read`));
  const shown = open.find(({ id }) => id === wanted) ?? open[0];
  const title = app('nav.settings');
  if (shown === undefined) {
    return (
      <Page title={title} crumbs={[{ label: app('section.operations') }, { label: title }]}>
        <NoRights />
      </Page>
    );
  }

  const { Part } = shown;
  const name = t(`part.${shown.id}`);
  return (
    <Page title={name} crumbs={[{ label: title, href: paths.settings }, { label: name }]}>
      <div className={classes.frame}>
        <PartsList open={open} current={shown.id} />
        <div className={classes.part}>
          <Suspense fallback={<div aria-busy="true" />}>
            <Part
              key={shown.id}
              notice={
                shown.resource !== 'auditlog' &&
                !may(`${shown.resource}:update`) && (
                  <div className={classes.note}>
                    <Note icon="lock">{t('readOnly')}</Note>
                  </div>
                )
              }
            />
          </Suspense>
        </div>
      </div>
      <SettingsForms />
    </Page>
  );
}

import { Tabs } from '@crm/ui/controls/tabs';
import { Note } from '@crm/ui/feedback/note';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { NoRights } from '#admin/resource/list/list-empty.tsx';
import { PipelinesPart } from './pipelines/pipelines-part.tsx';
import { SettingsForms } from './settings-forms.tsx';
import classes from './settings.module.css';
import { TeamsPart } from './teams/teams-part.tsx';
import { UsersPart } from './users/users-part.tsx';

const parts = [
  { id: 'users', resource: 'user', Part: UsersPart },
  { id: 'teams', resource: 'team', Part: TeamsPart },
  { id: 'pipelines', resource: 'pipeline', Part: PipelinesPart },
] as const;

/** People, teams and pipelines. Who may not change them reads them. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { t: app } = useTranslation('app');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const { tab } = useParams();
  const open = parts.filter(({ resource }) => may(`${resource}:read`));
  const shown = open.find(({ id }) => id === tab) ?? open[0];
  const title = app('nav.settings');
  if (shown === undefined) {
    return (
      <Page title={title} crumbs={[{ label: app('section.operations') }, { label: title }]}>
        <NoRights />
      </Page>
    );
  }

  const { Part } = shown;
  const name = vocabulary(`plural.${shown.resource}`);
  return (
    <Page title={name} crumbs={[{ label: title, href: paths.settings }, { label: name }]}>
      <Part
        tabs={
          <>
            <Tabs
              label={t('tabs')}
              current={shown.id}
              tabs={open.map(({ id, resource }) => ({
                id,
                label: vocabulary(`plural.${resource}`),
                href: `${paths.settings}/${id}`,
              }))}
            />
            {!may(`${shown.resource}:update`) && (
              <div className={classes.note}>
                <Note icon="lock">{t('readOnly')}</Note>
              </div>
            )}
          </>
        }
      />
      <SettingsForms />
    </Page>
  );
}

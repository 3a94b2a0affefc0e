import { IconButton } from '@crm/ui/controls/icon-button';
import { Tabs } from '@crm/ui/controls/tabs';
import { KeyFacts, type KeyFact } from '@crm/ui/data/key-facts';
import { RecordLayout, RecordTitle } from '@crm/ui/layout/record-layout';
import { Inspector } from '@crm/ui/layout/inspector';
import { Menu, type MenuEntry } from '@crm/ui/overlays/menu';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ScreenSubject } from '#admin/resource/screen-subject.ts';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { Page } from '#admin/app/layout/page.tsx';
import { useMay } from '#admin/lib/session.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { useTrash } from '#admin/resource/use-trash.ts';
import { FilesTab } from '../files/files-tab.tsx';
import { RecordTags } from '../tags/record-tags.tsx';
import { HistoryTab } from '../history/history-tab.tsx';
import { ProcessesTab } from '../processes/processes-tab.tsx';
import { TimelineTab } from '../timeline/timeline-tab.tsx';
import { listPaths } from './list-paths.ts';
import { RecordCrumbs } from './record-crumbs.tsx';
import classes from './record-frame.module.css';
import type { RecordApi, RecordRow } from './record-types.ts';
import { useRecordTab } from './tabs.ts';
import { useFollowVerb } from './use-follow.ts';
import { useRuleVerbs } from './use-rule-verbs.ts';
import { useNeighbours } from './use-neighbours.ts';

/** A part of a record's page under a tab of its own. */
interface RecordPart {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

interface RecordFrameProps<Row> {
  readonly resource: ScreenSubject;
  readonly api: RecordApi<Row>;
  readonly row: Row;
  /** How the record is called, where that is not its name. */
  readonly title?: string;
  readonly mark?: ReactNode;
  /** Badges behind the name. */
  readonly beside?: ReactNode;
  /** The one thing to do next. */
  readonly primary?: ReactNode;
  /** Between the name and the key facts: the stages. */
  readonly steps?: ReactNode;
  readonly facts: readonly KeyFact[];
  /** Above the parts: what must be known first. */
  readonly notice?: ReactNode;
  /** Parts that only this noun has, before the usual ones: the page opens with the first. */
  readonly parts?: readonly RecordPart[];
  /** Verbs that only this noun has, in the menu before the usual ones. */
  readonly verbs?: readonly MenuEntry[];
  readonly details: ReactNode;
  readonly related: ReactNode;
  /** Beside the record. */
  readonly side: ReactNode;
}

/** What one needs to see a part that not everybody sees. */
const partPermissions = {
  timeline: 'timeline:read',
  details: undefined,
  related: undefined,
  files: 'attachment:read',
  processes: 'process:read',
  history: 'auditlog:read',
} as const;

/** The page of a record, the same for every noun: head, parts, and what belongs to it. */
export function RecordFrame<Row extends RecordRow>(props: RecordFrameProps<Row>) {
  const { resource, api, row } = props;
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const navigate = useNavigate();
  const forms = useForms();
  const may = useMay();
  const { remove } = useTrash(resource, api);
  const place = useNeighbours(resource, row.id);
  const listHref = place.list?.href ?? listPaths[resource];

  const edit = () => forms.edit(resource, row.id);
  const discard = async () => {
    if ((await remove([row])) > 0) void navigate(listHref);
  };
  useCommands(
    row.abilities.update
      ? [{ id: 'record.edit', label: t('edit'), section: 'action', icon: 'note', shortcut: 'KeyE', run: edit }]
      : [],
  );

  const own = props.parts ?? [];
  const usual = (['timeline', 'details', 'related', 'files', 'processes', 'history'] as const).filter(
    (part) => partPermissions[part] === undefined || may(partPermissions[part]),
  );
  const parts = [...own, ...usual.map((id) => ({ id, label: t(`tab.${id}`) }))];
  const first = parts[0]?.id;
  const tab = useRecordTab(parts.map(({ id }) => id));
  const name = props.title ?? row.name ?? '';
  const follow = useFollowVerb(resource, row.id);
  const rules = useRuleVerbs(resource, row.id);
  const verbs = [
    ...follow,
    ...(row.abilities.update
      ? [{ id: 'edit', label: t('edit'), icon: 'note', kbd: 'E', onSelect: edit } as const]
      : []),
    ...(row.abilities.delete
      ? [{ id: 'delete', label: t('delete'), icon: 'trash', danger: true, onSelect: () => void discard() } as const]
      : []),
  ];
  const groups = [
    { id: 'own', entries: props.verbs ?? [] },
    { id: 'rules', entries: rules },
    { id: 'record', entries: verbs },
  ].filter(({ entries }) => entries.length > 0);
  const view = place.list?.view;
  return (
    <Page
      title={name}
      crumbs={[
        { label: vocabulary(`plural.${resource}`), href: view ? listPaths[resource] : listHref },
        ...(view ? [{ label: view, href: listHref }] : []),
        { label: name },
      ]}
    >
      <RecordCrumbs place={place} />
      <RecordLayout
        // What waits for a person comes before what belongs to the record, on a phone too.
        isInspectorLast={props.notice !== undefined}
        head={
          <>
            <div className={classes.title}>
              {props.mark}
              <div className={classes.words}>
                <RecordTitle
                  title={name}
                  beside={props.beside}
                  actions={
                    <>
                      {groups.length > 0 && (
                        <Menu
                          label={t('more')}
                          align="end"
                          target={<IconButton icon="more" label={t('more')} />}
                          groups={groups}
                        />
                      )}
                      {props.primary}
                    </>
                  }
                />
                {row.tags && api.tag && api.untag && (
                  <RecordTags
                    resource={resource}
                    api={{ tag: api.tag, untag: api.untag }}
                    row={{ id: row.id, tags: row.tags }}
                    mayChange={row.abilities.update}
                  />
                )}
              </div>
            </div>
            {props.steps}
            <KeyFacts facts={props.facts} />
          </>
        }
        inspector={
          <Inspector label={t('panel')} sunken>
            {props.side}
          </Inspector>
        }
      >
        {props.notice}
        <Tabs
          label={t('tabs')}
          current={tab ?? ''}
          tabs={parts.map(({ id, label }) => ({ id, label, href: id === first ? '?' : `?tab=${id}` }))}
        />
        {own.find(({ id }) => id === tab)?.content}
        {tab === 'timeline' && <TimelineTab subjectType={resource} subjectId={row.id} />}
        {tab === 'details' && props.details}
        {tab === 'related' && props.related}
        {tab === 'files' && <FilesTab subjectType={resource} subjectId={row.id} mayAdd={row.abilities.update} />}
        {tab === 'processes' && <ProcessesTab subjectType={resource} subjectId={row.id} />}
        {tab === 'history' && may('auditlog:read') && <HistoryTab recordId={row.id} />}
      </RecordLayout>
    </Page>
  );
}

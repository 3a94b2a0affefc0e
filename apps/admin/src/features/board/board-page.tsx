import { Button } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { Menu } from '@crm/ui/overlays/menu';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { Page } from '#admin/app/layout/page.tsx';
import { useMay } from '#admin/lib/session.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { BoardColumns } from './board-columns.tsx';
import { BoardTotals } from './board-totals.tsx';
import { OwnerFilter } from './owner-filter.tsx';
import { useBoardParams } from './use-board.ts';

/** The deals of a pipeline by stage. `beside` is the switch between list and board. */
export function BoardPage({ beside }: { readonly beside?: ReactNode }) {
  const { t } = useTranslation('board');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const forms = useForms();
  const { pipelines, pipeline, owner, ownerIds, put } = useBoardParams();
  const mayCreate = may('opportunity:create');
  const create = () => forms.create('opportunity', pipeline ? { pipelineId: pipeline.id } : {});
  useCommands(
    mayCreate
      ? [
          {
            id: 'opportunity.create',
            label: t('create'),
            section: 'create',
            icon: 'plus',
            shortcut: 'KeyC',
            run: create,
          },
        ]
      : [],
  );
  return (
    <Page title={t('title')} crumbs={[{ label: app('section.sales') }, { label: app('nav.opportunities') }]}>
      <PageHead
        title={t('title')}
        beside={
          pipeline && (
            <Menu
              label={t('choosePipeline', { name: pipeline.name })}
              target={
                <Button icon="opportunity" iconEnd="chevron-down">
                  {pipeline.name}
                </Button>
              }
              groups={[
                {
                  id: 'pipelines',
                  entries: (pipelines ?? []).map(({ id, name }) => ({
                    id,
                    label: name,
                    checked: id === pipeline.id,
                    onSelect: () => put('pipelineId', id),
                  })),
                },
              ]}
            />
          )
        }
        count={pipeline && <BoardTotals pipeline={pipeline} ownerIds={ownerIds} />}
        actions={
          <>
            {beside}
            {mayCreate && (
              <Button variant="primary" icon="plus" kbd="C" aria-keyshortcuts="C" collapses onClick={create}>
                {t('create')}
              </Button>
            )}
          </>
        }
      />
      <Toolbar label={t('filters')} isTight>
        <OwnerFilter owner={owner} onChange={(next) => put('assignedTo', next)} />
      </Toolbar>
      {pipeline && <BoardColumns key={pipeline.id} pipeline={pipeline} ownerIds={ownerIds} />}
      {pipelines?.length === 0 && (
        <BlankSlate picture="records" title={t('noPipeline')}>
          {t('noPipelineReason')}
        </BlankSlate>
      )}
    </Page>
  );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import type { MenuEntry } from '@crm/ui/overlays/menu';
import { maxPageSize } from '@crm/domain/page-limits';
import { workflowEntities } from '@crm/domain/workflow/workflow';
import { queryClient } from '#admin/lib/query-client.ts';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import type { ScreenSubject } from '#admin/resource/screen-subject.ts';

/** The rules that people start for such a record. */
export function useRuleVerbs(resource: ScreenSubject, id: string): readonly MenuEntry[] {
  const { t } = useTranslation('records');
  const may = useMay();
  const entity = workflowEntities.find((known) => known === resource);
  const filter = { enabled: true, ...(entity && { entity: [entity] }) };
  const { data } = useQuery(
    trpc.workflow.list.queryOptions(
      { filter, limit: maxPageSize, sort: 'name' },
      { enabled: entity !== undefined && may('workflow:run') },
    ),
  );
  const { mutate } = useMutation({
    mutationFn: (rule: { readonly id: string; readonly name: string }) =>
      api.workflow.run.mutate({ id: rule.id, data: { recordIds: [id] } }),
    onSuccess: async (_runs, { name }) => {
      showToast({ title: t('ruleStarted', { name }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['process']] });
    },
  });
  return (data?.items ?? [])
    .filter(({ trigger }) => trigger.on === 'manual')
    .map((rule) => ({
      id: `rule.${rule.id}`,
      label: t('startRule', { name: rule.name }),
      icon: 'process',
      onSelect: () => mutate(rule),
    }));
}

import { useTranslation } from 'react-i18next';
import type { Outputs } from '#admin/lib/trpc.ts';
import { actions, type ResourceName } from '@crm/domain/permissions';

/** A change as it comes over the wire. */
export type AuditRow = Outputs['auditlog']['list']['items'][number];

/** Columns that change with every write and say nothing. */
const noise: ReadonlySet<string> = new Set(['updated_at', 'updated_by', 'version', 'updatedAt', 'updatedBy']);

/** A change in words. */
export function useAuditWords() {
  const { t } = useTranslation('setup');
  return {
    actor: ({ actorKind, actorName }: AuditRow) => actorName ?? t(`audit.actor.${actorKind}`),
    resource: (name: string) =>
      name === 'view_as' ? t('audit.viewAs') : isResource(name) ? t(`resource.${name}`) : name,
    /** The columns that changed, as they are called in the API. */
    fields: ({ changes }: AuditRow) => Object.keys(changes).filter((key) => !noise.has(key)),
  };
}

function isResource(name: string): name is ResourceName {
  return name in actions;
}

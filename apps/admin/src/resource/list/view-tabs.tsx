import { IconButton } from '@crm/ui/controls/icon-button';
import { Tabs } from '@crm/ui/controls/tabs';
import type { IconName } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import { viewHref } from './list-params.ts';
import type { SavedView } from './saved-views.ts';

/** A saved filter that every list of the kind has: all, mine, my team. */
export interface BuiltInView {
  readonly id: string;
  readonly label: string;
  /** As the address holds it: `assignedTo=me`. */
  readonly query: string;
  readonly icon?: IconName;
}

interface ViewTabsProps {
  readonly label: string;
  readonly builtIn: readonly BuiltInView[];
  readonly saved: readonly SavedView[];
  readonly current: string;
  readonly onRemove: (id: string) => void;
}

/** The saved filters as links: they can be opened, shared and gone back to. */
export function ViewTabs({ label, builtIn, saved, current, onRemove }: ViewTabsProps) {
  const { t } = useTranslation('resource');
  const own = saved.find((view) => view.id === current);
  return (
    <Tabs
      label={label}
      current={current}
      tabs={[
        ...builtIn.map(({ id, label: name, query, icon }) => ({
          id,
          label: name,
          href: viewHref(id, query),
          ...(icon && { icon }),
        })),
        ...saved.map(({ id, name, query }) => ({ id, label: name, href: viewHref(id, query), icon: 'pin' as const })),
      ]}
      end={
        own && (
          <IconButton
            icon="close"
            size="small"
            variant="ghost"
            label={t('view.remove', { name: own.name })}
            onClick={() => onRemove(own.id)}
          />
        )
      }
    />
  );
}

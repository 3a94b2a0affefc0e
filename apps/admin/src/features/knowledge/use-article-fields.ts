import { localeNames } from '@crm/ui/i18n/locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { articleStatuses } from '@crm/domain/knowledge/article';
import { locales } from '@crm/domain/user/user';
import { useMay } from '#admin/lib/session.ts';
import { useTicketCategories } from '#admin/resource/directory.ts';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';

/** What articles can be filtered by. */
export function useArticleFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const categories = useTicketCategories();
  const mayEdit = useMay()('kb_article:update');
  return useMemo<readonly FilterField[]>(
    () => [
      ...(mayEdit
        ? [
            {
              id: 'status',
              kind: 'choice' as const,
              label: t('field.status'),
              options: articleStatuses.map((value) => ({ value, label: t(`articleStatus.${value}`) })),
            },
          ]
        : []),
      {
        id: 'language',
        kind: 'choice',
        label: t('field.language'),
        options: locales.map((value) => ({ value, label: localeNames[value] })),
      },
      {
        id: 'categoryId',
        kind: 'choice',
        label: t('field.category'),
        options: (categories ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
    [t, categories, mayEdit],
  );
}

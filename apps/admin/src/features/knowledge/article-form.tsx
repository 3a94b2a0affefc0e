import { Segmented } from '@crm/ui/controls/segmented';
import { Markdown } from '@crm/ui/data/markdown';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { localeNames } from '@crm/ui/i18n/locale';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kbArticle, type KbArticleRow } from '@crm/domain/knowledge/article';
import { locales } from '@crm/domain/user/user';
import { useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { useTicketCategories } from '#admin/resource/directory.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import classes from './knowledge.module.css';

type ArticleValues = Pick<KbArticleRow, 'title' | 'body' | 'language' | 'categoryId'> & {
  /** Left out of an article that stands in one language only. */
  readonly translationOf?: string;
};

const bodyRows = 14;
const longest = 50_000;

/** Writes an article, or edits its draft: what readers see changes when it is published. */
export function ArticleForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="kb_article" id={id} get={api.kb_article.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: KbArticleRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('knowledge');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const [way, setWay] = useState<'write' | 'preview'>('write');
  const categories = useTicketCategories() ?? [];
  const labels: FieldLabels<ArticleValues> = {
    title: t('title'),
    body: t('text'),
    language: vocabulary('field.language'),
    categoryId: vocabulary('field.category'),
    translationOf: t('translations'),
  };
  const saved = useFormSaved('kb_article', onClose);
  const translationOf = preset['translationOf'];
  const form = useRecordForm({
    resource: 'kb_article',
    api: api.kb_article,
    definition: kbArticle,
    row,
    valuesOf: (of): ArticleValues => ({
      title: of?.title ?? '',
      body: of?.body ?? '',
      language: of?.language ?? locales.find((known) => known === preset['language']) ?? session.locale,
      categoryId: of?.categoryId ?? preset['categoryId'] ?? null,
      ...(!of && translationOf !== undefined && { translationOf }),
    }),
    onSaved: ({ id, title }, how) => saved({ id, name: title }, how),
  });
  const fields = makeFields(form, labels);
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.title }) : t(translationOf === undefined ? 'create' : 'translate')}
      submit={t('saveDraft')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('title')} required maxLength={200} />
      <FormGrid columns={2}>
        <SelectField
          {...fields.choice(
            'language',
            locales.map((value) => ({ value, label: localeNames[value] })),
          )}
        />
        <SelectField
          {...fields.choiceOrNone(
            'categoryId',
            categories.map(({ id, name }) => ({ value: id, label: name })),
            vocabulary('none'),
          )}
        />
      </FormGrid>
      <div className={classes.writing}>
        <span>
          <Segmented
            label={t('way')}
            value={way}
            options={[
              { value: 'write', label: t('write'), icon: 'note' },
              { value: 'preview', label: t('preview'), icon: 'eye' },
            ]}
            onChange={setWay}
          />
        </span>
        {way === 'write' ? (
          <TextareaField
            {...fields.text('body')}
            required
            rows={bodyRows}
            maxLength={longest}
            hint={t('markdownHint')}
          />
        ) : (
          <div className={classes.preview}>
            <Markdown text={form.values.body} level={3} />
          </div>
        )}
      </div>
    </FormDrawer>
  );
}

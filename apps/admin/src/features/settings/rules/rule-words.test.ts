import { expect, test } from 'vitest';
import { scoringFields } from '@crm/domain/lead/scoring-fields';
import { workflowEntities } from '@crm/domain/workflow/workflow';
import { settableFields, workflowFields } from '@crm/domain/workflow/workflow-fields';
import { isRecord } from '#admin/lib/read.ts';
import { ar } from '#admin/resource/vocabulary.ar.ts';
import { en } from '#admin/resource/vocabulary.en.ts';
import { ru } from '#admin/resource/vocabulary.ru.ts';
import { fieldWords, optionWords } from './use-rule-words.ts';

/** Languages are told by their codes, as everywhere. */
const untranslated = new Set(['ticket.language', 'contact.preferredLanguage', 'lead.consent']);

test('every field and option that a rule can speak of has words in every language', () => {
  const missing: string[] = [];
  for (const [language, vocabulary] of Object.entries({ en, ru, ar })) {
    const has = (group: string, key: string) => {
      const words: unknown = Reflect.get(vocabulary, group);
      if (!isRecord(words) || !(key in words)) missing.push(`${language} ${group}.${key}`);
    };
    for (const { name } of scoringFields) has('field', fieldWords[name] ?? name);
    for (const entity of workflowEntities) {
      for (const { name, options } of [...workflowFields(entity), ...settableFields(entity)]) {
        has('field', fieldWords[name] ?? name);
        if (untranslated.has(`${entity}.${name}`)) continue;
        for (const option of options) has(optionWords[`${entity}.${name}`] ?? `${entity}.${name}`, option);
      }
    }
  }
  expect(missing).toEqual([]);
});

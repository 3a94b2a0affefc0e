import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { SelectField } from '@crm/ui/fields/select-field';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkflowRow, WorkflowVersionRow } from '@crm/domain/workflow/workflow';
import { trpc } from '#admin/lib/trpc.ts';
import classes from './rules.module.css';
import { useRuleSentences } from './use-rule-sentences.ts';

/** What a rule said over time: two versions side by side, with what differs marked. */
export function VersionsDialog({ row, onClose }: { readonly row: WorkflowRow; readonly onClose: () => void }) {
  const { t } = useTranslation('rules');
  const { data } = useQuery(trpc.workflow.versions.queryOptions({ id: row.id }));
  const versions = data?.items;
  return (
    <Dialog
      opened
      size="wide"
      title={t('versionsOf', { name: row.name })}
      description={versions && (versions.length > 1 ? t('sameAs') : t('oneVersion'))}
      onClose={onClose}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      {versions && <SideBySide versions={versions} />}
    </Dialog>
  );
}

function SideBySide({ versions }: { readonly versions: readonly WorkflowVersionRow[] }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const tell = useRuleSentences(versions.map(({ rule }) => rule));
  const [chosen, setChosen] = useState({ before: versions[1]?.ruleVersion, after: versions[0]?.ruleVersion });
  const linesOf = (side: 'before' | 'after') => {
    const version = versions.find(({ ruleVersion }) => ruleVersion === chosen[side]);
    return version ? tell(version.rule) : [];
  };
  const sides = (['before', 'after'] as const).filter((side) => chosen[side] !== undefined);
  return (
    <div className={classes.versions}>
      {sides.map((side) => {
        const others = new Set(linesOf(side === 'before' ? 'after' : 'before').map(({ text }) => text));
        return (
          <section key={side} className={classes.version} aria-label={t(`versionLabel.${side}`)}>
            <SelectField
              name={side}
              label={t(`versionLabel.${side}`)}
              error={undefined}
              value={String(chosen[side])}
              options={versions.map(({ ruleVersion, createdAt }) => ({
                value: String(ruleVersion),
                label: t('versionSaid', { version: ruleVersion, at: format.date(createdAt) }),
              }))}
              onChange={(version) => setChosen({ ...chosen, [side]: Number(version) })}
            />
            <ul className={classes.lines}>
              {linesOf(side).map(({ depth, text }, at) => (
                // Lines have no id, and nothing of their own to keep.
                <li key={`${side}-${at}`} style={{ paddingInlineStart: `calc(${depth} * var(--gx-space-3))` }}>
                  {sides.length === 1 || others.has(text) ? (
                    <Text level={2}>{text}</Text>
                  ) : (
                    <mark className={classes.changed}>{text}</mark>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

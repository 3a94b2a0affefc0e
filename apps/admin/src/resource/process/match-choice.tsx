import { Badge } from '@crm/ui/data/badge';
import { Text } from '@crm/ui/data/text';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversionChoice, ConversionMatches } from '@crm/domain/lead/lead-conversion';
import classes from './match-choice.module.css';

interface MatchChoiceProps {
  readonly matches: ConversionMatches;
  readonly choice: ConversionChoice;
  readonly onChange: (choice: ConversionChoice) => void;
}

/** The accounts and contacts that may be the same, each with its reasons, and "create a new one". */
export function MatchChoice({ matches, choice, onChange }: MatchChoiceProps) {
  const { t } = useTranslation('process');
  const belongsTo = (accountId: string | null) => {
    if (accountId === null) return undefined;
    const name = matches.accounts.find(({ id }) => id === accountId)?.name;
    return name === undefined ? t('choice.ofOther') : t('choice.ofAccount', { name });
  };
  return (
    <div className={classes.choice}>
      <Candidates
        legend={t('choice.account')}
        candidates={matches.accounts}
        value={choice.accountId}
        createLabel={t('choice.createAccount')}
        noneLabel={t('choice.noAccount')}
        onChange={(accountId) => onChange({ ...choice, accountId })}
      />
      <Candidates
        legend={t('choice.contact')}
        candidates={matches.contacts.map((contact) => ({
          ...contact,
          belongs: belongsTo(contact.accountId),
        }))}
        value={choice.contactId}
        createLabel={t('choice.createContact')}
        noneLabel={t('choice.noContact')}
        onChange={(contactId) => {
          const account = matches.contacts.find(({ id }) => id === contactId)?.accountId;
          // A person brings their company along; it can still be changed.
          onChange({ contactId, accountId: account ?? choice.accountId });
        }}
      />
    </div>
  );
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
  readonly reasons: ConversionMatches['accounts'][number]['reasons'];
  readonly belongs?: string | undefined;
}

interface CandidatesProps {
  readonly legend: string;
  readonly candidates: readonly Candidate[];
  readonly value: string | null;
  readonly createLabel: string;
  readonly noneLabel: string;
  readonly onChange: (id: string | null) => void;
}

function Candidates({ legend, candidates, value, createLabel, noneLabel, onChange }: CandidatesProps) {
  const { t } = useTranslation('process');
  const name = useId();
  if (candidates.length === 0) {
    return (
      <div>
        <p className={classes.legend}>{legend}</p>
        <Text level={2}>{noneLabel}</Text>
      </div>
    );
  }
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{legend}</legend>
      {candidates.map((candidate) => (
        <label key={candidate.id} className={classes.option}>
          <input
            type="radio"
            className={classes.radio}
            name={name}
            checked={value === candidate.id}
            onChange={() => onChange(candidate.id)}
          />
          <span className={classes.words}>
            <b dir="auto">{candidate.name}</b>
            <Text level={2} size="sm">
              {[candidate.detail, candidate.belongs].filter(Boolean).join(', ')}
            </Text>
          </span>
          <span className={classes.reasons}>
            {candidate.reasons.map((reason) => (
              <Badge key={reason}>{t(`choice.reason.${reason}`)}</Badge>
            ))}
          </span>
        </label>
      ))}
      <label className={classes.option}>
        <input
          type="radio"
          className={classes.radio}
          name={name}
          checked={value === null}
          onChange={() => onChange(null)}
        />
        <span className={classes.words}>{createLabel}</span>
      </label>
    </fieldset>
  );
}

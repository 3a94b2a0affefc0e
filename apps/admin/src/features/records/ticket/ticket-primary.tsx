import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import type { useTicketVerbs } from './use-ticket-verbs.ts';

interface TicketPrimaryProps {
  readonly row: TicketRow;
  readonly verbs: ReturnType<typeof useTicketVerbs>;
}

/** The one thing to do next: take what nobody has, resolve what is worked on, reopen what is over. */
export function TicketPrimary({ row, verbs }: TicketPrimaryProps) {
  const { t } = useTranslation('desk');
  const { abilities, assignedTo } = row;
  const verb =
    abilities.take && assignedTo === null
      ? 'take'
      : abilities.resolve
        ? 'resolve'
        : abilities.reopen
          ? 'reopen'
          : abilities.unmerge
            ? 'unmerge'
            : undefined;
  if (verb === undefined) return null;
  const keys = { take: 'T', resolve: 'R', reopen: undefined, unmerge: undefined } as const;
  return (
    <Button variant="primary" busy={verbs.busy} kbd={keys[verb]} onClick={() => verbs.run(verb)}>
      {t(`verb.${verb}`)}
    </Button>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { TextField } from '@crm/ui/fields/text-field';
import { Popover } from '@crm/ui/overlays/popover';
import { Text } from '@crm/ui/data/text';
import { localeNames } from '@crm/ui/i18n/locale';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import classes from './article-picker.module.css';
import type { Handed } from './use-reply.ts';

interface ArticlePickerProps {
  readonly ticketId: string;
  readonly attached: readonly Handed[];
  readonly onAttach: (article: Handed) => void;
  /** Puts the article's words into the answer. */
  readonly onInsert: (text: string) => void;
}

const offered = 8;

/** The knowledge base beside the answer: what fits this ticket, and everything else by words. */
export function ArticlePicker({ ticketId, attached, onAttach, onInsert }: ArticlePickerProps) {
  const { t } = useTranslation('desk');
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('kb_article:read')) return null;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      label={t('kb.label')}
      target={
        <Button variant="ghost" size="small" icon="book" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('kb.label')}
        </Button>
      }
    >
      <Choice
        ticketId={ticketId}
        attached={attached}
        onAttach={(article) => {
          onAttach(article);
          setOpen(false);
        }}
        onInsert={(text) => {
          onInsert(text);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function Choice({ ticketId, attached, onAttach, onInsert }: ArticlePickerProps) {
  const { t } = useTranslation('desk');
  const [query, setQuery] = useState('');
  const q = query.trim();
  const suggested = useQuery(trpc.ticket.suggest.queryOptions({ id: ticketId }, { enabled: q === '' }));
  const found = useQuery(
    trpc.kb_article.list.queryOptions(
      { filter: { status: ['published'], ...(q !== '' && { q }) }, limit: offered },
      { enabled: q !== '', placeholderData: keepPreviousData },
    ),
  );
  const articles = (q === '' ? suggested.data?.items : found.data?.items) ?? [];
  const isReady = q === '' ? suggested.isSuccess : found.isSuccess;
  const insert = async (id: string) => {
    const { body, published } = await api.kb_article.get.query({ id });
    onInsert(published?.body ?? body);
  };
  return (
    <div className={classes.choice}>
      <TextField label={t('kb.search')} type="search" icon="search" value={query} onChange={setQuery} />
      <ul className={classes.list} aria-label={q === '' ? t('kb.suggested') : t('kb.found')}>
        {articles.map(({ id, title, language }) => (
          <li key={id} className={classes.article}>
            <span className={classes.title}>
              <bdi>{title}</bdi>
              <Text level={3} size="sm">
                {localeNames[language]}
              </Text>
            </span>
            <Button
              size="small"
              unavailable={attached.some((known) => known.id === id)}
              aria-label={t('kb.attachOf', { title })}
              onClick={() => onAttach({ id, title })}
            >
              {t('kb.attach')}
            </Button>
            <Button size="small" aria-label={t('kb.insertOf', { title })} onClick={() => void insert(id)}>
              {t('kb.insert')}
            </Button>
          </li>
        ))}
      </ul>
      {isReady && articles.length === 0 && <Text level={2}>{t(q === '' ? 'kb.noSuggestion' : 'kb.nothing')}</Text>}
    </div>
  );
}

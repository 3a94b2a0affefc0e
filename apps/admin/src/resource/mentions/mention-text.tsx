import { Fragment } from 'react';
import { splitMentions } from '@crm/domain/comment/mention.rules';
import classes from './mention-text.module.css';

/** What somebody wrote, with those who are mentioned in it marked. */
export function MentionText({ text }: { readonly text: string }) {
  return splitMentions(text).map((part, at) =>
    typeof part === 'string' ? (
      <Fragment key={at}>{part}</Fragment>
    ) : (
      <bdi key={at} className={classes.mention}>
        @{part.name}
      </bdi>
    ),
  );
}

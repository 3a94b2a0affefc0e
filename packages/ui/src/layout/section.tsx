import type { ReactNode } from 'react';
import { Anchor } from '../controls/link.tsx';
import classes from './section.module.css';

interface SectionProps {
  readonly title?: string;
  readonly count?: ReactNode;
  /** At the end of the title: "All 4", a plus. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a panel, under its small title. */
export function Section({ title, count, end, children }: SectionProps) {
  return (
    <section className={classes.section}>
      {title && (
        <h2 className={classes.title}>
          {title}
          {count !== undefined && <span className={classes.count}>{count}</span>}
          {end && <span className={classes.end}>{end}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}

interface SectionItemProps {
  readonly mark?: ReactNode;
  readonly title: ReactNode;
  /** Behind the title, fainter. */
  readonly detail?: ReactNode;
  readonly end?: ReactNode;
  readonly href?: string;
  /** The title may take several lines. */
  readonly wraps?: boolean;
}

/** One related thing: mark, name, word, figure. */
export function SectionItem({ mark, title, detail, end, href, wraps }: SectionItemProps) {
  const content = (
    <>
      {mark}
      <span className={classes.name} dir="auto">
        {title}
      </span>
      {detail !== undefined && <span className={classes.detail}>{detail}</span>}
      {end !== undefined && <span className={classes.itemEnd}>{end}</span>}
    </>
  );
  return href ? (
    <Anchor href={href} className={classes.item} data-wraps={wraps || undefined}>
      {content}
    </Anchor>
  ) : (
    <div className={classes.item} data-wraps={wraps || undefined}>
      {content}
    </div>
  );
}

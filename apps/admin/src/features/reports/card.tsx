import { useId, type ReactNode } from 'react';
import classes from './reports.module.css';

interface CardProps {
  readonly title: string;
  readonly end?: ReactNode;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** One report under its title. */
export function Card({ title, end, isWide = false, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes.card} data-wide={isWide || undefined} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        {end}
      </header>
      {children}
    </section>
  );
}

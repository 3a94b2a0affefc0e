import { createContext, use, type AnchorHTMLAttributes, type ComponentType } from 'react';
import { cx } from '../cx.ts';
import classes from './link.module.css';

type AnchorProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  readonly href: string;
};

function PlainAnchor(props: AnchorProps) {
  return <a {...props} />;
}

/** The application puts its router's link here, so that no component knows of a router. */
export const AnchorContext = createContext<ComponentType<AnchorProps>>(PlainAnchor);

/** A link without looks, through the application's router. */
export function Anchor(props: AnchorProps) {
  const Component = use(AnchorContext);
  return <Component {...props} />;
}

/** A link inside text: accent, with a line below it. */
export function Link({ className, ...props }: AnchorProps) {
  return <Anchor {...props} className={cx(classes.link, className)} />;
}

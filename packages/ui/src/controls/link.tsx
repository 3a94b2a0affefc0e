import { createContext, use, type AnchorHTMLAttributes, type ReactNode } from 'react';
import { cx } from '../cx.ts';
import classes from './link.module.css';

/** What a link takes; `href` is a path of the application or an address elsewhere. */
export type AnchorProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  readonly href: string;
};

/** Draws a link from its attributes. */
export type RenderAnchor = (props: AnchorProps) => ReactNode;

/** The application puts its router's link here, so that no component knows of a router. */
export const AnchorContext = createContext<RenderAnchor>((props) => <a {...props}>{props.children}</a>);

/** A link without looks, through the application's router. */
export function Anchor(props: AnchorProps) {
  const render = use(AnchorContext);
  return render(props);
}

/** A link inside text: accent, with a line below it. */
export function Link({ className, ...props }: AnchorProps) {
  return <Anchor {...props} className={cx(classes.link, className)} />;
}

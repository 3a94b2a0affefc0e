import classes from './skip-link.module.css';

/** The first stop of the Tab key: past the navigation, to the content. */
export function SkipLink({ target, children }: { readonly target: string; readonly children: string }) {
  return (
    <a
      className={classes.skip}
      href={`#${target}`}
      onClick={(event) => {
        // A plain jump by fragment would be a navigation for the router.
        event.preventDefault();
        document.getElementById(target)?.focus();
      }}
    >
      {children}
    </a>
  );
}

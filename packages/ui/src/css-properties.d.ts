import 'react';

declare module 'react' {
  // Custom properties carry geometry (a share, a place on an axis) from data to a style sheet.
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}

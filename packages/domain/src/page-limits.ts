/** Rows of a page when nothing else is asked for. */
export const defaultPageSize = 20;
export const maxPageSize = 200;
/** Counts stop here: an exact count of a million rows costs more than the list itself (docs/performance.md). */
export const countCap = 10_000;

/** Records that can be read at once by their ids, or whose children can. */
export const maxBatchSize = 1_000;

/** Children of many parents together: so many parents times so many each. */
export const maxBatchRows = 10_000;

/** A cursor holds the last row's sort key: of a custom text up to 501 characters of four bytes, in base 64. */
export const longestCursor = 4_000;

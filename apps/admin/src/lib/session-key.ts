/** Under which the cache holds who is signed in. */
export const sessionKey = ['session'] as const;

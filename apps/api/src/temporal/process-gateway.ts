export function createProcessGateway(_c: unknown) { return { chooseMatch: () => Promise.reject(new Error('x')) }; }

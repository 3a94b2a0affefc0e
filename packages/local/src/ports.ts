import { connect, createServer } from 'node:net';
import { waitFor } from './wait.ts';

const loopback = '127.0.0.1';
const lastPort = 65_535;
const portsToTry = 200;
const lettingGoMs = 1_000;

export interface PortChoice {
  /** The port one would like; 0 means any free one. */
  readonly wanted: number;
  /** Whether a taken port may be replaced by the next free one. */
  readonly fallback: boolean;
  /** The setting that asks for the port, named in the error. */
  readonly variable: string;
}

/**
 * Gives a port that is free on the loopback address right now.
 * A taken default moves on to the next free port; a taken port that somebody asked for is an error,
 * because whoever asked expects the answer there.
 * @throws Error when the port is taken and no fallback is allowed, or when 200 ports in a row are taken.
 */
export async function choosePort({ wanted, fallback, variable }: PortChoice): Promise<number> {
  const free = await listenBriefly(wanted);
  if (free !== undefined) return free;
  if (!fallback) {
    // Whoever was just ended lets go of it a moment later.
    const later = await waitFor(() => listenBriefly(wanted), { timeoutMs: lettingGoMs });
    if (later !== undefined) return later;
    throw new Error(
      `Port ${wanted} is taken, and ${variable} asks for it. Stop what listens there, or set ${variable} to a free port.`,
    );
  }
  for (let port = wanted + 1; port <= Math.min(wanted + portsToTry, lastPort); port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port between ${wanted} and ${wanted + portsToTry}. Set ${variable} to one that is free.`);
}

/** Whether nothing listens on this port of the loopback address. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenBriefly(port)) !== undefined;
}

/** Whether something accepts connections on this port of the loopback address; does not disturb who is about to listen. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: loopback });
    const answer = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

function listenBriefly(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: loopback, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}

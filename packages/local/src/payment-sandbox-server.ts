import { readFileSync } from 'node:fs';
import { startPaymentSandbox } from './payment-sandbox.ts';

/** The payment sandbox as a process of its own: `node payment-sandbox-server.ts <file> <file of the key> <port>`. */
const [, , file = '', keyFile = '', port = ''] = process.argv;
const sandbox = await startPaymentSandbox({ file, port: Number(port), key: readFileSync(keyFile, 'utf8') });
process.stdout.write(`Takes no money at 127.0.0.1:${sandbox.port} and remembers it in ${file}\n`);
const stop = () => void sandbox.close();
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

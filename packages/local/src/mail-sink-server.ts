import { startMailSink } from './mail-sink.ts';

/** The mail sink as a process of its own: `node mail-sink-server.ts <folder> <port>`. */
const [, , dir = '', port = ''] = process.argv;
const sink = await startMailSink({ dir, port: Number(port) });
process.stdout.write(`Takes mail at 127.0.0.1:${sink.port} and keeps it in ${dir}\n`);
const stop = () => void sink.close();
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

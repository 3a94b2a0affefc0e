import { connect, type Socket } from 'node:net';

/** What came back, as far as a load generator looks. */
export interface Answer {
  readonly status: number;
  /** Of head and body. */
  readonly bytes: number;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One HTTP/1.1 connection that is kept, for one request at a time. It reads the status and counts the bytes of the body,
 * and no more: the generator shares the machine with what it measures, and a full client would cost a good part of what
 * the servers have.
 */
export class Connection {
  readonly #socket: Socket;
  #waiting: PromiseWithResolvers<Answer> | null = null;
  #head: Buffer = Buffer.alloc(0);
  #answer: Answer | null = null;
  #missing = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('closed')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1' });
    const opened = Promise.withResolvers<void>();
    socket.once('connect', opened.resolve);
    socket.once('error', opened.reject);
    await opened.promise;
    return new Connection(socket);
  }

  /** @throws Error when the connection breaks, or the answer does not tell its length */
  async send(request: string): Promise<Answer> {
    if (this.#socket.destroyed) throw new Error('closed');
    this.#waiting = Promise.withResolvers<Answer>();
    this.#socket.write(request);
    return this.#waiting.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#answer !== null) return this.#count(chunk.length);
    this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf(headEnd);
    if (end < 0) return;
    const head = this.#head.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = status === 204 ? 0 : Number(/\r\ncontent-length: (\d+)/iu.exec(head)?.[1] ?? NaN);
    if (Number.isNaN(length)) return this.#fail(new Error('no length'));
    const received = this.#head.length - end - headEnd.length;
    this.#head = Buffer.alloc(0);
    this.#answer = { status, bytes: end + headEnd.length + length };
    this.#missing = length;
    this.#count(received);
  }

  #count(received: number): void {
    this.#missing -= received;
    if (this.#missing > 0) return;
    const waiting = this.#waiting;
    const answer = this.#answer;
    this.#waiting = null;
    this.#answer = null;
    if (answer) waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}

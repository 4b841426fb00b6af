import { connect } from 'node:net';

const TIMEOUT_MS = 10_000;

/**
 * One keep-alive connection that asks and waits, nothing more: node's own HTTP client would take as much of the
 * machine as the server it measures. It takes answers with a content length only, which both servers give.
 */
export class Connection {
  #socket;
  #host;
  #received = [];
  #size = 0;
  #head;
  #settle;

  /** @returns {Promise<Connection>} connected */
  static async open(port) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.removeAllListeners('error');
    return new Connection(socket, `127.0.0.1:${port}`);
  }

  constructor(socket, host) {
    this.#socket = socket;
    this.#host = host;
    const failed = (error) => this.#end(error);
    socket.setTimeout(TIMEOUT_MS, () => failed(new Error(`no answer in ${TIMEOUT_MS} ms`)));
    socket.on('error', failed).on('close', () => failed(new Error('the server closed the connection')));
    socket.on('data', (chunk) => this.#take(chunk));
  }

  /** Posts a JSON text. @returns {Promise<{ status: number, body: Buffer }>} */
  post(path, text) {
    return this.#ask(`POST ${path} HTTP/1.1\r\nhost: ${this.#host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /** As {@link post}. */
  get(path, bearer) {
    return this.#ask(`GET ${path} HTTP/1.1\r\nhost: ${this.#host}\r\nauthorization: Bearer ${bearer}\r\n\r\n`);
  }

  #ask(text) {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(text);
    });
  }

  close() {
    this.#socket.removeAllListeners('close').destroy();
  }

  #take(chunk) {
    this.#received.push(chunk);
    this.#size += chunk.length;
    this.#head ??= headOf(this.#received);
    if (this.#head === undefined || this.#size < this.#head.end) return;
    const { status, start, end } = this.#head;
    const whole = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
    const settle = this.#settle;
    this.#received = [];
    this.#size = 0;
    this.#head = undefined;
    this.#settle = undefined;
    settle?.resolve({ status, body: whole.subarray(start, end) });
  }

  #end(error) {
    this.#settle?.reject(error);
    this.#settle = undefined;
    this.#socket.destroy();
  }
}

/** Where the body begins and ends; undefined until the head is there. */
function headOf(received) {
  const bytes = received.length === 1 ? received[0] : Buffer.concat(received);
  const start = bytes.indexOf('\r\n\r\n') + 4;
  if (start < 4) return undefined;
  const head = bytes.latin1Slice(0, start);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (length === null) throw new Error('an answer without a content length');
  return { status: Number(head.slice(9, 12)), start, end: start + Number(length[1]) };
}

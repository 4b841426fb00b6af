declare module 'xhr2' {
  /** XMLHttpRequest on Node, as far as the official client uses it. */
  class XMLHttpRequest {
    setRequestHeader(name: string, value: string): void;
    send(body?: unknown): void;
  }
  export = XMLHttpRequest;
}

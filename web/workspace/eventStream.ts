/** One event of a `text/event-stream`. */
export interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Reads a `text/event-stream` in pieces, as they come over the wire: give each piece of text, get the events that
 * it completed. Comments (keep-alives) give none. A CR at the end of a piece waits for the next one, as it may be
 * half of a CRLF.
 */
export function eventReader(): (piece: string) => readonly StreamEvent[] {
  let rest = '';
  let name = '';
  let data: string[] = [];

  function line(text: string): StreamEvent | undefined {
    if (text === '') {
      const event = data.length > 0 ? { name: name === '' ? 'message' : name, data: data.join('\n') } : undefined;
      name = '';
      data = [];
      return event;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
    return undefined;
  }

  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    return lines.map(line).filter((event) => event !== undefined);
  };
}

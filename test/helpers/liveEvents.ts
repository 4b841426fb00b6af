import { until, type House } from './app';
import type { JsonObject } from './fakeConnector';

export interface LiveEvents {
  /** What has come, oldest first. */
  readonly events: readonly JsonObject[];
  /** The whole stream as it came. */
  text(): string;
  close(): void;
}

/** Listens to the workspace's live stream as that persona; resolves once it is open. */
export async function liveEvents(house: House, persona: string): Promise<LiveEvents> {
  const ending = new AbortController();
  const response = await fetch(`${house.url}/api/live`, { headers: { authorization: `Bearer demo:${persona}` }, signal: ending.signal });
  if (response.status !== 200 || !response.body) throw new Error(`live answered ${response.status}`);
  let text = '';
  const events: JsonObject[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      events.splice(0, events.length, ...text.split('\n\n').flatMap((block) => /^data: (.*)$/m.exec(block)?.[1] ?? []).map((data) => JSON.parse(data) as JsonObject));
    }
  };
  const reading = read().catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  void reading;
  await until('the stream to open', () => text.includes(': open'));
  return { events, text: () => text, close: () => ending.abort() };
}

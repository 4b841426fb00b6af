import { setTimeout as wait } from 'node:timers/promises';
import type { Books } from './books';
import type { Chat } from './chat';
import type { ChaosConnector } from './connector';
import { DirectLineChat } from './directLineChat';
import type { Door } from './door';
import type { Setting } from './plan';
import { seeded } from './random';
import { makeReport, wordsOf, type ReporterOptions } from './reporter';
import { TeamsChat } from './teamsChat';

export interface Load {
  /** No new reports; those begun are brought to an end, or given up after so long. Milliseconds. */
  end(withinMs: number): Promise<void>;
}

export interface LoadOptions {
  readonly seed: number;
  readonly setting: Setting;
  readonly books: Books;
  readonly connector: ChaosConnector;
  readonly door: Door;
  readonly onSending: (life: string) => void;
}

/** Reports of one conversation on the intranet page, until its person comes back another day with a new one. */
const REPORTS_A_CONVERSATION = 8;

/** People who report at the same time and time and again, each in their own rhythm. */
export function startLoad(options: LoadOptions): Load {
  const { setting } = options;
  let ending = false;
  let over = false;
  const lane: Lane = async (name, chatFor, isAnonymous = false) => {
    const random = seeded(options.seed, name);
    const about: ReporterOptions = { books: options.books, random, pause: setting.pause, over: () => over, onSending: options.onSending, isAnonymous };
    for (let count = 1; !ending; count += 1) {
      const chat = await chatFor(count);
      const id = `${name}-${count}`;
      await makeReport(chat, options.books.begin(id, wordsOf(id, random)), about);
      await wait(random.between(...setting.pause));
    }
  };
  const lanes = [...teamsLanes(options, lane), ...intranetLanes(options, lane, () => over)];
  const all = Promise.all(lanes);
  all.catch(() => undefined);
  return {
    async end(withinMs) {
      ending = true;
      const timer = setTimeout(() => (over = true), withinMs);
      await all.finally(() => clearTimeout(timer));
    },
  };
}

type Lane = (name: string, chatFor: (report: number) => Promise<Chat>, isAnonymous?: boolean) => Promise<void>;

/** Somebody new in Teams each time, whom the directory does not know. */
function teamsLanes({ seed, setting, connector, door }: LoadOptions, lane: Lane): readonly Promise<void>[] {
  return Array.from({ length: setting.inTeams }, (_none, index) => {
    const random = seeded(seed, `teams ${index} door`);
    return lane(`teams${index + 1}`, () => Promise.resolve(new TeamsChat({ connector, door, random })));
  });
}

/** The same person on the intranet page, report after report; the last of them is nobody each time. */
function intranetLanes({ seed, setting, door }: LoadOptions, lane: Lane, over: () => boolean): readonly Promise<void>[] {
  return Array.from({ length: setting.onIntranet }, (_none, index) => {
    const random = seeded(seed, `intranet ${index} door`);
    const anonymous = index === setting.onIntranet - 1;
    const persona = anonymous ? 'anonymous' : `employee-mhn.${index + 1}`;
    let chat: DirectLineChat | undefined;
    const chatFor = async (report: number): Promise<Chat> => {
      if (!chat || anonymous || report % REPORTS_A_CONVERSATION === 0) chat = await arrived(() => new DirectLineChat(door, random, persona), over);
      return chat;
    };
    return lane(`intranet${index + 1}`, chatFor, anonymous);
  });
}

/** Tries until a conversation is open: an instance may die meanwhile. */
async function arrived(make: () => DirectLineChat, over: () => boolean): Promise<DirectLineChat> {
  for (;;) {
    const chat = make();
    const opened = await chat.arrive().then(
      () => true,
      () => false,
    );
    if (opened || over()) return chat;
    await wait(200);
  }
}

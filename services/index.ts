import type { Board } from '../domain/board';
import { openAttachments, type AttachmentsPlace } from './attachments';
import { watchForBackups } from './backup';
import { brief } from './brief';
import { cases, type Cases } from './cases';
import type { Clock } from './clock';
import { withModel, withoutModel } from './guidance/answerer';
import type { ModelServer } from './guidance/model/ports';
import type { Guidance } from './guidance/types';
import { feedback, type Feedback } from './feedback';
import { newsOfGuidance } from './guidanceNews';
import { held, type Asked, type HeldQuestion, type Piece } from './held';
import { swedishHolidays } from './holidays';
import { people } from './identity/people';
import { following } from './following';
import { instance } from './instance';
import { keysOf, type Keys } from './keys';
import { leases } from './leases';
import type { Logger } from './log';
import { assertSecrets, delivering } from './notifications';
import type { SmtpServer, WebhookSecrets } from './notifications/ports';
import { nowReachable } from './notifications/reachable';
import { exercises } from './exercise';
import { iaSender } from './handover/send';
import { owners } from './owners';
import { references } from './references';
import { series } from './series';
import type { Store } from './store/ports';
import type { StorePlace } from './stores';
import { openUpToDate } from './upToDate';
import { throttle } from './throttle';

export interface ServiceOptions {
  readonly dataDir: string;
  readonly guidance: Guidance;
  readonly boards: readonly Board[];
  readonly store: StorePlace;
  readonly attachments: { readonly kind: 'files' } | Extract<AttachmentsPlace, { kind: 'blob' }>;
  /** The master key, 32 bytes; absent, a key file in the data folder. */
  readonly dataKey?: Buffer | undefined;
  /** After which conversations and drafts that led to no case are forgotten; 0 keeps them. */
  readonly conversationDays?: number;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Absent: nothing is sent by e-mail. */
  readonly smtp?: SmtpServer | undefined;
  readonly webhookSecrets?: WebhookSecrets | undefined;
  /** Absent: no model is asked. */
  readonly model?: ModelServer | undefined;
  /** Milliseconds that IA's receiver has to answer in. */
  readonly iaTimeoutMs?: number | undefined;
  readonly log: Logger;
  /** The store thread's program, where it does not lie beside this one. */
  readonly storeWorker?: string | undefined;
}

/** How long a question may go on from the answer before it. */
const FOLLOW_UP_MS = 20 * 60_000;
/** How long an answer given where buttons carry nothing but the message's id can be judged, and how many of them. */
const JUDGED_MS = 24 * 60 * 60_000;
const JUDGED_MAX = 20_000;
const CODE_TRIES = 5;
const ALL_CODE_TRIES = 100;
const CODE_WINDOW_MS = 15 * 60_000;

export type Services = Awaited<ReturnType<typeof services>>;

/** What no store ever holds: words before the choice of who may know, questions under way, tries of receipt codes. */
function inMemory() {
  return {
    words: held<readonly Piece[]>(),
    questions: held<HeldQuestion>(),
    waitingQuestion: held<string>(),
    asked: held<Asked>(FOLLOW_UP_MS),
    codeTries: throttle(CODE_TRIES, CODE_WINDOW_MS),
    // Each anonymous token is a new nobody: guessing with one token a try is stopped here.
    allCodeTries: throttle(ALL_CODE_TRIES, CODE_WINDOW_MS),
  };
}

/** What answers questions, what they go on from, and what is thought of the answers. */
function answering({ guidance, model, boards, log, clock, conversationDays = 0 }: ServiceOptions, store: Store, keys: Keys) {
  const names = (): readonly string[] => [...new Set(boards.flatMap((board) => board.people.map(({ name }) => name)))];
  const answerer = model ? withModel({ guidance, server: model, names: names(), log }) : withoutModel(guidance);
  const known = { store, keys, log };
  const subjects = brief<string>('subject', { ...known, forMs: FOLLOW_UP_MS });
  const news = newsOfGuidance();
  const deaf = guidance.onChange(() => news.tell({ what: 'sources' }));
  const given = feedback(store, conversationDays, clock);
  const give: Feedback['give'] = async (answer, judgement) => {
    await given.give(answer, judgement);
    news.tell({ what: 'feedback', board: judgement.board });
  };
  const givenAnswers = brief<Readonly<Record<string, string>>>('answer', { ...known, forMs: JUDGED_MS, atMost: JUDGED_MAX });
  return {
    guidance,
    answerer,
    feedback: { ...given, give },
    guidanceNews: news,
    subjects,
    givenAnswers,
    settle: () => {
      deaf();
      return Promise.all([subjects.settle(), givenAnswers.settle()]);
    },
  };
}

/** Opens and wires everything that does the work. @throws coded errors of the store, the key file and the webhooks' secrets */
export async function services(options: ServiceOptions) {
  const { clock, log, publicUrl } = options;
  assertSecrets(options.boards, options.webhookSecrets);
  const place: AttachmentsPlace = options.attachments.kind === 'files' ? { kind: 'files', dataDir: options.dataDir, shared: options.store.kind === 'cosmos' } : options.attachments;
  const stores = await openUpToDate({ place: options.store, dataDir: options.dataDir, dataKey: options.dataKey, workerFile: options.storeWorker, now: Date.now }, place, log);
  const { store, master } = stores;
  const keys = keysOf(master);
  const backups = watchForBackups({ dataDir: options.dataDir, stores: stores.files, log });
  const attachments = await openAttachments(place, stores.keyring);
  const self = instance(store, log);
  const isHoliday = swedishHolidays();
  const boards = new Map(options.boards.map((board) => [board.code, board]));
  const refs = references(store, keys);
  const changes = following(store, [...boards.keys()], log);
  const own = owners(store, keys, options.conversationDays);
  const webhookSecrets: WebhookSecrets = options.webhookSecrets ?? new Map<string, readonly string[]>();
  const known = people(options.boards);
  const sending = { boards, people: known, owners: own, references: refs, hashOf: keys.person, isHoliday, publicUrl, smtp: options.smtp, secrets: webhookSecrets };
  const { messengers, delivery, further, waysOut } = delivering({ ...sending, cases: (): Cases => all, store, clock, leases: leases(store, self.id), instance: self.id, log });
  const all: Cases = cases({ store, keyring: stores.keyring, keys, references: refs, boards, isHoliday, live: changes, further: further.after, wake: delivery.wake, clock, instance: self.id });

  const { settle, ...answers } = answering(options, store, keys);
  return {
    store,
    keys,
    boards,
    people: known,
    owners: own,
    cases: all,
    ...answers,
    references: refs,
    attachments,
    live: changes,
    sendToIa: iaSender({ cases: all, boards, webhookSecrets, log, timeoutMs: options.iaTimeoutMs }),
    webhookSecrets,
    series: series({ cases: all, boards }),
    exercises: exercises({ store, owners: own, people: known, clock }),
    isHoliday,
    personKey: (id: string) => keys.person(id),
    clock,
    log,
    publicUrl,
    conversationDays: options.conversationDays ?? 0,
    ...inMemory(),
    messengers,
    dispatcher: delivery,
    waysOut,
    nowReachable: (actor: Parameters<typeof nowReachable>[1]) =>
      nowReachable({ store, cases: all, boards: options.boards, isHoliday, clock, wake: delivery.wake }, actor),
    instance: self,
    /** Resolves when a store has stopped by itself. Never rejects. */
    failed: stores.failed,
    /** What the store's operations have cost so far. */
    costs: stores.costs,
    /** The master key's file, where it was made at this start. */
    keyMade: master.made ? master.source : undefined,
    async close(): Promise<void> {
      changes.stop();
      await delivery.stop();
      await Promise.all([self.stop(), backups.stop(), settle()]);
      await stores.close();
    },
  };
}

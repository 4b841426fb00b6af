/**
 * What the scale calculation starts from. Correct a number here and run `node scripts/scale.mjs --write`.
 * Where a number comes from stands in the document's table: "measured" is what `npm run bench -- --only cosmos` counts;
 * "budget" is what the design allows, in place of a figure that nobody has measured yet; "design" is what the server is set to; "assumed" is how
 * people and boards may behave; "published" are Microsoft's figures.
 */
export const SOURCES = { sizes: 'measured', indexed: 'design', requests: 'measured', intervals: 'design', behaviour: 'assumed' };

/**
 * Bytes of a document as stored, sealed: the mean of what is written, with what the account adds. `streamHead` is the
 * answer that nothing more has been said.
 */
export const SIZES = { cases: 3_600, closedCase: 10_000, identities: 1_000, owners: 670, transcripts: 3_700, streamHead: 100, keys: 390, references: 840, receiptCodes: 300, leases: 500 };
/** Those that the benchmark does not write: a long case with all that was added and done, and a few small ones. */
export const SIZE_SOURCES = { closedCase: 'assumed', receiptCodes: 'budget', leases: 'budget' };

/** Values of a document that the container's indexing policy covers (services/store/cosmos/layout.ts); a composite index as one more. */
export const INDEXED = { cases: 16, identities: 3, owners: 4, transcripts: 4, references: 4, receiptCodes: 3, keys: 3, leases: 4 };

/** Lines of a list, one more to see whether it goes on, and what a query of it loads: whole documents, though it returns them without bodies. */
export const LIST_ROWS = 51;

/**
 * The requests of each thing that is done, in order: kind, container and, where they are not those of the container's
 * usual document, bytes. Those of turns, notices and pages as the benchmark counts them, for the follow-up of a case the
 * most that a turn makes; a report's query for the channels its board has connected is made once in ten seconds, and then
 * returns next to nothing. Polls, sweeps and leases are made as `services/` says.
 */
export const OPERATIONS = {
  intranetTurn: [['read', 'transcripts', SIZES.streamHead], ['read', 'owners'], ['replace', 'owners'], ['create', 'transcripts']],
  teamsTurn: [['read', 'owners'], ['replace', 'owners']],
  /** What a follow-up goes on from, and what Teams' buttons under the answer stand for. */
  teamsQuestion: [['read', 'owners'], ['upsert', 'owners', 1_000], ['upsert', 'owners', 1_230]],
  submit: [['read', 'transcripts', SIZES.streamHead], ['read', 'owners'], ['read', 'references'], ['query', 'references', 300, 0], ['create', 'keys'], ['upsert', 'identities'], ['create', 'cases'], ['replace', 'owners'], ['create', 'transcripts']],
  noticeDelivery: [['read', 'cases'], ['read', 'references'], ['read', 'owners'], ['read', 'cases'], ['replace', 'cases']],
  /** Keys stay in memory; the first time on an instance one is read. */
  openCase: [['read', 'cases'], ['read', 'identities'], ['read', 'keys']],
  listCases: [['query', 'cases', LIST_ROWS * SIZES.cases, LIST_ROWS]],
  acknowledge: [['read', 'cases'], ['read', 'identities'], ['replace', 'cases']],
  /** The card is brought up to date, and the reporter is told. */
  acknowledgeNotices: [['read', 'cases'], ['read', 'references'], ['read', 'owners'], ['read', 'identities'], ['read', 'references'], ['read', 'cases'], ['replace', 'cases']],
  command: [['read', 'cases'], ['replace', 'cases']],
  streamRead: [['read', 'transcripts', SIZES.streamHead]],
  workspacePoll: [['query', 'cases', 0, 0]],
  noticeSweep: [['query', 'cases', 0, 0]],
  leaseRenewal: [['replace', 'leases']],
};

/** How often what runs by itself runs, in seconds; every one can be changed by a flag of its name. */
export const INTERVALS = {
  /** Each instance with open workspaces asks so often, for each of their boards, what has changed. */
  pollSeconds: 2,
  sweepSeconds: 15,
  leaseSeconds: 15,
  /** An open chat page's stream, and just after a step. */
  streamIdleSeconds: 3,
  streamFastSeconds: 0.4,
};

/** How people and boards behave; every one can be changed by a flag of its name. */
export const BEHAVIOUR = {
  /** Times the questions of one person in a year. */
  questionsPerPersonYear: 2,
  /** Share of visits made on the intranet; the rest in Teams. */
  intranetShare: 0.6,
  /** Steps of a report before it is sent. */
  turnsPerReport: 8,
  /** Mean seconds between two steps. */
  secondsPerTurn: 15,
  /** Mean seconds that a page stays open after the last step. */
  lingerSeconds: 300,
  /** Seconds after a step in which the page's stream is read at its fast pace. */
  streamActiveSeconds: 5,
  recipientsPerReport: 2,
  opensPerCase: 6,
  commandsPerCase: 6,
  /** Hours over which a new case is worked on its first day. */
  caseworkHours: 6,
  listsPerWorkspaceHour: 6,
  /** Times that a change is returned to a polling instance: polls overlap. */
  returnsPerChange: 2,
  workspacesPerBoard: 3,
  workspacesLargestBoard: 12,
  /** How many times an average day the simulated day is. */
  busyDay: 2,
  anonymousShare: 0.1,
  /** Share of the people who ever use it, so that documents of theirs are kept. */
  reachedShare: 0.5,
  /** Kept until somebody decides otherwise, as the product does. */
  transcriptDays: 3_650,
  attachmentsPerReport: 0.5,
  attachmentBytes: 1_500_000,
  /** The index beside the data. */
  indexOverhead: 0.2,
  /** Mean minutes after a large event at which people come; all come within the hour. */
  surgeMeanMinutes: 15,
  /** Share of a surge's people who belong to the largest board. */
  surgeLargestBoardShare: 0.6,
};

const CITY = { people: 50_000, boards: 20, largestBoardShare: 0.35, instances: 3 };
/** 290 municipalities with 20 boards each, in one account though they would each have their own: the worst case. */
const SWEDEN = { people: 1_200_000, boards: 5_800, largestBoardShare: 0.016, instances: 12 };

/** Low: a whistleblowing vendor's one report per 500 to 1,000 employees a year, the higher of the two. High: one in five people a year, as where every unwanted event is registered. */
const LOW = { reportsPerPersonYear: 1 / 500 };
const HIGH = { reportsPerPersonYear: 0.2 };

const DAY = { surgeOpens: 0, surgeReports: 0, hours: 24 };
/** Shares of the people who open the chat, and who report, within the hour. */
const AFTER_EVENT = { surgeOpens: 0.05, surgeReports: 0.01, hours: 1 };

export const SCENARIOS = {
  cityLow: { title: 'city, few reports', ...CITY, ...LOW, ...DAY },
  cityHigh: { title: 'city, many reports', ...CITY, ...HIGH, ...DAY },
  swedenLow: { title: 'all municipalities, few reports', ...SWEDEN, ...LOW, ...DAY },
  swedenHigh: { title: 'all municipalities, many reports', ...SWEDEN, ...HIGH, ...DAY },
  surge: { title: 'city, the hour after a large event', ...CITY, ...HIGH, ...AFTER_EVENT },
};

/** The hour of the day at which a scenario shorter than a day begins. */
export const SURGE_HOUR = 10;

/** Share of a day's visits in each hour from midnight. Assumed: office hours, and a little at night. */
const SHAPE = [1, 1, 1, 1, 1, 2, 6, 10, 12, 12, 11, 8, 8, 11, 11, 10, 8, 4, 3, 3, 3, 2, 2, 1];
export const VISITS_BY_HOUR = SHAPE.map((one) => one / SHAPE.reduce((sum, other) => sum + other, 0));

/** Share of the boards' workspaces open in each hour. Assumed: office hours, and the boards staffed round the clock. */
export const WORKSPACES_BY_HOUR = SHAPE.map((_, hour) => (hour >= 8 && hour < 17 ? 1 : 0.1));

/** Published: "Azure Cosmos DB service quotas", "Partitioning and horizontal scaling in Azure Cosmos DB". */
export const LIMITS = { partitionRequestUnits: 10_000, physicalPartitionGb: 50, logicalPartitionGb: 20, autoscaleStep: 1_000 };

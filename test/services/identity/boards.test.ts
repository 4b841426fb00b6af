import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contact, Directory } from '../../../domain/board';
import { BoardsInvalid, parseBoards, readBoards } from '../../../services/identity/boards';

const contactsOf = (directory: Directory): readonly Contact[] => Object.values({ ...directory }).filter((contact): contact is Contact => contact !== undefined);

const DEMO_FILE = join(__dirname, '../../../config/boards.demo.json');

type Loose = Record<string, unknown>;
interface LoosePerson extends Loose {
  id: string;
  roles: string[];
}
interface LooseBoard extends Loose {
  people: LoosePerson[];
  recipients: Record<string, string>;
  hours: unknown;
  phones: Loose;
}

/** The demo file with a change, as text. */
function demoWith(change: (boards: LooseBoard[], file: Loose) => void): string {
  const file = JSON.parse(readFileSync(DEMO_FILE, 'utf8')) as Loose & { boards: LooseBoard[] };
  change(file.boards, file);
  return JSON.stringify(file);
}

/** The problems of the demo file after the change, as `path: message`; empty when it is sound. */
function problemsWith(change: (boards: LooseBoard[], file: Loose) => void): string[] {
  try {
    parseBoards(demoWith(change));
    return [];
  } catch (error) {
    if (!(error instanceof BoardsInvalid)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const person = (board: LooseBoard | undefined, id: string): LoosePerson => {
  const found = board?.people.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id} in the demo file`);
  return found;
};

describe('the demo boards file', () => {
  const boards = readBoards(DEMO_FILE);

  it('has the boards AMN and MHN, staffed round the clock, with a duty phone that says it is an example', () => {
    expect(boards.map(({ code }) => code)).toEqual(['AMN', 'MHN']);
    for (const board of boards) {
      expect(board.hours).toBe('always');
      expect(board.phones.duty).toMatch(/\(exempel\)$/);
    }
  });

  it('has every persona, named by role', () => {
    const ids = boards.flatMap(({ people }) => people.map(({ id }) => id));
    expect(new Set(ids)).toEqual(
      new Set(
        'employee-amn coordinator-amn deputy-amn independent-amn central employee-mhn other-mhn elected-mhn coordinator-mhn deputy-mhn independent-mhn elected-recipient-mhn manager-mhn safetyrep-mhn'.split(' '),
      ),
    );
  });

  it('has telephone numbers from the series kept for books and films only', () => {
    const phones = boards.flatMap((board) => [board.phones.duty, board.phones.alarm, ...contactsOf(board.directory).map((contact) => contact.phone)]);
    for (const phone of phones.filter((one) => one !== undefined)) expect(phone).toMatch(/^08-465 004 \d\d \(exempel\)$/);
  });

  it('gives the employee of MHN a manager', () => {
    const mhn = boards.find(({ code }) => code === 'MHN');
    expect(mhn?.people.find(({ id }) => id === 'employee-mhn')?.manager).toBe('manager-mhn');
  });
});

describe('a webhook', () => {
  const webhook = (value: unknown): string[] => problemsWith(([amn]) => (amn!['webhook'] = value));

  it('goes over https, or stays on this machine', () => {
    for (const url of ['https://system.example/hook', 'http://127.0.0.1:8080/hook', 'http://localhost/hook', 'http://[::1]:80/']) expect(webhook({ url })).toEqual([]);
    for (const url of ['http://system.example/hook', 'https://user:secret@system.example/', 'ftp://system.example/', 'http://127.0.0.1.example/', 'system']) expect(webhook({ url })).toEqual([expect.stringMatching(/^boards\[0\]\.webhook\.url: /)]);
  });

  it('has its secret elsewhere', () => {
    expect(webhook({ url: 'https://system.example/hook', secret: 'x' })).toEqual(['boards[0].webhook.secret: is not a known setting']);
  });
});

describe('clocks and directory', () => {
  const clocks = (value: unknown): string[] => problemsWith(([amn]) => (amn!['clocks'] = value));
  const directory = (change: Loose): string[] => problemsWith(([amn]) => (amn!['directory'] = { ...(amn!['directory'] as Loose), ...change }));

  it.each([[undefined], [{}], [{ contact: { medium: 2 } }], [{ contact: { high: 1, medium: 1, low: 20 }, feedback: { first: 5 }, reminderHours: 0.5 }]])('takes %j', (value) => {
    expect(clocks(value)).toEqual([]);
  });

  it.each([
    [{ contact: { high: 2 } }, /^boards\[0\]\.clocks\.contact\.high: 2 days are more than the 1 /],
    [{ contact: { medium: 4 } }, /^boards\[0\]\.clocks\.contact\.medium: 4 days are more than the 3 /],
    [{ contact: { critical: 1 } }, /^boards\[0\]\.clocks\.contact\.critical: is not a known setting/],
    [{ contact: { low: 1.5 } }, /^boards\[0\]\.clocks\.contact\.low: /],
    [{ feedback: { first: 0 } }, /^boards\[0\]\.clocks\.feedback\.first: /],
    [{ feedback: { then: 100 } }, /^boards\[0\]\.clocks\.feedback\.then: /],
    [{ reminderHours: 0 }, /^boards\[0\]\.clocks\.reminderHours: /],
  ])('refuses %j', (value, message) => {
    expect(clocks(value)).toEqual([expect.stringMatching(message)]);
  });

  const name = { sv: 'Krisledningen', en: 'Crisis organisation' };
  it.each(['occupationalHealth', 'police', 'guards', 'safetyRepresentative', 'crisis'])('%s may be left out, and can be reached where it is there', (entry) => {
    expect(directory({ [entry]: undefined })).toEqual([]);
    expect(directory({ [entry]: { name } })).toEqual([expect.stringMatching(`^boards\\[0\\]\\.directory\\.${entry}: must have a phone`)]);
    expect(directory({ [entry]: { name, phone: 'call us' } })).toEqual([expect.stringContaining(`directory.${entry}.phone: must be a telephone number`)]);
    expect(directory({ [entry]: { name: { sv: 'x' }, url: 'https://x.example' } })).toEqual([expect.stringContaining(`directory.${entry}.name.en`)]);
  });

  it.each(['whistleblowing', 'hr'])('%s is always there', (entry) => {
    expect(directory({ [entry]: undefined })).toEqual([expect.stringContaining(`directory.${entry}`)]);
  });
});

describe('a boards file whose recipients leave somebody without a reader', () => {
  it('is refused when the deputy is the coordinator', () => {
    const problems = problemsWith(([amn]) => {
      person(amn, 'coordinator-amn').roles.push('deputy');
      amn!.recipients['deputy'] = 'coordinator-amn';
    });
    expect(problems).toEqual([expect.stringMatching(/^boards\[0\]\.recipients\.deputy: must be another person than default/)]);
  });

  it.each(['coordinator-amn', 'deputy-amn'])('is refused when the independent recipient is %s', (id) => {
    const problems = problemsWith(([amn]) => {
      person(amn, id).roles.push('independent');
      amn!.recipients['independent'] = id;
    });
    expect(problems).toContainEqual(expect.stringMatching(/^boards\[0\]\.recipients\.independent: must be another person than default and deputy/));
  });

  it("is refused when the independent recipient is also the elected officials' only one", () => {
    const problems = problemsWith(([amn]) => {
      amn!.recipients['elected'] = 'independent-amn';
    });
    expect(problems).toContain('boards[0].recipients: leave no reader for a report by "elected" where involved is "reader"');
  });

  it.each(['coordinator', 'deputy', 'manager'])('is refused when the independent recipient is also %s of the board', (role) => {
    const problems = problemsWith(([amn]) => person(amn, 'independent-amn').roles.push(role));
    expect(problems).toEqual([`boards[0].recipients.independent: "independent-amn" is ${role} of AMN, so not outside its line`]);
  });

  it('is refused when the independent recipient has the same manager as the coordinator', () => {
    const problems = problemsWith(([, mhn]) => {
      person(mhn, 'coordinator-mhn')['manager'] = 'manager-mhn';
      person(mhn, 'independent-mhn')['manager'] = 'manager-mhn';
    });
    expect(problems).toEqual([expect.stringMatching(/^boards\[1\]\.recipients\.independent: .*same manager/)]);
  });

  it.each([
    ['default', 'deputy-amn', 'must hold the role coordinator'],
    ['deputy', 'employee-amn', 'must hold the role deputy'],
    ['independent', 'employee-amn', 'must hold the role independent'],
    ['elected', 'central', 'must hold the role coordinator or deputy or independent or employee'],
    ['elected', 'central', 'holds the role central, which never receives a case'],
    ['default', 'nobody', 'is not among the people of AMN'],
    ['elected', 'elected-mhn', 'is not among the people of AMN'],
  ])('is refused when %s is %s', (kind, id, message) => {
    const problems = problemsWith(([amn]) => {
      amn!.recipients[kind] = id;
    });
    expect(problems).toContain(`boards[0].recipients.${kind}: "${id}" ${message}`);
  });

  it("is refused when a politician would read elected officials' cases", () => {
    const problems = problemsWith(([, mhn]) => {
      mhn!.recipients['elected'] = 'elected-mhn';
    });
    expect(problems).toContain('boards[1].recipients.elected: "elected-mhn" holds the role elected, which never receives a case');
  });
});

describe('a boards file with other mistakes', () => {
  it('lists all of them at once, each with its path', () => {
    const problems = problemsWith(([amn, mhn]) => {
      amn!['code'] = 'amn';
      amn!.phones['duty'] = 'ring oss';
      amn!['nyckel'] = 1;
      person(mhn, 'employee-mhn').roles = ['boss'];
      mhn!.hours = 'sometimes';
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['boards[0].code', 'boards[0].phones.duty', 'boards[0].nyckel', 'boards[1].people[0].roles[0]', 'boards[1].hours']),
    );
    expect(problems).toHaveLength(5);
  });

  it.each<[string, (boards: LooseBoard[]) => void, string]>([
    ['a board code twice', ([amn, mhn]) => { mhn!['code'] = amn!['code']; }, 'boards[1].code: board code "AMN" is there twice'],
    ['a person id twice in a board', ([amn]) => { amn!.people.push({ ...person(amn, 'employee-amn') }); }, 'boards[0].people[5].id: person id "employee-amn" is there twice'],
    ['one id with two names', ([, mhn]) => { person(mhn, 'central')['name'] = 'Någon annan'; }, 'boards[1].people[9].name: "central" has another name elsewhere in the file'],
    ['one id with two directory objects', ([amn, mhn]) => { person(amn, 'central')['aadObjectId'] = 'a'; person(mhn, 'central')['aadObjectId'] = 'b'; }, 'boards[1].people[9].aadObjectId: "central" has another aadObjectId elsewhere in the file'],
    ['one directory object for two ids', ([amn, mhn]) => { person(amn, 'employee-amn')['aadObjectId'] = 'ABC'; person(mhn, 'other-mhn')['aadObjectId'] = 'abc'; }, 'boards[1].people[1].aadObjectId: belongs to "employee-amn" already'],
    ['a manager who is not there', ([, mhn]) => { person(mhn, 'employee-mhn')['manager'] = 'gone'; }, 'boards[1].people[0].manager: "gone" is not among the people of MHN'],
    ['a manager without the role', ([, mhn]) => { person(mhn, 'employee-mhn')['manager'] = 'other-mhn'; }, 'boards[1].people[0].manager: "other-mhn" does not hold the role manager'],
    ['somebody who is their own manager', ([, mhn]) => { person(mhn, 'manager-mhn')['manager'] = 'manager-mhn'; }, 'boards[1].people[7].manager: nobody is their own manager'],
    ['hours that end before they begin', ([amn]) => { amn!.hours = [{ days: ['mon'], from: '17:00', to: '08:00' }]; }, 'boards[0].hours[0].to: must be later than "from" on the same day'],
    ['the id that people without sign-in have', ([amn]) => { amn!.people.push({ id: 'anonymous', name: 'Ingen', roles: ['employee'] }); }, 'boards[0].people[5].id: is kept for people without sign-in'],
    ['no type for what is unclear', ([amn]) => { amn!['incidentTypes'] = ['threat']; }, 'boards[0].incidentTypes: must include "unclear": nobody has to know what it was'],
  ])('is refused for %s', (_name, change, problem) => {
    expect(problemsWith(change)).toContain(problem);
  });

  it('takes office hours and numbers as cities write them', () => {
    const problems = problemsWith(([amn]) => {
      amn!.hours = [{ days: ['mon', 'tue'], from: '08:00', to: '16:30' }];
      amn!.phones = { duty: '+46 (0)8-465 004 00', alarm: '112' };
    });
    expect(problems).toEqual([]);
  });

  it('says where the JSON breaks and quotes nothing of the file', () => {
    const broken = '{\n "boards": [\n {"name": "Förnamn Efternamn",}\n]}';
    expect(() => parseBoards(broken, 'boards.json')).toThrow('The boards file boards.json cannot be used: (file): is no JSON: look at line 3');
  });

  it('is one line for a file that is not there', () => {
    const missing = join(__dirname, 'none.json');
    expect(() => readBoards(missing)).toThrow(`The boards file ${missing} cannot be used: (file): cannot be read (ENOENT)`);
  });

  it('is coded', () => {
    expect(new BoardsInvalid('boards.json', []).code).toBe('boards_invalid');
  });
});

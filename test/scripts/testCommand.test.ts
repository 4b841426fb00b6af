import { Checkout, type Outcome } from './fixture';

/** Stands for tsc and the linter: fails where FAILS names it. */
const CHECK = (name: string): string => `if ((process.env.FAILS ?? '').includes('${name}')) { console.log('${name} found something'); process.exit(1); }`;

/** Stands for Jest: notes what it was asked, and answers with the results that are written for the project. */
const JEST = `
  const fs = require('fs');
  const args = process.argv.slice(2);
  const value = (name) => args[args.indexOf(name) + 1];
  fs.appendFileSync('jest.log', JSON.stringify(args) + '\\n');
  const results = JSON.parse(fs.readFileSync('results.json', 'utf8'))[value('--selectProjects')];
  if (results === 'crash') process.exit(134);
  fs.writeFileSync(value('--outputFile'), JSON.stringify(results));
  process.exit(results.testResults.some(({ status }) => status === 'failed') || (results.numTotalTests === 0 && !args.includes('--passWithNoTests')) ? 1 : 0);
`;

type Results = 'crash' | { numPassedTests: number; numTotalTests: number; testResults: unknown[] };
const passing = (count: number): Results => ({ numPassedTests: count, numTotalTests: count, testResults: [] });

let checkout: Checkout;
beforeEach(() => {
  checkout = new Checkout();
  checkout.stamp();
  checkout.write('node_modules/typescript/bin/tsc', CHECK('types'));
  checkout.write('node_modules/oxlint/bin/oxlint', CHECK('lint'));
  checkout.write('node_modules/jest/bin/jest.js', JEST);
  checkout.write('scripts/lib/build.mjs', "export const ensureBuilt = async () => { if (process.env.FAILS === 'build') throw new Error('The build failed: 1 error(s).'); };");
});
afterEach(() => checkout.remove());

function npmTest(results: Record<'unit' | 'integration' | 'browser', Results> & { long?: Results }, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  checkout.write('results.json', JSON.stringify({ long: passing(1), together: results.integration, ...results }));
  return checkout.script('test.mjs', args, env);
}
const lastLine = ({ stdout }: Outcome): string | undefined => stdout.trimEnd().split('\n').at(-1);
const asked = (): string[][] => checkout.read('jest.log').trim().split('\n').map((line) => JSON.parse(line) as string[]);

const GOOD = { unit: passing(5), integration: passing(3), browser: passing(2) };

describe('npm test', () => {
  it('adds all tests up with build, types and lint as one each', async () => {
    const outcome = await npmTest(GOOD);
    expect([outcome.code, lastLine(outcome)]).toEqual([0, '14 passed, 0 failed']);
    expect(asked().map((args) => args.at(-1)).sort()).toEqual(['browser', 'long', 'together', 'unit']);
  });

  it.each(['build', 'types', 'lint'])('counts %s as one failure', async (what) => {
    const outcome = await npmTest(GOOD, [], { FAILS: what });
    expect([outcome.code, lastLine(outcome)]).toEqual([1, '13 passed, 1 failed']);
    expect(outcome.stdout).toContain(what === 'build' ? 'build: The build failed' : `${what}: ${what} found something`);
  });

  it('counts a failed test, a suite that fails to run and a Jest that dies, and names them', async () => {
    const failing: Results = {
      numPassedTests: 4,
      numTotalTests: 5,
      testResults: [
        { name: checkout.path('test/a.test.ts'), status: 'failed', assertionResults: [{ status: 'failed', fullName: 'a does b' }, { status: 'passed', fullName: 'a does c' }] },
        { name: checkout.path('test/b.test.ts'), status: 'failed', assertionResults: [] },
      ],
    };
    const outcome = await npmTest({ unit: failing, integration: 'crash', browser: passing(2) });
    expect([outcome.code, lastLine(outcome)]).toEqual([1, '10 passed, 3 failed']);
    expect(outcome.stdout).toContain('unit: test/a.test.ts › a does b\nunit: test/b.test.ts failed to run\nintegration: Jest ended with code 134 and no results');
  });

  it('counts a run without tests as a failure', async () => {
    const outcome = await npmTest({ ...GOOD, browser: passing(0) });
    expect([outcome.code, lastLine(outcome)]).toEqual([1, '12 passed, 1 failed']);
    expect(outcome.stdout).toContain('browser: no tests found');
  });

  it('hands patterns and flags to Jest, and then runs no other checks', async () => {
    const outcome = await npmTest({ ...GOOD, unit: passing(0), long: passing(0), browser: passing(0) }, ['boards', '-t', 'hours'], { FAILS: 'types lint' });
    expect([outcome.code, lastLine(outcome)]).toEqual([0, '4 passed, 0 failed']);
    for (const args of asked()) expect(args.slice(0, 3)).toEqual(['boards', '-t', 'hours']);
  });

  it('fails when nothing matches', async () => {
    const outcome = await npmTest({ unit: passing(0), integration: passing(0), long: passing(0), browser: passing(0) }, ['nothing']);
    expect([outcome.code, lastLine(outcome)]).toEqual([1, '1 passed, 1 failed']);
    expect(outcome.stdout).toContain('tests: none matches nothing');
  });

  it('fails when the dependencies cannot be installed', async () => {
    checkout.lock({ one: '1.0.0' });
    checkout.write('npm-cli.js', "console.error('npm error offline'); process.exit(1);");
    const outcome = await npmTest(GOOD);
    expect([outcome.code, lastLine(outcome)]).toEqual([1, '0 passed, 1 failed']);
    expect(outcome.stdout).toContain('npm error offline');
  });
});

import { writeFileSync } from 'node:fs';
import { Checkout } from './fixture';

const TEXT = [
  '# a comment', 'PLAIN=value', ' SPACED = some words ', 'export EXPORTED=yes', 'EMPTY=', 'DOUBLE="two words # no comment"', "SINGLE='it is'", 'COMMENT=value # why', '#COMMENTED=out', 'no assignment', 'ADDRESS=https://trygg.example.se/?a=b',
].join('\n');

describe('.env', () => {
  let checkout: Checkout;
  beforeEach(() => {
    checkout = new Checkout();
  });
  afterEach(() => checkout.remove());

  it.each([['\n'], ['\r\n']])('is read line by line, with lines that end in %j', async (newline) => {
    const text = TEXT.replaceAll('\n', newline);
    writeFileSync(checkout.path('sample'), text);
    const { stdout } = await checkout.module(`
      import { readFileSync } from 'node:fs';
      import { parseEnv } from './scripts/lib/env.mjs';
      console.log(JSON.stringify(parseEnv(readFileSync('sample', 'utf8'))));`);
    expect(JSON.parse(stdout)).toEqual({
      PLAIN: 'value',
      SPACED: 'some words',
      EXPORTED: 'yes',
      EMPTY: '',
      DOUBLE: 'two words # no comment',
      SINGLE: 'it is',
      COMMENT: 'value',
      ADDRESS: 'https://trygg.example.se/?a=b',
    });
  });

  it('need not be there', async () => {
    expect((await checkout.module("import { loadEnv } from './scripts/lib/env.mjs'; loadEnv(process.cwd());")).code).toBe(0);
  });
});

import { CANARY, cardProblems, holdToRules, schemaIsThere } from '../helpers/cardRules';
import type { JsonObject } from '../helpers/fakeConnector';

const heading = { type: 'TextBlock', id: 'step:x', text: 'Rubrik', wrap: true };
const input = { type: 'Input.Text', id: 'story', label: 'Vad hände?' };
const go = { type: 'Action.Submit', title: 'Skicka', style: 'positive', data: { a: 'x' } };

const card = (change: JsonObject = {}): JsonObject => ({ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5', lang: 'sv', speak: 'Rubrik', fallbackText: 'Rubrik', body: [heading, input], actions: [go], ...change });
const execute = { type: 'Action.Execute', title: 'Skicka', style: 'positive', verb: 'x', data: { a: 'x' }, fallback: go };

describe('the rules that every card in these tests is held to', () => {
  test('let a good card through, in either channel', () => {
    expect(cardProblems(card(), 'directline')).toEqual([]);
    expect(cardProblems(card({ actions: [execute], msteams: { width: 'full' } }), 'teams')).toEqual([]);
    expect(holdToRules(card(), 'directline')).toEqual(card());
  });

  test.each<[string, JsonObject, RegExp]>([
    ['an id that is there twice', { body: [heading, input, input] }, /story is there twice/],
    ['an input without a label', { body: [heading, { type: 'Input.Text', id: 'story' }] }, /without id or label/],
    ['a first element without an id', { body: [{ type: 'TextBlock', text: 'Rubrik' }, input] }, /first body element/],
    ['two positive actions', { actions: [go, { ...go, title: 'Också' }] }, /2 positive/],
    ['inputs and no positive action', { actions: [{ ...go, style: 'default' }] }, /no positive action/],
    ['an Execute on Direct Line', { actions: [execute] }, /Action\.Execute in directline/],
    ['a nested Execute on Direct Line', { body: [heading, input, { type: 'ActionSet', actions: [{ ...execute, style: 'default' }] }] }, /Action\.Execute in directline/],
    ['an action without a title', { actions: [go, { type: 'Action.Submit', data: {} }] }, /without a title/],
    ['another version', { version: '1.4' }, /not version 1\.5/],
    ['no language', { lang: '' }, /no language/],
    ['typed words in a TextBlock', { body: [heading, input, { type: 'TextBlock', text: `du skrev ${CANARY}` }] }, /typed words as text/],
    ['typed words in what is said aloud', { speak: CANARY }, /typed words as text/],
    ['typed words in a fact', { body: [heading, input, { type: 'FactSet', facts: [{ title: 'Du skrev', value: CANARY }] }] }, /typed words as text/],
    ['typed words in a button', { actions: [{ ...go, title: CANARY }] }, /typed words as text/],
    ['typed words in a button’s data', { actions: [{ ...go, data: { a: CANARY } }] }, /typed words in the data/],
    ['a place left unfilled', { body: [{ ...heading, text: 'Ärende {number}' }, input] }, /unfinished text/],
    ['something that was never there', { body: [{ ...heading, text: `Ärende ${String(undefined)}` }, input] }, /unfinished text/],
    ['more than fits', { body: [heading, input, { type: 'TextBlock', text: 'x'.repeat(29_000) }] }, /bytes where 28672 fit/],
    ['more typed than fits', { body: [heading, { ...input, value: 'x'.repeat(110_000) }] }, /bytes where 102400 fit/],
  ])('refuse %s', (_what, change, problem) => {
    expect(cardProblems(card(change), 'directline').join('\n')).toMatch(problem);
    expect(() => holdToRules(card(change), 'directline')).toThrow('breaks the rules');
  });

  test('refuse a Submit in Teams, and an Execute that old clients cannot fall back from', () => {
    expect(cardProblems(card(), 'teams').join()).toMatch(/Action\.Submit in teams/);
    expect(cardProblems(card({ actions: [{ ...execute, fallback: undefined }] }), 'teams').join()).toMatch(/no fallback/);
  });

  test('let typed words stand where they are inert: in a field and in a TextRun', () => {
    const body = [heading, { ...input, value: CANARY }, { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: CANARY }] }];
    expect(cardProblems(card({ body }), 'directline')).toEqual([]);
  });

  (schemaIsThere() ? test : test.skip).each<[string, JsonObject]>([
    ['an element that there is not', { body: [heading, input, { type: 'Marquee', text: 'x' }] }],
    ['a property that there is not', { body: [{ ...heading, blink: true }, input] }],
    ['a wrong type', { body: [{ ...heading, wrap: 'yes' }, input] }],
    ['a style that there is not', { actions: [{ ...go, style: 'loud' }] }],
    ['metadata', { metadata: { webUrl: 'https://trygg.example' } }],
    ['no body', { body: 'x' }],
  ])('refuse by Microsoft’s schema %s', (_what, change) => {
    expect(cardProblems(card(change), 'directline').join('\n')).toMatch(/schema:/);
  });
});

import { citationLine } from '../../cards/citations';

const CITED = { passage: 'p', in: 'sv', title: 'Rutin för besökare', heading: 'Rutin för besökare', kind: 'general', expired: false } as const;

describe('a source in one line', () => {
  it('says once what a document and its only heading are called', () => {
    expect(citationLine('sv', CITED)).toBe('Rutin för besökare');
    expect(citationLine('en', { ...CITED, page: '2' })).toBe('Rutin för besökare, p. 2');
  });

  it('says both where they differ', () => {
    expect(citationLine('sv', { ...CITED, heading: 'I receptionen' })).toBe('Rutin för besökare, I receptionen');
  });
});

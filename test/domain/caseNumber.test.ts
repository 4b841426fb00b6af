import fc from 'fast-check';
import { caseNumber, parseCaseNumber } from '../../domain/caseNumber';

const bytes = fc.uint8Array({ minLength: 7, maxLength: 7 });
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('case numbers', () => {
  it('have the form that is promised and are read back, however they are typed', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('AM', 'MHN', 'ABCDEF'), (random, board) => {
        const number = caseNumber(board, random);
        expect(number).toMatch(/^[A-Z]{2,6}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(parseCaseNumber(number)).toEqual({ board, number });
        expect(parseCaseNumber(` ${number.toLowerCase()} `)).toEqual({ board, number });
        expect(parseCaseNumber(number.replace(/0/g, 'O').replace(/1/g, 'l'))).toEqual({ board, number });
      }),
    );
  });

  it('catch any one wrong character', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 31 }), (random, place, shift) => {
        const number = caseNumber('MHN', random);
        const code = number.slice(4).replace('-', '');
        const wrong = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(place)) + shift) % 32);
        const changed = code.slice(0, place) + wrong + code.slice(place + 1);
        expect(parseCaseNumber(`MHN-${changed.slice(0, 4)}-${changed.slice(4)}`)).toBeUndefined();
      }),
    );
  });

  it('are not made from anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(() => parseCaseNumber(text)).not.toThrow()));
    expect(parseCaseNumber('hej hopp nu')).toBeUndefined();
  });
});

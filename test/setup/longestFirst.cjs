const { basename, dirname } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** What takes longest, longest first, as measured with a machine to itself. On a new checkout Jest knows of none how long it took. */
const LONGEST = ['instances', 'conversation2', 'notices2', 'moving', 'store', 'work', 'conversation3', 'files', 'rest', 'channels', 'notices1'];

const rank = ({ path }) => {
  const found = basename(dirname(path)) === 'together' ? LONGEST.indexOf(basename(path, '.test.ts')) : -1;
  return found === -1 ? LONGEST.length : found;
};

/** Long rooms begin first, so that at the end no processor waits for a room that began late. */
module.exports = class extends Sequencer {
  async sort(tests) {
    return (await super.sort(tests)).toSorted((a, b) => rank(a) - rank(b));
  }
};

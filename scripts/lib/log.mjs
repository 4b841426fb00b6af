/** What scripts say to a person goes to stderr, so that stdout can be read by a program. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A mistake that the person can mend: shown as it is, without a stack. */
export class Plain extends Error {
  name = 'Plain';
}

/** Runs a script's main function; a failure ends it with code 1, and a plain one with its line only. */
export async function run(main) {
  try {
    await main();
  } catch (error) {
    say(error instanceof Plain ? error.message : (error?.stack ?? String(error)));
    process.exitCode = 1;
  }
}

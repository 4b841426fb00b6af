import { parseArgs } from 'node:util';
import { Plain } from './log.mjs';

/**
 * The options of a command line, such as `--port 1 --json`; anything else on it is a mistake.
 * @param {import('node:util').ParseArgsConfig['options']} options
 */
export function readArgs(options) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new Plain(`${error.message}\nOptions: ${Object.keys(options).map((name) => `--${name}`).join(' ')}`);
  }
}

/** A port from the command line. */
export function portFrom(text, option) {
  if (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536) return Number(text);
  throw new Plain(`--${option} must be a port, not "${text}"`);
}

#!/usr/bin/env node
/** The program for whoever runs an installation: `node dist/cli.js <command> [options]`. */
import { main } from './cli/main';

const output = {
  say: (line: string): void => void process.stderr.write(`${line}\n`),
  print: (line: string): void => void process.stdout.write(`${line}\n`),
};

void main(process.argv.slice(2), output, process.cwd()).then((code) => {
  process.exitCode = code;
});

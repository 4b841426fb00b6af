import { readConfig, type Config } from '../config';
import { readCommand, type Command } from './arguments';
import { backupCommand, restoreCommand } from './backups';
import { listsCommand } from './lists';
import { exportCommand, importCommand } from './moving';
import type { Output, Result } from './output';
import { problemOf } from './problems';
import { setupCommand } from './setup';
import { USAGE, UsageError } from './usage';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

/**
 * Runs one command.
 * @param typed what follows the program's name
 * @returns the exit code: 0 when it is done, 1 when it failed, 2 when it was not a command
 */
export async function main(typed: readonly string[], output: Output, cwd: string): Promise<number> {
  try {
    const command = readCommand(typed, cwd);
    if (command.name === 'help') {
      output.print(USAGE);
      return DONE;
    }
    const read = readConfig();
    if ('problems' in read) {
      output.say(['The settings cannot be used:', ...read.problems.map(({ variable, message }) => `  ${variable}: ${message}`)].join('\n'));
      return FAILED;
    }
    const result = await run(command, read.ok, output);
    for (const line of command.json ? [JSON.stringify(result.json)] : result.lines) output.print(line);
    return DONE;
  } catch (error) {
    const misused = error instanceof UsageError;
    output.say(misused ? `${error.message}\n\n${USAGE}` : problemOf(error));
    return misused ? MISUSED : FAILED;
  }
}

function run(command: Exclude<Command, { name: 'help' }>, config: Config, output: Output): Promise<Result> {
  switch (command.name) {
    case 'cosmos:setup':
      return setupCommand(config);
    case 'lists':
      return listsCommand(config, command, output);
    case 'export':
      return exportCommand(config, command, output);
    case 'import':
      return importCommand(config, command, output);
    case 'backup':
      return backupCommand(config, command, output);
    case 'restore':
      return restoreCommand(config, command, output);
  }
}

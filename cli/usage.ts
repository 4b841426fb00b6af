/** What was typed is no command, or not all of it. The message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Usage: npm run trygg -- <command> [options]      (or: node dist/cli.js <command> [options])

  cosmos:setup                        makes the databases and containers that the settings name, and the container for files
  export  --to DIR   --keys-to DIR    writes everything there is, sealed, into two folders; goes on where it was interrupted
  import  --from DIR --keys-from DIR  brings an export into an empty store, and checks what is there then
  backup  --to DIR   --keys-to DIR    copies the embedded store while the server runs
  restore --from DIR --keys-from DIR  brings a backup back into an empty data folder
  lists   [--most N]                  brings what lists show of older cases up to date; goes on where it was interrupted
  help                                this text

  --json                              prints the result alone, as JSON

Settings are those of the server, from environment variables; npm run trygg reads .env as well.
Stop every Trygg server that uses the data before export and import: in Azure nothing else keeps it still.
lists may run beside servers in Azure; the embedded store is one process's own, so stop its server first.`;
